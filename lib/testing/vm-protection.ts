import { backupsByVm, isStopped } from "../checks/rules/backups-by-vm";
import { replicasByVm } from "../checks/rules/replicas-by-vm";
import type { SynthesizedApp } from "../synthesized/synthesized-app";
import type { SynthesizedResource } from "../synthesized/synthesized-resource";

/** Anything with the ARM id of a VM, and a name for messages. */
export interface TestedVm {
  readonly id: string;
  readonly name?: string;
}

/** Why a VM is not backed up for so many days; undefined when it is. */
export function backupGap(app: SynthesizedApp, vm: TestedVm, days: number): string | undefined {
  const item = backupsByVm(app).get(vm.id.toLowerCase());
  if (!item) return "no backup protects it";
  if (isStopped(item)) return `its backup ${item.path} has the state ${item.config.protection_state}`;
  const policy = item.targetOf(item.config.backup_policy_id);
  if (!policy)
    return days > 0 ? `its policy is in none of the stacks, so what it keeps is not known` : undefined;
  const kept = keptDays(policy);
  return kept >= days ? undefined : `its policy ${policy.path} keeps backups for ${kept} days`;
}

/** For how many days a policy keeps every backup that it makes: the daily ones, or the weekly ones where there are no others. */
function keptDays(policy: SynthesizedResource): number {
  const count = (block: string) => Number(policy.block(block)?.count ?? 0);
  return count("retention_daily") || count("retention_weekly") * 7;
}

/** Why a VM is not replicated; undefined when it is. */
export function replicationGap(app: SynthesizedApp, vm: TestedVm): string | undefined {
  return replicasByVm(app).has(vm.id.toLowerCase()) ? undefined : "nothing replicates it";
}
