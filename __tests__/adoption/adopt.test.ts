import { BackupPolicyFileShare } from "@cdktf/provider-azurerm/lib/backup-policy-file-share";
import { BackupProtectedVm } from "@cdktf/provider-azurerm/lib/backup-protected-vm";
import { DataAzurermResourceGroup } from "@cdktf/provider-azurerm/lib/data-azurerm-resource-group";
import { LinuxVirtualMachine } from "@cdktf/provider-azurerm/lib/linux-virtual-machine";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { RecoveryServicesVault as Resource } from "@cdktf/provider-azurerm/lib/recovery-services-vault";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { TerraformCount, TerraformStack, TerraformVariable, Testing } from "cdktf";
import type { IConstruct } from "constructs";
import { adopt, adoptExisting, Principal, RecoveryServicesVault, type ResilienceStack } from "../../lib";
import { writtenBothWays } from "../stack/write-stacks";
import { existing, GROUP_ID, policyRow, vaultId } from "../support/existing";
import { refusal, refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { vm } from "../support/vms";
import { type Defined, define, GROUP_ADDRESS, imports, POLICY_ADDRESS, VAULT_ADDRESS } from "./define-estate";

const ITEM_NAMES = "iaasvmcontainerv2;rg-app;vm1";
const ITEM = `/backupFabrics/Azure/protectionContainers/iaasvmcontainer;${ITEM_NAMES}/protectedItems/VM;${ITEM_NAMES}`;

const WEB = {
  name: "vm-web",
  location: "australiaeast",
  resourceGroupName: "rg-web",
  size: "Standard_D2s_v5",
  adminUsername: "azure",
  networkInterfaceIds: [],
  osDisk: { caching: "ReadWrite", storageAccountType: "Premium_LRS" },
};

describe("what is adopted", () => {
  test("is imported by the ids that azurerm's importers want, composed of the program's names", () => {
    const stack = synthesise((s) => {
      const { group, vault } = define(s);
      adopt(group, vault);
    });

    expect(imports(stack)).toEqual({
      [GROUP_ADDRESS]: GROUP_ID,
      [VAULT_ADDRESS]: vaultId(),
      [POLICY_ADDRESS]: `${vaultId()}/backupPolicies/Gold`,
      "azurerm_backup_protected_vm.Vault_vm1-abc123_F03C2B90": vaultId() + ITEM,
    });
  });

  test("is each thing alone where it is named alone: a policy, a VM, the vault's own resource", () => {
    const only = (pick: (defined: Defined) => readonly IConstruct[]) =>
      Object.keys(imports(synthesise((s) => adopt(...pick(define(s))))));

    expect(only(({ gold }) => [gold])).toEqual([POLICY_ADDRESS]);
    expect(only(({ vault }) => [vault.resource])).toEqual([VAULT_ADDRESS]);
    expect(only(({ protectedVm, group }) => [protectedVm, group])).toEqual([
      "azurerm_backup_protected_vm.Vault_vm1-abc123_F03C2B90",
      GROUP_ADDRESS,
    ]);
  });

  test("is imported once, however often it is adopted", () => {
    const stack = synthesise((s) => {
      const { vault } = define(s);
      adopt(vault);
      adopt(vault.resource);
    });

    expect((stack.json.import as unknown[]).length).toBe(3);
  });

  test("leaves out what has ids that nobody can compose, as role assignments", () => {
    const stack = synthesise((s) => {
      const { vault } = define(s);
      vault.access.grantReader(Principal.group("0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11"));
      adopt(vault);
    });

    expect(Object.keys(imports(stack)).filter((to) => to.includes("role"))).toEqual([]);
  });

  test("is written the same by both ways of synthesis, in the order of the addresses", () => {
    const { direct, cdktf } = writtenBothWays((s) => {
      const { group, vault } = define(s);
      adopt(vault, group);
    });
    const addresses = JSON.parse(direct).import.map(({ to }: { to: string }) => to);

    expect(direct).toBe(cdktf);
    expect(addresses).toEqual([...addresses].sort());
  });

  test("stands beside what the user imports otherwise", () => {
    const { direct, cdktf } = writtenBothWays((s) => {
      const { vault, group } = define(s);
      group.importFrom(GROUP_ID);
      adopt(vault.resource);
    });

    expect(direct).toBe(cdktf);
    expect(JSON.parse(direct).import).toHaveLength(2);
  });

  test("can be a protected VM of a vault that somebody else defines", () => {
    const stack = synthesise((s) => {
      const central = RecoveryServicesVault.fromVaultId(s, "Central", vaultId("rsv-central"));
      adopt(central.existingVmPolicy("DefaultPolicy").protect(vm()));
    });

    expect(Object.values(imports(stack))).toEqual([vaultId("rsv-central") + ITEM]);
  });

  test("can be a VM that the program defines itself, whose names it knows", () => {
    const stack = synthesise((s) => {
      const { gold } = define(s);
      adopt(gold.protect(new LinuxVirtualMachine(s, "Web", WEB)));
    });

    expect(Object.values(imports(stack))[0]).toContain(
      ";rg-web;vm-web/protectedItems/VM;iaasvmcontainerv2;rg-web;vm-web",
    );
  });

  test("can stand in a group that is looked up by its name", () => {
    const stack = synthesise((s) => {
      const resourceGroup = new DataAzurermResourceGroup(s, "Found", { name: "rg-group" });
      adopt(
        new RecoveryServicesVault(s, "Vault", { name: "rsv-contoso", resourceGroup, region: "westeurope" }),
      );
    });

    expect(imports(stack)).toEqual({ [VAULT_ADDRESS]: vaultId() });
  });

  test("can be a policy for file shares or databases, whose ids have the same form", () => {
    const stack = synthesise((s) => {
      const place = { resourceGroupName: "rg-group", recoveryVaultName: "rsv-contoso" };
      new BackupPolicyFileShare(s, "Files", {
        ...place,
        name: "Files",
        backup: { frequency: "Daily", time: "02:00" },
        retentionDaily: { count: 30 },
      });
      adoptExisting(s, existing(policyRow("Files", {}, { backupManagementType: "AzureStorage" })));
    });

    expect(imports(stack)).toEqual({
      "azurerm_backup_policy_file_share.Files": `${vaultId()}/backupPolicies/Files`,
    });
  });

  test("can be the provider's own resources, since their ids are the same", () => {
    const stack = synthesise((s) => {
      const group = new ResourceGroup(s, "Own", { name: "rg-own", location: "westeurope" });
      const resourceGroupName = group.name;
      const vault = new Resource(s, "OwnVault", {
        name: "rsv-own",
        resourceGroupName,
        location: group.location,
        sku: "Standard",
      });
      adopt(vault);
    });

    expect(imports(stack)).toEqual({
      "azurerm_recovery_services_vault.OwnVault": `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-own/providers/Microsoft.RecoveryServices/vaults/rsv-own`,
    });
  });
});

describe("what cannot be adopted is refused", () => {
  test("where only Terraform will know a name, with the name", () => {
    const define = (stack: ResilienceStack) => {
      const name = new TerraformVariable(stack, "name", { type: "string" }).stringValue;
      const resourceGroup = { name: "rg-existing" };
      adopt(new RecoveryServicesVault(stack, "Vault", { name, resourceGroup, region: "westeurope" }));
    };

    expect(refusalOf(define)).toBe(
      "[test/Vault] cannot be adopted: only Terraform will know its name: write it as text",
    );
  });

  test("where only Terraform will know a VM, with everything that is unknown", () => {
    const define = (stack: ResilienceStack) => {
      const variable = new TerraformVariable(stack, "vault", { type: "string" }).stringValue;
      const item = new BackupProtectedVm(stack, "Item", {
        resourceGroupName: "rg",
        recoveryVaultName: variable,
        sourceVmId: "${azurerm_virtual_machine.Old.id}",
      });
      adopt(item);
    };

    expect(refusalOf(define)).toBe(
      "[test/Item] cannot be adopted: only Terraform will know the vault's name and the VM's id: write them as text",
    );
  });

  test("where the stack says no subscription", () => {
    const define = () => {
      const stack = new TerraformStack(Testing.app(), "plain");
      new AzurermProvider(stack, "Azure", { features: [{}] });
      adopt(new ResourceGroup(stack, "Group", { name: "rg", location: "westeurope" }));
    };

    expect(refusal(define)).toBe(
      "[plain/Group] cannot be adopted: its subscription is not known: define it in a ResilienceStack",
    );
  });

  test("where one resource is many", () => {
    const define = (stack: ResilienceStack) => {
      adopt(
        new ResourceGroup(stack, "Many", { name: "rg", location: "westeurope", count: TerraformCount.of(2) }),
      );
    };

    expect(refusalOf(define)).toBe(
      "[test/Many] cannot be adopted: it has count or for_each: define each of its resources, or write the import blocks",
    );
  });

  test("where there is nothing of the kind, each by its path", () => {
    const define = (stack: ResilienceStack) => {
      const variables = ["a", "b"].map((id) => new TerraformVariable(stack, id, { type: "string" }));
      adopt(...variables);
    };
    const NOTHING =
      "has nothing that can be adopted: give azurerm_resource_group, azurerm_recovery_services_vault, azurerm_backup_policy_vm, azurerm_backup_policy_file_share, azurerm_backup_policy_vm_workload, azurerm_backup_protected_vm, or a construct of them, and use importFrom for others";

    expect(refusalOf(define)).toBe(`[test/a] ${NOTHING}\n[test/b] ${NOTHING}`);
  });

  test("where the id of the import blocks is taken", () => {
    const define = (stack: ResilienceStack) => {
      adopt(new ResourceGroup(stack, "Adoption", { name: "rg", location: "westeurope" }));
    };

    expect(refusalOf(define)).toBe('[test] the id "Adoption" is taken: pass another id');
  });
});
