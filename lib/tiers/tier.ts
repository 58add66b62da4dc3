import type { VmBackupPolicyOptions } from "../backup-policy/options";

/** What a class of virtual machines deserves: how much may be lost, how long recovery may take, and how that is met. */
export interface Tier {
  /** The value of the tag that picks the tier: "Tier-1". Letter case does not matter. */
  readonly criticality: string;

  /** What the tier is for, in the business's words. */
  readonly description: string;

  /** Recovery point objective, in minutes: how much work may be lost. The schedule has to meet it. */
  readonly rpoMinutes: number;

  /** Recovery time objective, in minutes: how long until the VM runs again. */
  readonly rtoMinutes: number;

  /** Are the VMs replicated to another region with Azure Site Recovery? */
  readonly replicated: boolean;

  /** The backup policy of the tier. */
  readonly backup: VmBackupPolicyOptions & { readonly name: string };
}
