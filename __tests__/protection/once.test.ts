import { App } from "cdktf";
import { ResilienceStack } from "../../lib";
import { definePolicy } from "../backup-policy/define-policy";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { dataDisk, vm, vmId } from "../support/vms";
import { linuxVm } from "./program-vms";

describe("a VM is backed up once", () => {
  test("and refused the second time, also under another id, since Azure protects it once", () => {
    const message =
      "[test/Vault] vm1 is protected in this vault already: Azure backs up a VM once; remove the repeat";
    for (const options of [{}, { id: "again" }]) {
      const twice = refusalOf((stack) => {
        const policy = definePolicy()(stack);
        policy.protect(vm());
        policy.protect(vm(), options);
      });
      expect(twice).toBe(message);
    }
  });

  test("and refused in a second vault, also in another stack of the app", () => {
    const twice = refusalOf((stack) => {
      definePolicy()(stack).protect(vm());
      const other = new ResilienceStack(App.of(stack), "other", { subscriptionId: SUBSCRIPTION });
      definePolicy()(other).protect(vm());
    });
    expect(twice).toBe(
      "[other/Vault] vm1 is protected in the vault test/Vault already: Azure backs up a VM once; remove the repeat",
    );
  });

  test("and refused the second time when it is a VM of the program, whose id only Terraform knows", () => {
    const twice = refusalOf((stack) => {
      const policy = definePolicy()(stack);
      const web = linuxVm(stack, "Web");
      policy.protect(web);
      policy.protect(web, { id: "Again" });
    });
    expect(twice).toBe(
      "[test/Vault] ${azurerm_linux_virtual_machine.Web.id} is protected in this vault already: Azure backs up a VM once; remove the repeat",
    );
  });

  test("and two policies of one name in a vault are refused, since Azure's names have no letter case", () => {
    const two = refusalOf((stack) => {
      const { vault, schedule, retention } = definePolicy({ name: "Nightly" })(stack);
      vault.addVmPolicy("Other", { name: "nightly", schedule, retention });
    });
    expect(two).toBe(
      '[test/Vault/Other] name "nightly" is the name of test/Vault/Gold: Azure\'s names have no letter case',
    );
  });

  test("an Ultra disk that is left out does not keep the VM from a geo-redundant vault", () => {
    const ultra = vm({ dataDisks: [dataDisk(0, { sku: "UltraSSD_LRS" })] });
    const protectedVm = synthesise((stack) => {
      definePolicy()(stack).protect(ultra, { disks: { exclude: [0] } });
    }).only("azurerm_backup_protected_vm");
    expect(protectedVm.exclude_disk_luns).toEqual([0]);
  });

  test("its id is written with the segments that azurerm parses, however it was given", () => {
    const id = vmId("web01").toUpperCase();
    const protectedVm = synthesise((stack) => {
      definePolicy()(stack).protect({ id });
    }).only("azurerm_backup_protected_vm");
    expect(protectedVm.source_vm_id).toBe(vmId("web01"));
  });

  test("an extension of a VM is not a VM", () => {
    const id = `${vmId("web01")}/extensions/agent`;
    const refused = refusalOf((stack) => {
      definePolicy()(stack).protect({ id }, { id: "Agent" });
    });
    expect(refused).toBe(`[test/Vault/Agent] vm.id must be the ARM id of a virtual machine, got "${id}"`);
  });
});
