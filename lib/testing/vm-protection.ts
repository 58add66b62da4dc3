import { backupOf, policyOf, whyUnknown } from "../checks/rules/backup-of-vm";
import { keptDaysOfEvery } from "../checks/rules/kept-days";
import { replicaOf, whyUnknownReplica } from "../checks/rules/replica-of-vm";
import { meaningOfId } from "../synthesized/meaning";
import type { SynthesizedApp } from "../synthesized/synthesized-app";

/** Anything with the ARM id of a VM, and a name for messages. */
export interface TestedVm {
  readonly id: string;
  readonly name?: string;
}

/** Why a VM is not backed up for so many days, or not known to be; undefined when it is. */
export function backupGap(app: SynthesizedApp, vm: TestedVm, days: number): string | undefined {
  const { runs, maybe, stopped } = backupOf(app, meaningOfId(vm.id));
  if (!runs && maybe) return whyUnknown(maybe);
  if (!runs)
    return stopped
      ? `its backup ${stopped.path} has the state ${stopped.config.protection_state}`
      : "no backup protects it";
  if (days === 0) return undefined;
  const policy = policyOf(runs);
  if (!policy) return "its policy is in none of the stacks, so what it keeps is not known";
  const kept = keptDaysOfEvery(policy);
  if (kept === undefined) return `only Terraform knows for how long its policy ${policy.path} keeps backups`;
  return kept >= days ? undefined : `its policy ${policy.path} keeps backups for ${kept} days`;
}

/** Why a VM is not replicated, or not known to be; undefined when it is. */
export function replicationGap(app: SynthesizedApp, vm: TestedVm): string | undefined {
  const { certain, possible } = replicaOf(app, meaningOfId(vm.id));
  if (certain) return undefined;
  return possible ? whyUnknownReplica(possible) : "nothing replicates it";
}
