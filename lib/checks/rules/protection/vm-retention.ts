import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { onVm } from "../../result";
import { type CheckedVm, defineRule } from "../../rule";
import { backupsByVm } from "../backups-by-vm";
import { describeKept, isKept, keptDays } from "../kept-days";

/** What a tier keeps is a promise too: a VM under another policy, or an adopted one, may be kept for less. */
export const vmRetention = defineRule({
  id: "vm-retention",
  title: "Every VM's points are kept as long as its tier promises",
  severity: "warning",
  frameworks: {},
  why: "what the business counts on, or a law asks for, is gone by then",
  fix: "protect it by its tier's policy, or by one that keeps points as long",
  check: ({ app, vms }) => {
    const backups = backupsByVm(app);
    return vms.flatMap((checked) => {
      const backup = backups.get(checked.vm.id.toLowerCase());
      return backup ? resultOf(checked, backup) : [];
    });
  },
});

function resultOf({ vm, promise }: CheckedVm, backup: SynthesizedResource) {
  const { retentionDays } = promise ?? {};
  if (retentionDays === undefined) return [];
  const policy = backup.targetOf(backup.config.backup_policy_id);
  const promised = `promised ${retentionDays} days`;
  if (!policy) return [onVm(vm, undefined, `${promised}, kept by a policy that the app does not define`)];
  const kept = keptDays(policy);
  return [onVm(vm, isKept(kept, retentionDays), `${promised}, ${describeKept(kept)}`)];
}
