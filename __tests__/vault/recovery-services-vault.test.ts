import { RecoveryServicesVault } from "../../lib";
import { resourceGroup, synthesise } from "../support/synthesise";
import { defineVault, VAULT } from "./define-vault";

describe("a Recovery Services vault", () => {
  test("is safe by default: immutable, geo-redundant, with an identity, and kept by terraform destroy", () => {
    expect(synthesise(defineVault()).only(VAULT)).toEqual({
      name: "rsv-contoso",
      location: "australiaeast",
      resource_group_name: "${azurerm_resource_group.Group.name}",
      sku: "Standard",
      storage_mode_type: "GeoRedundant",
      cross_region_restore_enabled: false,
      immutability: "Unlocked",
      public_network_access_enabled: true,
      identity: { type: "SystemAssigned" },
      monitoring: {
        alerts_for_all_job_failures_enabled: true,
        alerts_for_all_replication_issues_enabled: true,
        alerts_for_all_failover_issues_enabled: true,
        alerts_for_critical_operation_failures_enabled: false,
        email_notifications_for_site_recovery_enabled: false,
      },
      lifecycle: { prevent_destroy: true, ignore_changes: ["sku"] },
    });
  });

  test("passes every setting on, and only those, so that azurerm sees what the user wrote", () => {
    const everything = defineVault({
      name: "rsv-contoso-prod-australiasoutheast",
      region: "Australia Southeast",
      redundancy: "GeoRedundant",
      crossRegionRestore: true,
      immutability: "Locked",
      softDelete: true,
      publicNetworkAccess: false,
      tags: { Application: "Backup", "Cost Center": "IT-4711", Team: "Platform" },
      acknowledge: ["Locked immutability", "cross-region restore"],
      throwaway: false,
    });

    expect(synthesise(everything).only(VAULT)).toEqual({
      name: "rsv-contoso-prod-australiasoutheast",
      location: "australiasoutheast",
      resource_group_name: "${azurerm_resource_group.Group.name}",
      sku: "Standard",
      storage_mode_type: "GeoRedundant",
      cross_region_restore_enabled: true,
      immutability: "Locked",
      public_network_access_enabled: false,
      identity: { type: "SystemAssigned" },
      monitoring: {
        alerts_for_all_job_failures_enabled: true,
        alerts_for_all_replication_issues_enabled: true,
        alerts_for_all_failover_issues_enabled: true,
        alerts_for_critical_operation_failures_enabled: false,
        email_notifications_for_site_recovery_enabled: false,
      },
      tags: { Application: "Backup", "Cost Center": "IT-4711", Team: "Platform" },
      lifecycle: { prevent_destroy: true, ignore_changes: ["sku"] },
    });
  });

  test("has the address of the user's own id, so that adopting it needs no state move", () => {
    expect(synthesise(defineVault()).addresses(VAULT)).toEqual([`${VAULT}.Vault`]);
  });

  test("never emits soft_delete_enabled, which azurerm 5 removes", () => {
    expect(synthesise(defineVault({ softDelete: true })).only(VAULT)).not.toHaveProperty(
      "soft_delete_enabled",
    );
  });

  test("in a throwaway environment can be destroyed: no prevent_destroy, and no immutability", () => {
    const vault = synthesise(defineVault({ throwaway: true })).only(VAULT);

    expect(vault.immutability).toBe("Disabled");
    expect(vault).not.toHaveProperty("lifecycle");
  });

  test("in a throwaway environment keeps the immutability that the user asks for, since it can be switched off", () => {
    const vault = synthesise(defineVault({ throwaway: true, immutability: "Unlocked" })).only(VAULT);

    expect(vault.immutability).toBe("Unlocked");
    expect(vault).not.toHaveProperty("lifecycle");
  });

  test("stands in the region that its resource group was defined with, since most do", () => {
    const inGroup = synthesise((stack) => {
      new RecoveryServicesVault(stack, "Vault", {
        name: "rsv-contoso",
        resourceGroup: resourceGroup(stack, "West Europe"),
      });
    });

    expect(inGroup.only(VAULT).location).toBe("westeurope");
  });

  test("stands in its own region where it says one, since a group may hold resources of any region", () => {
    expect(synthesise(defineVault({ region: "westeurope" })).only(VAULT).location).toBe("westeurope");
  });

  test("takes a resource group as plain values, since somebody else may have defined it", () => {
    const resourceGroup = { name: "rg-backup", locationInput: "uksouth" };
    const vault = synthesise(defineVault({ resourceGroup })).only(VAULT);

    expect(vault.resource_group_name).toBe("rg-backup");
    expect(vault.location).toBe("uksouth");
  });

  test.each(["GeoRedundant", "ZoneRedundant", "LocallyRedundant"] as const)(
    "is %s when asked, by azurerm's own word",
    (redundancy) => {
      expect(synthesise(defineVault({ redundancy })).only(VAULT).storage_mode_type).toBe(redundancy);
    },
  );

  test("leaves tags without a value out, since Terraform would show null as a change", () => {
    const tags = { Application: "Backup", Environment: undefined };

    expect(synthesise(defineVault({ tags })).only(VAULT).tags).toEqual({ Application: "Backup" });
  });

  test.each([
    { says: "no tag", tags: {} },
    { says: "only tags without a value", tags: { Environment: undefined } },
  ])("has no tags at all with $says, since azurerm takes an empty map as set", ({ tags }) => {
    expect(synthesise(defineVault({ tags })).only(VAULT)).not.toHaveProperty("tags");
  });
});
