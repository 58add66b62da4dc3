import { type Problems, quoted } from "../core/problems";

/**
 * How long something outside the program asks for backups to be kept: a law, a contract, the organisation's own schedule of
 * records. The library brings none: which law asks for how many days of whose backups is for the organisation to say.
 */
export interface RetentionPreset {
  /** What the evidence calls it: "Records schedule 2027, class F". */
  readonly name: string;

  /** The fewest days that the longest points are kept, 7 to 36135: a week has 7, a month 30, a year 365. */
  readonly minimumRetentionDays: number;

  /**
   * The tiers it is for, by their tag values.
   * @default - every VM that is backed up
   */
  readonly tiers?: readonly string[];
}

/** Azure keeps no fewer than 7 daily points, and yearly ones for 99 years. */
const DAYS = [7, 99 * 365] as const;

export function checkPresets(problems: Problems, presets: readonly RetentionPreset[]): void {
  const names = new Set<string>();
  for (const [index, { name, minimumRetentionDays, tiers }] of presets.entries()) {
    const at = `retentionPresets[${index}]`;
    problems.when(!name?.trim(), `${at}.name must say who asks for it, got ${quoted(name)}`);
    problems.when(names.has(name), `${at}.name is ${quoted(name)}, which another preset has: join them`);
    names.add(name);
    problems.integer(
      `${at}.minimumRetentionDays`,
      minimumRetentionDays,
      DAYS,
      "days",
      "Azure keeps no others",
    );
    const none = `${at}.tiers must name a tier at least, got []: leave it out for every VM`;
    problems.when(tiers?.length === 0, none);
  }
}

/** Is a preset for VMs of a tier? */
export function isFor({ tiers }: RetentionPreset, tier: string | undefined): boolean {
  const same = (one: string) => one.toLowerCase() === tier?.toLowerCase();
  return tiers === undefined || tiers.some(same);
}
