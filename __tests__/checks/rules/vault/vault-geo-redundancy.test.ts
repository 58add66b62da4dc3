import { RecoveryServicesVault } from "@cdktf/provider-azurerm/lib/recovery-services-vault";
import { vaultGeoRedundancy } from "../../../../lib/checks/rules/vault/vault-geo-redundancy";
import { inStack, verdictsOf } from "../../../support/checks";

const PLAIN = { name: "rsv-a", resourceGroupName: "rg", location: "australiaeast", sku: "Standard" };
const vault = (config: object) =>
  inStack((stack) => {
    new RecoveryServicesVault(stack, "Vault", { ...PLAIN, ...config });
  });

describe("the rule vault-geo-redundancy", () => {
  test.each([{ storageModeType: "GeoRedundant" }, {}])(
    "passes cross-region restore with %j: azurerm's default is GeoRedundant",
    (config) => {
      expect(verdictsOf(vaultGeoRedundancy, vault({ ...config, crossRegionRestoreEnabled: true }))).toEqual([
        'test/Vault: pass, storage_mode_type is "GeoRedundant", cross_region_restore_enabled is true',
      ]);
    },
  );

  test.each([
    [{ storageModeType: "GeoRedundant" }, '"GeoRedundant", cross_region_restore_enabled is false'],
    [{ storageModeType: "ZoneRedundant" }, '"ZoneRedundant", cross_region_restore_enabled is false'],
    [
      { storageModeType: "LocallyRedundant", crossRegionRestoreEnabled: false },
      '"LocallyRedundant", cross_region_restore_enabled is false',
    ],
  ])("fails %j", (config, found) => {
    expect(verdictsOf(vaultGeoRedundancy, vault(config))).toEqual([
      `test/Vault: fail, storage_mode_type is ${found}`,
    ]);
  });
});
