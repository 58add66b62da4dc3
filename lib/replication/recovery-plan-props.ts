import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import type { RecoveryAction } from "./recovery-action";
import type { ReplicatedVm } from "./replicated-vm";

/** What is done around a step of a recovery plan, each list in its order. */
export interface RecoveryActions {
  /** @default - nothing */
  readonly before?: readonly RecoveryAction[];
  /** @default - nothing */
  readonly after?: readonly RecoveryAction[];
}

/** VMs that start at the same time, and what is done before and after. */
export interface BootGroup extends RecoveryActions {
  /** At least one; their order does not matter. */
  readonly vms: readonly ReplicatedVm[];
}

export interface RecoveryPlanOptions {
  /**
   * 3 to 65 letters, digits and "-", starting with a letter and not ending with "-"; unique in the vault. Changing it
   * makes another plan.
   * @default - "rp-" and the ids of the pair and the plan
   */
  readonly name?: string;

  /**
   * The groups of VMs in the order in which they start: the next one when all VMs of the one before run. Seven at most,
   * with 100 VMs at most between them; VMs of a `multiVmGroup` all in one.
   * @default - what `addBootGroup` adds
   */
  readonly boot?: readonly (BootGroup | readonly ReplicatedVm[])[];

  /**
   * What is done before and after the VMs are shut down; a drill shuts none down.
   * @default - nothing
   */
  readonly shutdown?: RecoveryActions;

  /**
   * What is done before and after the disks are made of the replicated data.
   * @default - nothing
   */
  readonly failover?: RecoveryActions;
}

export interface RecoveryPlanProps extends RecoveryPlanOptions {
  readonly pair: DisasterRecoveryPair;
}
