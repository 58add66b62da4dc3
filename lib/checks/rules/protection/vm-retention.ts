import { quoted } from "../../../core/problems";
import type { VirtualMachine } from "../../../inventory/virtual-machine";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { type CheckResult, onVm } from "../../result";
import { isFor, type RetentionPreset } from "../../retention-preset";
import { type CheckedVm, defineRule } from "../../rule";
import { backupsByVm } from "../backups-by-vm";
import { describeKept, isKept, keptDays } from "../kept-days";

/** What a tier keeps is a promise too: a VM under another policy, or an adopted one, may be kept for less. */
export const vmRetention = defineRule({
  id: "vm-retention",
  title: "Every VM's points are kept as long as its tier promises and presets ask",
  severity: "warning",
  frameworks: {},
  why: "what the business counts on, or a law asks for, is gone by then",
  fix: "protect it by its tier's policy, or by one that keeps points as long",
  check: ({ app, vms, retentionPresets }) => {
    const backups = backupsByVm(app);
    return vms.flatMap((checked) => {
      const backup = backups.get(checked.vm.id.toLowerCase());
      if (!backup) return [];
      return demandsOn(checked, retentionPresets).map((demand) => resultOf(checked.vm, backup, demand));
    });
  },
});

interface Demand {
  readonly days: number;
  readonly said: string;
}

function demandsOn({ promise }: CheckedVm, presets: readonly RetentionPreset[]): readonly Demand[] {
  const { retentionDays, tier } = promise ?? {};
  const own =
    retentionDays === undefined ? [] : [{ days: retentionDays, said: `promised ${retentionDays} days` }];
  const others = presets
    .filter((preset) => isFor(preset, tier))
    .map(({ name, minimumRetentionDays: days }) => ({ days, said: `${quoted(name)} asks for ${days} days` }));
  return [...own, ...others];
}

function resultOf(vm: VirtualMachine, backup: SynthesizedResource, { days, said }: Demand): CheckResult {
  const policy = backup.targetOf(backup.config.backup_policy_id);
  if (!policy) return onVm(vm, undefined, `${said}, kept by a policy that the app does not define`);
  const kept = keptDays(policy);
  return onVm(vm, isKept(kept, days), `${said}, ${describeKept(kept)}`);
}
