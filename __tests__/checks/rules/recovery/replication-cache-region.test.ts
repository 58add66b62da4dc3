import { replicationCacheRegion } from "../../../../lib/checks/rules/recovery/replication-cache-region";
import { judged } from "../../../support/judged";
import { SUBSCRIPTION } from "../../../support/synthesise";

const HERE = { resource_group_name: "rg", recovery_vault_name: "rsv" };
const ACCOUNT = `/subscriptions/${SUBSCRIPTION}/resourceGroups/RG/providers/Microsoft.Storage/storageAccounts/cache`;

const say = (location: string, cache: string, fabric = "${azurerm_site_recovery_fabric.F.name}") =>
  judged(replicationCacheRegion, {
    azurerm_site_recovery_fabric: { F: { ...HERE, name: "source", location: "australiaeast" } },
    azurerm_storage_account: { Cache: { name: "cache", resource_group_name: "rg", location } },
    azurerm_site_recovery_replicated_vm: {
      R: {
        ...HERE,
        source_recovery_fabric_name: fabric,
        managed_disk: [{ staging_storage_account_id: cache }, { staging_storage_account_id: cache }],
      },
    },
  });

describe("replication-cache-region", () => {
  test.each([
    ["a reference", "${azurerm_storage_account.Cache.id}", undefined],
    ["an id in another letter case", ACCOUNT, undefined],
    ["a fabric by its name", ACCOUNT, "source"],
  ])("passes a cache in the source region, once for all disks: %s", (_what, cache, fabric) => {
    expect(say("Australia East", cache, fabric)).toEqual([
      "R: pass, test/azurerm_storage_account.Cache is in australiaeast, the source in australiaeast",
    ]);
  });

  test("fails a cache in another region", () => {
    expect(say("centralindia", ACCOUNT)).toEqual([
      "R: fail, test/azurerm_storage_account.Cache is in centralindia, the source in australiaeast",
    ]);
  });

  test("asks nothing where cache or fabric are not of the app, whose regions are known in Azure alone", () => {
    expect(say("centralindia", `${ACCOUNT}2`)).toEqual([]);
    expect(say("centralindia", ACCOUNT, "theirs")).toEqual([]);
  });
});
