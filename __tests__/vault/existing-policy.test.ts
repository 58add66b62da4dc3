import { RecoveryServicesVault, type ResilienceStack, type VmBackupPolicyType } from "../../lib";
import { PROTECTED } from "../protection/define-protection";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { osDisk, vm } from "../support/vms";
import { defineVault } from "./define-vault";

const VAULT_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-central/providers/Microsoft.RecoveryServices/vaults/rsv-central`;

const central = (stack: ResilienceStack) =>
  RecoveryServicesVault.fromVaultId(stack, "Central", VAULT_ID, "australiaeast");

const protectTrusted = (type?: VmBackupPolicyType) => (stack: ResilienceStack) => {
  const trusted = vm({ securityType: "TrustedLaunch" });
  central(stack).existingVmPolicy("DefaultPolicy", { type }).protect(trusted);
};

describe("a policy that the vault has and the program does not define", () => {
  test("protects VMs by its id, without becoming a resource of this program", () => {
    const stack = synthesise((s) => central(s).existingVmPolicy("DefaultPolicy").protect(vm()));

    expect(stack.only(PROTECTED)).toMatchObject({
      recovery_vault_name: "rsv-central",
      backup_policy_id: `${VAULT_ID}/backupPolicies/DefaultPolicy`,
    });
    expect(stack.all("azurerm_backup_policy_vm")).toEqual({});
  });

  test("is there in a vault of the program too, since Azure makes DefaultPolicy in every one", () => {
    const stack = synthesise((s) => defineVault()(s).existingVmPolicy("DefaultPolicy").protect(vm()));

    expect(stack.only(PROTECTED).backup_policy_id).toBe(
      "${azurerm_recovery_services_vault.Vault.id}/backupPolicies/DefaultPolicy",
    );
  });

  test("of a type that is not known takes what a Standard one would not, since Azure decides", () => {
    expect(Object.keys(synthesise(protectTrusted()).all(PROTECTED))).toHaveLength(1);
  });

  test('of type "Standard" refuses what Azure would refuse', () => {
    expect(refusalOf(protectTrusted("Standard"))).toBe(
      '[test/Central/vm1-abc123] vm1 cannot be protected: TrustedLaunch cannot be backed up by a Standard policy; use a policy of type "Enhanced"',
    );
  });

  test("refuses a VM that no policy can protect", () => {
    const ephemeral = vm({ osDisk: osDisk({ ephemeral: true }) });

    expect(refusalOf((s) => central(s).existingVmPolicy("DefaultPolicy").protect(ephemeral))).toBe(
      "[test/Central/vm1-abc123] vm1 cannot be protected: its OS disk is ephemeral, which Azure Backup does not support; keep its state elsewhere, or recreate it with a managed OS disk",
    );
  });

  test("refuses a VM that another policy of the vault protects, since Azure backs up a VM once", () => {
    const twice = (stack: ResilienceStack) => {
      const vault = central(stack);
      vault.existingVmPolicy("DefaultPolicy").protect(vm());
      vault.existingVmPolicy("EnhancedPolicy").protect(vm());
    };

    expect(refusalOf(twice)).toBe(
      "[test/Central] vm1 is protected in this vault already: Azure backs up a VM once; remove the repeat",
    );
  });

  test("refuses a name and a type that Azure does not have, both at once", () => {
    const define = (stack: ResilienceStack) => {
      central(stack).existingVmPolicy("a/b", { type: "V1" as never });
    };

    expect(refusalOf(define)).toBe(
      [
        "[test/Central] 2 problems:",
        '  - the name of an existing policy must be 3 to 150 letters, digits, "-", "_" and "!", starting with a letter, got "a/b"',
        '  - type must be "Standard" or "Enhanced", got "V1": azurerm calls them V1 and V2',
      ].join("\n"),
    );
  });
});
