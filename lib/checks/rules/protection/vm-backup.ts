import { quoted } from "../../../core/problems";
import type { SynthesizedApp } from "../../../synthesized/synthesized-app";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { type CheckResult, onResource, onVm } from "../../result";
import { type CheckContext, defineRule } from "../../rule";
import { backupsByVm, hasUnknownBackups, isStopped } from "../backups-by-vm";

const VMS = [
  "azurerm_linux_virtual_machine",
  "azurerm_virtual_machine",
  "azurerm_windows_virtual_machine",
] as const;

/** APRL joins VMs and items by name; here they are joined by ARM id, since names repeat across groups. */
export const vmBackup = defineRule({
  id: "vm-backup",
  title: "Every VM of the inventory and of the program is backed up, or left out with a reason",
  severity: "error",
  frameworks: {
    APRL: ["1981f704-97b9-b645-9c57-33f8ded9261a"],
    Prowler: ["vm_backup_enabled"],
    checkov: ["CKV2_AZURE_12"],
    "Azure Policy": ["013e242c-8828-4970-87b3-ab247555486d"],
  },
  why: "nothing brings it back when it is lost",
  fix: "protect it by a backup policy, or leave it out with a reason",
  check: (context) => [...inventoryVms(context), ...definedVms(context)],
});

function inventoryVms({ app, vms }: CheckContext): readonly CheckResult[] {
  const backups = backupsByVm(app);
  return vms.map(({ vm, exempt }) => {
    const backup = backups.get(vm.id.toLowerCase());
    if (!backup && exempt) return onVm(vm, "exempt", exempt);
    const { holds, found } = verdictOn(app, backup);
    return onVm(vm, holds, found);
  });
}

function definedVms({ app }: CheckContext): readonly CheckResult[] {
  const backups = backupsByVm(app);
  return app.ofType(...VMS).map((vm) => {
    const backup = backups.get(vm.key);
    const several = vm.config.count !== undefined || vm.config.for_each !== undefined;
    if (several && backup && !isStopped(backup))
      return onResource(vm, undefined, `only Terraform knows which of its instances ${backup.path} protects`);
    const { holds, found } = verdictOn(app, backup);
    return onResource(vm, holds, found);
  });
}

function verdictOn(app: SynthesizedApp, backup: SynthesizedResource | undefined) {
  if (!backup) {
    return hasUnknownBackups(app)
      ? { holds: undefined, found: "only Terraform knows which VM a backup of the app protects" }
      : { holds: false, found: "no backup protects it" };
  }
  const { protection_state: state } = backup.config;
  if (isStopped(backup))
    return { holds: false, found: `protection_state of ${backup.path} is ${quoted(state)}` };
  return { holds: true, found: `backed up by ${backup.path}` };
}
