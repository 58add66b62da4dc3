import { quoted } from "../../../core/problems";
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
    return onVm(vm, isActive(backup), describe(backup));
  });
}

function definedVms({ app }: CheckContext): readonly CheckResult[] {
  const backups = backupsByVm(app);
  return app.ofType(...VMS).map((vm) => {
    const backup = backups.get(vm.key);
    const hidden = !backup && hasUnknownBackups(app);
    return onResource(vm, hidden ? undefined : isActive(backup), hidden ? HIDDEN : describe(backup));
  });
}

const HIDDEN = "only Terraform knows which VM a backup of the app protects";
const isActive = (backup: SynthesizedResource | undefined) => backup !== undefined && !isStopped(backup);

function describe(backup: SynthesizedResource | undefined): string {
  if (!backup) return "no backup protects it";
  return isActive(backup)
    ? `backed up by ${backup.path}`
    : `protection_state of ${backup.path} is ${quoted(backup.config.protection_state)}`;
}
