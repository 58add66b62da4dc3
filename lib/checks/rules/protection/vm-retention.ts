import { quoted } from "../../../core/problems";
import type { VirtualMachine } from "../../../inventory/virtual-machine";
import { meaningOfId } from "../../../synthesized/meaning";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { type CheckResult, onVm } from "../../result";
import { isFor, type RetentionPreset } from "../../retention-preset";
import { type CheckedVm, defineRule } from "../../rule";
import { backupOf, policyOf, whyUnknown } from "../backup-of-vm";
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
    return vms.flatMap((checked) => {
      const { runs, maybe, stopped } = backupOf(app, meaningOfId(checked.vm.id));
      const backup = runs ?? (maybe ? undefined : stopped);
      const demands = demandsOn(checked, retentionPresets);
      if (backup) return demands.map((demand) => resultOf(checked.vm, backup, demand));
      return maybe
        ? demands.map(({ said }) => onVm(checked.vm, undefined, `${said}, ${whyUnknown(maybe)}`))
        : [];
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
  const policy = policyOf(backup);
  if (!policy) return onVm(vm, undefined, `${said}, kept by a policy that the app does not define`);
  const kept = keptDays(policy);
  return onVm(vm, isKept(kept, days), `${said}, ${describeKept(kept)}`);
}
