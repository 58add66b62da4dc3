/** What `terraform show -json` says of a plan, as far as the guard reads it (Terraform, "JSON Output Format"). */
export interface TerraformPlan {
  readonly format_version: string;
  readonly terraform_version?: string;
  readonly resource_changes?: readonly PlannedChange[];
  readonly resource_drift?: readonly PlannedChange[];
  readonly errored?: boolean;
  /** false with -target, or when Terraform deferred changes to another run. */
  readonly complete?: boolean;
  /** What stood before the plan, whatever the plan is limited to. */
  readonly prior_state?: unknown;
  readonly configuration?: unknown;
}

/** A change of one resource, as Terraform plans it. */
export interface PlannedChange {
  readonly address: string;
  readonly previous_address?: string;
  /** An object that a create-before-destroy left behind. */
  readonly deposed?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly provider_name?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Values | null;
    readonly after: Values | null;
    /** true where a value is known after the apply only, in the shape of `after`. */
    readonly after_unknown?: unknown;
    /** true where a value is sensitive, in the shape of `before` and of `after`. */
    readonly before_sensitive?: unknown;
    readonly after_sensitive?: unknown;
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

export type Values = Readonly<Record<string, unknown>>;

/** A file that is no plan, with what it is and what to do. */
export class UnreadablePlan extends Error {
  static isUnreadablePlan(x: unknown): x is UnreadablePlan {
    return x instanceof Error && MARK in x;
  }

  constructor(file: string, what: string) {
    super(`[${file}] ${what}`);
    this.name = "UnreadablePlan";
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/UnreadablePlan");

const SHOW = "write it with terraform show -json PLANFILE > plan.json";

/**
 * Reads a plan.
 * @throws UnreadablePlan for anything that is not a whole plan: it is never taken for one without changes
 */
export function readPlan(bytes: Uint8Array, file: string): TerraformPlan {
  const text = textOf(bytes, file);
  let plan: unknown;
  try {
    plan = JSON.parse(text);
  } catch (error) {
    throw new UnreadablePlan(
      file,
      `is not JSON, or only a part of it (${(error as Error).message}): ${SHOW}`,
    );
  }
  if (!isPlan(plan, file)) throw new UnreadablePlan(file, `is no plan: ${SHOW}`);
  return plan;
}

function textOf(bytes: Uint8Array, file: string): string {
  if (bytes.length === 0) throw new UnreadablePlan(file, `is empty: ${SHOW}`);
  const [first, second] = bytes;
  if (first === 0x50 && second === 0x4b)
    throw new UnreadablePlan(
      file,
      `is a plan in Terraform's own format, which only Terraform reads: ${SHOW}`,
    );
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new UnreadablePlan(
      file,
      "is UTF-16, as PowerShell's > writes it: write UTF-8, with Out-File -Encoding utf8",
    );
  const text = new TextDecoder("utf-8").decode(bytes);
  if (text.trim() === "") throw new UnreadablePlan(file, `is empty: ${SHOW}`);
  return text;
}

const isObject = (x: unknown): x is Values => typeof x === "object" && x !== null && !Array.isArray(x);

function isPlan(plan: unknown, file: string): plan is TerraformPlan {
  if (Array.isArray(plan)) throw new UnreadablePlan(file, `is a list, and a plan is an object: ${SHOW}`);
  if (!isObject(plan)) return false;
  checkKind(plan, file);
  const { format_version } = plan;
  if (typeof format_version !== "string")
    throw new UnreadablePlan(file, `has no format_version, so it is no plan: ${SHOW}`);
  if (!/^1\.\d+$/.test(format_version))
    throw new UnreadablePlan(
      file,
      `has the format version ${JSON.stringify(format_version)}, and this guard reads 1.x: use a newer version of cdktf-azure-resilience`,
    );
  if (plan.errored === true)
    throw new UnreadablePlan(file, "is of a run that failed, and so not whole: mend the plan first");
  checkChanges(plan, "resource_changes", file);
  checkChanges(plan, "resource_drift", file);
  return "resource_changes" in plan || "planned_values" in plan;
}

/** Says of other JSON of Terraform what it is. */
function checkKind(plan: Values, file: string): void {
  const is = (what: string) => new UnreadablePlan(file, `is ${what}, not a plan: ${SHOW}`);
  if ("lineage" in plan && "serial" in plan) throw is("a state file");
  if ("values" in plan && !("planned_values" in plan)) throw is("a state, of terraform show without a plan");
  if ("provider_schemas" in plan) throw is("the providers' schemas");
  if ("diagnostics" in plan && "valid" in plan) throw is("the answer of terraform validate");
  if ("resource" in plan || "terraform" in plan) throw is("a configuration");
  if ("@level" in plan || "@message" in plan) throw is("the log of terraform plan -json");
}

function checkChanges(plan: Values, member: string, file: string): void {
  const changes = plan[member];
  if (changes === undefined || changes === null) return;
  const whole = Array.isArray(changes) && changes.every(isChange);
  if (!whole)
    throw new UnreadablePlan(
      file,
      `has ${member} that are no list of changes, so it is no plan of Terraform: ${SHOW}`,
    );
}

function isChange(x: unknown): boolean {
  if (!isObject(x) || !isObject(x.change)) return false;
  const { actions, before, after } = x.change;
  const isState = (value: unknown) => value === undefined || value === null || isObject(value);
  return (
    typeof x.address === "string" &&
    typeof x.type === "string" &&
    Array.isArray(actions) &&
    actions.length > 0 &&
    actions.every((action) => typeof action === "string") &&
    isState(before) &&
    isState(after)
  );
}
