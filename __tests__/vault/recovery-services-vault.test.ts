import { RecoveryServicesVault, type RecoveryServicesVaultProps, type ResilienceStack } from "../../lib";
import { refusalOf, resourceGroup, synthesise } from "../support/synthesise";

const VAULT = "azurerm_recovery_services_vault";

const define =
  (changes: Partial<RecoveryServicesVaultProps> = {}) =>
  (stack: ResilienceStack) =>
    new RecoveryServicesVault(stack, "Vault", {
      name: "rsv-contoso",
      resourceGroup: resourceGroup(stack),
      ...changes,
    });

describe("a Recovery Services vault", () => {
  test("is safe by default: immutable, geo-redundant, with an identity, and kept by terraform destroy", () => {
    expect(synthesise(define()).only(VAULT)).toEqual({
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
        alerts_for_critical_operation_failures_enabled: false,
      },
      lifecycle: { prevent_destroy: true },
    });
  });

  test("has the address of the user's own id, so that adopting it needs no state move", () => {
    expect(synthesise(define()).addresses(VAULT)).toEqual([`${VAULT}.Vault`]);
  });

  test("never emits soft_delete_enabled, which azurerm 5 removes", () => {
    expect(synthesise(define({ softDelete: true })).only(VAULT)).not.toHaveProperty("soft_delete_enabled");
  });

  test("refuses a name of 1 character and takes 2, since Azure wants 2 to 50", () => {
    expect(refusalOf(define({ name: "a" }))).toBe(
      '[test/Vault] name must be 2 to 50 letters, digits and "-", starting with a letter, got "a"',
    );
    expect(synthesise(define({ name: "ab" })).only(VAULT).name).toBe("ab");
  });
});
