import { LinuxVirtualMachine } from "@cdktf/provider-azurerm/lib/linux-virtual-machine";
import { Disks, ProtectedVm, type ResilienceStack, Schedule } from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { dataDisk, vm, vmId } from "../support/vms";
import { defineVault } from "../vault/define-vault";
import { PROTECTED, policyIn, protectedJson, protectionRefusal } from "./define-protection";

/** The provider's own VM: only its id matters here. */
const webServer = (stack: ResilienceStack) =>
  new LinuxVirtualMachine(stack, "Web", {
    name: "vm-web",
    location: "australiaeast",
    resourceGroupName: "rg-app",
    size: "Standard_D2s_v5",
    adminUsername: "azure",
    networkInterfaceIds: [],
    osDisk: { caching: "ReadWrite", storageAccountType: "Premium_LRS" },
  });

describe("a protected VM", () => {
  test("of the inventory refers to its vault and policy, so that Terraform orders them", () => {
    expect(protectedJson(vm())).toEqual({
      resource_group_name: "${azurerm_recovery_services_vault.Vault.resource_group_name}",
      recovery_vault_name: "${azurerm_recovery_services_vault.Vault.name}",
      backup_policy_id: "${azurerm_backup_policy_vm.Vault_Gold_B4C24A29.id}",
      source_vm_id: vmId("vm1"),
      lifecycle: { ignore_changes: ["source_vm_id"] },
    });
  });

  test("whose id is not the inventory's follows its VM, since another VM may come to stand there", () => {
    expect(protectedJson(vm(), { id: "Web" })).not.toHaveProperty("lifecycle");
    expect(protectedJson({ id: vmId("vm1") })).not.toHaveProperty("lifecycle");
  });

  test("of the program is the provider's own construct, known only to Terraform", () => {
    const stack = synthesise((s) => policyIn(s).protect(webServer(s), { disks: Disks.only(2, 0) }));

    expect(stack.all(PROTECTED)).toEqual({
      Vault_Web_B5CE0CE9: {
        resource_group_name: "${azurerm_recovery_services_vault.Vault.resource_group_name}",
        recovery_vault_name: "${azurerm_recovery_services_vault.Vault.name}",
        backup_policy_id: "${azurerm_backup_policy_vm.Vault_Gold_B4C24A29.id}",
        source_vm_id: "${azurerm_linux_virtual_machine.Web.id}",
        include_disk_luns: [0, 2],
      },
    });
  });

  test("of nobody's program is anything with its ARM id, and is called by its name", () => {
    const stack = synthesise((s) => policyIn(s).protect({ id: vmId("vm-legacy") }));

    expect(stack.addresses(PROTECTED)).toEqual([`${PROTECTED}.Vault_vm-legacy_C970CB87`]);
    expect(stack.only(PROTECTED).source_vm_id).toBe(vmId("vm-legacy"));
  });

  test("keeps its address under another policy, since it belongs to the vault and keeps its recovery points", () => {
    const under = (name: "Gold" | "Silver") =>
      synthesise((stack) => {
        const vault = defineVault()(stack);
        const options = { schedule: Schedule.daily("02:00"), retention: { daily: 7 } };
        const policies = {
          Gold: vault.addVmPolicy("Gold", options),
          Silver: vault.addVmPolicy("Silver", options),
        };
        policies[name].protect(vm());
      });
    const [gold, silver] = [under("Gold"), under("Silver")];

    expect(gold.addresses(PROTECTED)).toEqual([`${PROTECTED}.Vault_vm1-abc123_F03C2B90`]);
    expect(silver.addresses(PROTECTED)).toEqual(gold.addresses(PROTECTED));
    expect(gold.only(PROTECTED).backup_policy_id).toBe("${azurerm_backup_policy_vm.Vault_Gold_B4C24A29.id}");
    expect(silver.only(PROTECTED).backup_policy_id).toBe(
      "${azurerm_backup_policy_vm.Vault_Silver_AA2EEB3B.id}",
    );
  });

  test("has the id that the user gives, so that an address can outlive a new name", () => {
    const stack = synthesise((s) => policyIn(s).protect(vm(), { id: "database" }));

    expect(stack.addresses(PROTECTED)).toEqual([`${PROTECTED}.Vault_database_D857C037`]);
  });

  test("can be defined without its policy's method, under any construct of the stack", () => {
    const stack = synthesise((s) => {
      new ProtectedVm(s, "Database", { vm: vm(), policy: policyIn(s) });
    });

    expect(stack.addresses(PROTECTED)).toEqual([`${PROTECTED}.Database`]);
  });

  test("refuses the id of another one in the vault because Terraform would see one resource", () => {
    const elsewhere = { id: vmId("vm1").replace("rg-app", "rg-other") };
    const both = (id?: string) => (stack: ResilienceStack) => {
      const policy = policyIn(stack);
      policy.protect({ id: vmId("vm1") });
      policy.protect(elsewhere, { id });
    };

    expect(refusalOf(both())).toBe('[test/Vault] the id "vm1" is taken: pass another id');
    expect(synthesise(both("vm1-other")).addresses(PROTECTED)).toEqual([
      `${PROTECTED}.Vault_vm1_CAABB812`,
      `${PROTECTED}.Vault_vm1-other_0A11935D`,
    ]);
  });

  test("refuses an id that Terraform addresses would shorten", () => {
    expect(protectionRefusal({ id: vmId("web.prod.01") })).toBe(
      '[test/Vault] the VM "web.prod.01" has a name that is no id, which must be letters, digits, "_" and "-": pass one, such as protect(vm, { id: "web-prod-01" })',
    );
    expect(protectionRefusal(vm(), { id: "vm.1" })).toBe(
      '[test/Vault] the id "vm.1" must be letters, digits, "_" and "-": choose another id',
    );
  });

  test.each([
    "vm1",
    "",
    vmId("vm1").replace("/virtualMachines/", "/virtualMachineScaleSets/"),
    vmId("vm1").replace("/virtualMachines/vm1", "/virtualMachines"),
    vmId("vm1").slice(1),
  ])("refuses %p because it is not the id of a VM", (id) => {
    expect(protectionRefusal({ id }, { id: "Vm" })).toBe(
      `[test/Vault/Vm] vm.id must be the ARM id of a virtual machine, got "${id}"`,
    );
  });
});

