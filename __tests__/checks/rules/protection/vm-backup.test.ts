import { BackupProtectedVm } from "@cdktf/provider-azurerm/lib/backup-protected-vm";
import { LinuxVirtualMachine } from "@cdktf/provider-azurerm/lib/linux-virtual-machine";
import type { ResilienceStack } from "../../../../lib";
import { vmBackup } from "../../../../lib/checks/rules/protection/vm-backup";
import { inStack, verdictsOf } from "../../../support/checks";
import { resourceGroup, SUBSCRIPTION } from "../../../support/synthesise";
import { vm, vmId } from "../../../support/vms";

const backup = (stack: ResilienceStack, sourceVmId: string, protectionState?: string) =>
  new BackupProtectedVm(stack, "Item", {
    resourceGroupName: "rg",
    recoveryVaultName: "rsv",
    sourceVmId,
    protectionState,
  });
const definedVm = (stack: ResilienceStack) =>
  new LinuxVirtualMachine(stack, "Vm", {
    name: "vm1",
    resourceGroupName: "rg-app",
    location: "australiaeast",
    size: "Standard_D2s_v5",
    networkInterfaceIds: [],
    osDisk: { caching: "None", storageAccountType: "Premium_LRS" },
  });

describe("the rule vm-backup", () => {
  test("passes a VM of the inventory whose backup says its id in another letter case", () => {
    const define = inStack((stack) => {
      backup(stack, vmId("VM1").toUpperCase());
    });
    expect(verdictsOf(vmBackup, define, { vms: [vm()] })).toEqual(["vm1: pass, backed up by test/Item"]);
  });

  test("passes a VM of the inventory that the program defines and backs up by a reference", () => {
    const define = inStack((stack) => {
      backup(stack, definedVm(stack).id);
    });
    expect(verdictsOf(vmBackup, define, { vms: [vm()] })).toEqual([
      "vm1: pass, backed up by test/Item",
      "test/Vm: pass, backed up by test/Item",
    ]);
  });

  test("fails a VM that nothing backs up, though another group has one of its name that is", () => {
    const other = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-other/providers/Microsoft.Compute/virtualMachines/vm1`;
    const define = inStack((stack) => {
      backup(stack, other);
      definedVm(stack);
    });
    expect(verdictsOf(vmBackup, define, { vms: [vm()] })).toEqual([
      "vm1: fail, no backup protects it",
      "test/Vm: fail, no backup protects it",
    ]);
  });

  test.each(["ProtectionStopped", "BackupsSuspended"])("fails a VM whose backup is %s", (state) => {
    const define = inStack((stack) => {
      backup(stack, vmId("vm1"), state);
    });
    expect(verdictsOf(vmBackup, define, { vms: [vm()] })).toEqual([
      `vm1: fail, protection_state of test/Item is "${state}"`,
    ]);
  });

  test.each([
    ["first", ["ProtectionStopped", undefined]],
    ["last", [undefined, "ProtectionStopped"]],
  ] as const)(
    "passes a VM that one vault backs up and another one, defined %s, stopped to",
    (_order, states) => {
      const define = inStack((stack) => {
        for (const [index, protectionState] of states.entries())
          new BackupProtectedVm(stack, protectionState ? "Old" : "New", {
            resourceGroupName: "rg",
            recoveryVaultName: `rsv${index}`,
            sourceVmId: vmId("vm1"),
            protectionState,
          });
      });
      expect(verdictsOf(vmBackup, define, { vms: [vm()] })).toEqual(["vm1: pass, backed up by test/New"]);
    },
  );

  test("does not know a VM of the inventory where a backup's VM is an expression", () => {
    const define = inStack((stack) => {
      backup(stack, "${var.vm}");
    });
    expect(verdictsOf(vmBackup, define, { vms: [vm()] })).toEqual([
      "vm1: unknown, only Terraform knows which VM a backup of the app protects",
    ]);
  });

  test("lets a VM be that the program leaves out, with the program's reason", () => {
    const exempt = { vm1: "an appliance that its vendor restores" };
    expect(verdictsOf(vmBackup, inStack(resourceGroup), { vms: [vm()], exempt })).toEqual([
      "vm1: exempt, an appliance that its vendor restores",
    ]);
  });
});
