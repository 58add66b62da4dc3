import type { VmInventory } from "../inventory/vm-inventory";
import type { RuleChoice } from "./choice";
import type { CheckExemption } from "./exemption";
import type { RetentionPreset } from "./retention-preset";
import type { Baseline } from "./rule";

export interface ResilienceChecksProps extends RuleChoice {
  /** "geo": vaults in two regions; "zonal": vaults across zones. */
  readonly baseline: Baseline;

  /**
   * What may fail a rule, each with a reason, an owner and an end.
   * @default - none
   */
  readonly exemptions?: readonly CheckExemption[];

  /**
   * The fewest days for which the longest points of each backup policy in use are kept, 7 to 9999: there is a point from before
   * the day on which something was deleted or encrypted unnoticed, be it a daily, weekly, monthly or yearly one. A week has 7
   * days, a month 30, a year 365. Prowler's `recovery_vault_backup_policy_retention_adequate` counts daily points alone.
   * @default 30
   */
  readonly minimumRetentionDays?: number;

  /**
   * What laws, contracts or the organisation's schedule of records ask for, by name: for the VMs of all tiers or of some.
   * @default - none
   */
  readonly retentionPresets?: readonly RetentionPreset[];

  /**
   * The VMs that have to be protected.
   * @default - those of the app's estates, and all that `app.inventory()` has read
   */
  readonly inventory?: VmInventory;

  /**
   * Writes the stacks and the evidence in spite of errors, which become findings: for the evidence of an estate that does
   * not pass yet. Without it, errors leave nothing written, evidence included.
   * @default - the app's: `--report-only`, or the context value "reportOnly" of cdktf.json
   */
  readonly reportOnly?: boolean;
}
