import { TerraformVariable } from "cdktf";
import {
  type ImportedVaultFacts,
  Principal,
  RecoveryServicesVault,
  type ResilienceStack,
  Schedule,
} from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { dataDisk, vm, vmId } from "../support/vms";
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

describe("what is known of somebody else's vault", () => {
  const geo = { region: "australiaeast", redundancy: "GeoRedundant", immutability: "Disabled" } as const;
  const gold = (s: ResilienceStack, facts: ImportedVaultFacts) =>
    RecoveryServicesVault.fromVaultId(s, "Central", idIn(SUBSCRIPTION), facts).addVmPolicy("Gold", {
      schedule: Schedule.daily("02:00"),
      retention: { daily: 7 },
    });

  test("refuses disks that its redundancy does not keep, as in a vault of the program", () => {
    const ultra = vm({ dataDisks: [dataDisk(0, { sku: "UltraSSD_LRS" })] });

    expect(refusalOf((s) => gold(s, geo).protect(ultra))).toBe(
      '[test/Central/vm1-abc123] vm1 cannot be protected: UltraSSD_LRS disks cannot be kept in a GeoRedundant vault; use a vault with redundancy "ZoneRedundant" or "LocallyRedundant"',
    );
  });

  test("refuses suspended backups where it is not immutable", () => {
    expect(refusalOf((s) => gold(s, geo).protect(vm(), { state: "BackupsSuspended" }))).toContain(
      'state "BackupsSuspended" needs an immutable vault',
    );
  });

  test("is checked itself, all of it at once", () => {
    const wrong = { region: "westeurop", redundancy: "Geo", immutability: "On", principalId: "me" };

    expect(refusalOf((s) => gold(s, wrong as never))).toBe(
      [
        "[test/Central] 4 problems:",
        '  - region must be an Azure region, got "westeurop": did you mean westeurope?',
        '  - redundancy must be "GeoRedundant", "ZoneRedundant" or "LocallyRedundant", got "Geo": see azurerm storage_mode_type',
        '  - immutability must be "Disabled", "Unlocked" or "Locked", got "On": see azurerm immutability',
        '  - principalId must be an object id in Entra ID (a GUID), got "me": look it up with az ad group show, az ad user show or az ad sp show',
      ].join("\n"),
    );
  });
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
        lifecycle: { ignore_changes: ["source_vm_id"] },
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
      `[test/Central] vaultId must be in the stack's subscription ${SUBSCRIPTION}, got ${OTHER}: use a stack of that subscription, or a scope of AzureProvider.useFor, since azurerm looks for the vault in its own`,
    );
  });

  test("refuses an id that only Terraform will know because azurerm asks for its names apart", () => {
    expect(
      refusalOf((stack) =>
        imported(stack, new TerraformVariable(stack, "vault_id", { type: "string" }).stringValue),
      ),
    ).toBe(
      "[test/Central] vaultId must be text, got a value that only Terraform will know: azurerm asks for the vault's name and group apart; write the id out",
    );
  });

  test("refuses every part of an id that Azure does not have, at once", () => {
    const vaultId = idIn("prod").replace("rg-central", "rg.").replace("/rsv-central", "/1");

    expect(refusalOf((stack) => imported(stack, vaultId))).toBe(
      [
        "[test/Central] 3 problems:",
        '  - vaultId must name a subscription by its GUID, got "prod"',
        '  - vaultId\'s name must be 2 to 50 letters, digits and "-", starting with a letter, got "1"',
        '  - vaultId\'s resource group must be 1 to 90 letters, digits, "_", "-", ".", "(" and ")", not ending in ".", got "rg."',
      ].join("\n"),
    );
  });

  test.each([
    ["Australia Est", "did you mean australiaeast or australiacentral?"],
    ["", "leave it out if it is not known"],
  ])("refuses the region %p because every VM would be refused for it", (region, way) => {
    expect(refusalOf((stack) => imported(stack, idIn(SUBSCRIPTION), region))).toBe(
      `[test/Central] region must be an Azure region, got "${region}": ${way}`,
    );
  });

  test("gives roles by an id with azurerm's segments, since a role assignment is replaced over their case", () => {
    const id = idIn(SUBSCRIPTION)
      .replace("resourceGroups", "resourcegroups")
      .replace("Microsoft.R", "microsoft.r");
    const stack = synthesise((s) => {
      const principal = Principal.group("0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11");
      RecoveryServicesVault.fromVaultId(s, "Central", id).access.grantReader(principal);
    });

    expect(stack.only("azurerm_role_assignment").scope).toBe(idIn(SUBSCRIPTION));
  });

  test("refuses an id that Terraform addresses would shorten", () => {
    expect(
      refusalOf((stack) => {
        RecoveryServicesVault.fromVaultId(stack, "eu.1", idIn(SUBSCRIPTION));
      }),
    ).toBe('[test] the id "eu.1" must be letters, digits, "_" and "-": choose another id');
  });
});
