import { blocksOf, isDynamic } from "../../synthesized/blocks";
import { isExpression, type SynthesizedResource } from "../../synthesized/synthesized-resource";

type Json = Readonly<Record<string, unknown>>;

/** How long the longest points of a policy are kept. */
export interface Kept {
  /** Days: a week has 7, a month 30, a year 365. */
  readonly days: number;
  /** Is there a count that only Terraform knows, so that it may be longer? */
  readonly orLonger: boolean;
}

const UNITS = [
  ["retention_daily", 1],
  ["retention_weekly", 7],
  ["retention_monthly", 30],
  ["retention_yearly", 365],
  ["simple_retention", 1],
] as const;

/** The types of azurerm whose points `keptDays` knows. */
export const RETENTION_TYPES = [
  "azurerm_backup_policy_vm",
  "azurerm_backup_policy_file_share",
  "azurerm_backup_policy_vm_workload",
] as const;

/** The longest retention of a policy of VMs, file shares or workloads; of a workload, that of its full backups. */
export function keptDays(policy: SynthesizedResource): Kept {
  const isOpen = isDynamic(policy.config, "protection_policy");
  const parts = policy.type === "azurerm_backup_policy_vm_workload" ? fullBackups(policy) : [policy.config];
  const counts = parts.flatMap((part) =>
    UNITS.flatMap(([block, unit]) => {
      const isKnown = !isDynamic(part, block);
      return blocksOf(part, block).map(({ count }) => ({
        count,
        unit,
        isKnown: isKnown && !isExpression(count),
      }));
    }),
  );
  const known = counts.filter(({ isKnown }) => isKnown);
  return {
    days: Math.max(0, ...known.map(({ count, unit }) => Number(count ?? 0) * unit)),
    orLonger: isOpen || known.length < counts.length,
  };
}

/**
 * For how many days a policy of VMs keeps every backup that it makes: the daily ones, or the weekly ones where there are no
 * others. Undefined where only Terraform knows.
 */
export function keptDaysOfEvery(policy: SynthesizedResource): number | undefined {
  if (isDynamic(policy.config, "retention_daily")) return undefined;
  const [daily] = policy.blocks("retention_daily");
  const [weekly] = policy.blocks("retention_weekly");
  if (!daily && isDynamic(policy.config, "retention_weekly")) return undefined;
  const [count, unit] = daily ? [daily.count, 1] : [weekly?.count, 7];
  return isExpression(count) ? undefined : Number(count ?? 0) * unit;
}

/** Is a retention long enough? undefined where only Terraform knows. */
export function isKept({ days, orLonger }: Kept, minimum: number): boolean | undefined {
  if (days >= minimum) return true;
  return orLonger ? undefined : false;
}

export function describeKept({ days, orLonger }: Kept): string {
  return orLonger
    ? `only Terraform knows how long points are kept${days > 0 ? `, ${days} days at least` : ""}`
    : `the longest points are kept for ${days} days`;
}

function fullBackups(policy: SynthesizedResource): readonly Json[] {
  return policy.blocks("protection_policy").filter(({ policy_type: type }) => type === "Full");
}
