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
   * The fewest days that every backup is kept, 7 to 9999.
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
