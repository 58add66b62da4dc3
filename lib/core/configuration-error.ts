import { groupBy, saidTogether } from "./group-by";

/** One thing that is wrong with what the user wrote, and where. */
export interface Problem {
  /** The construct's path, or the file and entry, that the problem belongs to. */
  readonly where: string;
  /** What is wrong, what was given, what Azure allows, and what to do. */
  readonly message: string;
}

/**
 * What the user wrote cannot become a plan that Azure accepts. It lists every problem found, not just the first.
 *
 * @example
 * // [backup-prod/Vault/Gold] 2 problems:
 * //   - retention.daily must be 7 to 9999 days, got 5: Azure keeps at least 7 daily recovery points
 * //   - instantRestoreDays must be 1 to 5 for a Standard policy, got 7: shorten it, or choose type "Enhanced"
 */
export class ConfigurationError extends Error {
  /** Is this a `ConfigurationError`, of whichever copy of the library? */
  static isConfigurationError(x: unknown): x is ConfigurationError {
    return x instanceof Error && MARK in x;
  }

  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const different = [...new Map(problems.map((p) => [`${p.where}\n${p.message}`, p])).values()];
    super(render(different));
    this.name = "ConfigurationError";
    this.problems = different;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/ConfigurationError");

/** What is wrong in many places is said once: an option of an estate is that of thirty vaults. */
function render(problems: readonly Problem[]): string {
  const places = [...groupBy(problems, ({ where }) => where)];
  const said = ([, own]: Place) => own.map(({ message }) => message).join("\n");
  return saidTogether(places, said).map(commonBlock).join("\n");
}

type Place = readonly [where: string, problems: readonly Problem[]];

function block([where, problems]: Place): string {
  const [first, ...others] = problems;
  if (others.length === 0) return `[${where}] ${first?.message}`;
  return [`[${where}] ${problems.length} problems:`, ...problems.map(({ message }) => `  - ${message}`)].join(
    "\n",
  );
}

function commonBlock(same: readonly Place[]): string {
  const [first = ["", []], ...others] = same;
  if (others.length === 0) return block(first);
  return [block([`${same.length} places`, first[1]]), ...same.map(([where]) => `  at ${where}`)].join("\n");
}
