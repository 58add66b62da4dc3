import { quoted } from "../../../core/problems";
import { meaningOf, meaningOfId } from "../../../synthesized/meaning";
import { type CheckResult, onResource, onVm } from "../../result";
import { type CheckContext, defineRule } from "../../rule";
import { type Backup, backupOf, whyUnknown } from "../backup-of-vm";

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
  return vms.map(({ vm, exempt }) => {
    const backup = backupOf(app, meaningOfId(vm.id));
    if (exempt && !backup.runs && !backup.stopped) return onVm(vm, "exempt", exempt);
    const { holds, found } = verdictOn(backup);
    return onVm(vm, holds, found);
  });
}

function definedVms({ app }: CheckContext): readonly CheckResult[] {
  return app.ofType(...VMS).map((vm) => {
    const backup = backupOf(app, meaningOf(vm));
    const several = vm.config.count != null || vm.config.for_each != null;
    if (several && backup.runs)
      return onResource(
        vm,
        undefined,
        `only Terraform knows which of its instances ${backup.runs.path} protects`,
      );
    const { holds, found } = verdictOn(backup);
    return onResource(vm, holds, found);
  });
}

function verdictOn({ runs, maybe, stopped }: Backup) {
  if (runs) return { holds: true, found: `backed up by ${runs.path}` };
  if (maybe) return { holds: undefined, found: whyUnknown(maybe) };
  if (!stopped) return { holds: false, found: "no backup protects it" };
  const { protection_state: state } = stopped.config;
  return { holds: false, found: `protection_state of ${stopped.path} is ${quoted(state)}` };
}
