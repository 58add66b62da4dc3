import { RecoveryServicesVault, type ResilienceStack, Schedule } from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { vm, vmId } from "../support/vms";
import { VAULT } from "./define-vault";

const OTHER = "11111111-2222-3333-4444-555555555555";
const idIn = (subscription: string) =>
  `/subscriptions/${subscription}/resourceGroups/rg-central/providers/Microsoft.RecoveryServices/vaults/rsv-central`;

/** A policy in a vault that somebody else defined. */
const imported = (stack: ResilienceStack, vaultId = idIn(SUBSCRIPTION), region?: string) =>
  RecoveryServicesVault.fromVaultId(stack, "Central", vaultId, region).addVmPolicy("Gold", {
    schedule: Schedule.daily("02:00"),
    retention: { daily: 7 },
  });

describe("a vault that somebody else defined", () => {
  test("takes policies by its names, without becoming a resource of this program", () => {
    const stack = synthesise((s) => imported(s));

    expect(stack.only("azurerm_backup_policy_vm")).toEqual({
      name: "Gold",
      resource_group_name: "rg-central",
      recovery_vault_name: "rsv-central",
      policy_type: "V2",
      timezone: "UTC",
      backup: { frequency: "Daily", time: "02:00" },
      retention_daily: { count: 7 },
    });
    expect(stack.all(VAULT)).toEqual({});
  });

  test("protects VMs, since only the vault is somebody else's", () => {
    const stack = synthesise((s) => imported(s, idIn(SUBSCRIPTION), "Australia East").protect(vm()));

    expect(stack.all("azurerm_backup_protected_vm")).toEqual({
      "Central_vm1-abc123_40A0BA56": {
        resource_group_name: "rg-central",
        recovery_vault_name: "rsv-central",
        source_vm_id: vmId("vm1"),
        backup_policy_id: "${azurerm_backup_policy_vm.Central_Gold_3EAF3D59.id}",
      },
    });
  });

  test("is known by its id in any letter case, since Azure's ids have none", () => {
    const stack = synthesise((s) => imported(s, idIn(SUBSCRIPTION).toUpperCase()).protect(vm()));

    expect(stack.only("azurerm_backup_protected_vm")).toMatchObject({
      resource_group_name: "RG-CENTRAL",
      recovery_vault_name: "RSV-CENTRAL",
    });
  });

  test.each(["rsv-central", "", idIn(SUBSCRIPTION).replace("/vaults/", "/replicationVaults/"), vmId("vm1")])(
    "refuses %p because it is not the id of a vault",
    (vaultId) => {
      expect(refusalOf((stack) => imported(stack, vaultId))).toBe(
        `[test/Central] vaultId must be the ARM id of a Recovery Services vault, got "${vaultId}"`,
      );
    },
  );

  test("refuses VMs of another region because Azure backs up VMs only to their own", () => {
    expect(refusalOf((stack) => imported(stack, idIn(SUBSCRIPTION), "West Europe").protect(vm()))).toBe(
      "[test/Central/vm1-abc123] vm must be in the vault's region westeurope, got australiaeast: use a vault in australiaeast, since Azure backs up VMs only to their own region",
    );
  });

  test("is refused in another subscription than the stack's because azurerm looks for it in its own", () => {
    expect(refusalOf((stack) => imported(stack, idIn(OTHER)))).toBe(
      `[test/Central] vaultId must be in the stack's subscription ${SUBSCRIPTION}, got ${OTHER}: use a stack of that subscription, since azurerm looks for the vault in its own`,
    );
  });

  test("refuses an id that Terraform addresses would shorten", () => {
    expect(
      refusalOf((stack) => {
        RecoveryServicesVault.fromVaultId(stack, "eu.1", idIn(SUBSCRIPTION));
      }),
    ).toBe('[test] the id "eu.1" must be letters, digits, "_" and "-": choose another id');
  });
});