describe("the place of a protected VM", () => {
  const OTHER = "11111111-2222-3333-4444-555555555555";

  test("is its vault's region because Azure backs up VMs only to their own", () => {
    expect(protectionRefusal(vm({ region: "westeurope" }))).toBe(
      "[test/Vault/vm1-abc123] vm must be in the vault's region australiaeast, got westeurope: use a vault in westeurope, since Azure backs up VMs only to their own region",
    );
  });

  test("is the same region in another spelling, since Azure knows both", () => {
    const surroundings = { vault: { region: "Australia East" } };

    expect(protectedJson(vm({ region: "australiaeast" }), {}, surroundings).source_vm_id).toBe(vmId("vm1"));
  });

  test("is its vault's subscription because a vault sees no other", () => {
    const message = (key: string) =>
      `[test/Vault/${key}] vm must be in the vault's subscription 6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841, got ${OTHER}: use a vault of that subscription`;

    expect(protectionRefusal(vm({ id: vmId("vm1", OTHER), subscriptionId: OTHER }))).toBe(
      message("vm1-abc123"),
    );
    expect(protectionRefusal({ id: vmId("vm2", OTHER) })).toBe(message("vm2"));
  });

  test("is the same subscription in other letter case, since GUIDs have none", () => {
    const id = vmId("vm1", "6F0D3A52-8C41-4B7E-9A35-2D1F0C7BE841");

    expect(protectedJson({ id }).backup_policy_id).toBe("${azurerm_backup_policy_vm.Vault_Gold_B4C24A29.id}");
  });

  test("is reported with every other mistake, so that one run shows everything to mend", () => {
    const stranger = vm({
      region: "westeurope",
      subscriptionId: OTHER,
      id: vmId("vm1", OTHER),
      dataDisks: [dataDisk(0)],
    });

    expect(protectionRefusal(stranger, { disks: Disks.only(1) })).toBe(
      [
        "[test/Vault/vm1-abc123] 3 problems:",
        "  - vm must be in the vault's region australiaeast, got westeurope: use a vault in westeurope, since Azure backs up VMs only to their own region",
        `  - vm must be in the vault's subscription 6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841, got ${OTHER}: use a vault of that subscription`,
        "  - disks names LUN 1, and vm1 has LUN 0",
      ].join("\n"),
    );
  });
});
