import { change, findingsOf, plan } from "./plans";

type Values = Record<string, unknown>;

const ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st";
const BACKUPS: readonly (readonly [type: string, values: Values])[] = [
  ["azurerm_backup_container_storage_account", { storage_account_id: ID.toUpperCase() }],
  ["azurerm_data_protection_backup_instance_blob_storage", { storage_account_id: ID }],
];

const blobs = (values: Values) => ({ id: ID, blob_properties: [values] });
const shares = (days: number) => ({ id: ID, share_properties: [{ retention_policy: [{ days }] }] });

const CASES: readonly (readonly [before: Values, after: Values, found: string])[] = [
  [
    shares(14),
    shares(7),
    "soft-delete-weakened: share_properties.retention_policy.days becomes 7, and was 14",
  ],
  [
    shares(14),
    { id: ID, share_properties: [] },
    "soft-delete-weakened: share_properties.retention_policy.days becomes nothing, and was 14",
  ],
  [
    blobs({ delete_retention_policy: [{ days: 30 }] }),
    blobs({ delete_retention_policy: [{ days: 7 }] }),
    "soft-delete-weakened: blob_properties.delete_retention_policy.days becomes 7, and was 30",
  ],
  [
    blobs({ restore_policy: [{ days: 30 }] }),
    blobs({ restore_policy: [{ days: 7 }] }),
    "retention-shortened: blob_properties.restore_policy.days becomes 7, and was 30",
  ],
  [
    blobs({ versioning_enabled: true }),
    blobs({ versioning_enabled: false }),
    "protection-stopped: blob_properties.versioning_enabled is switched off",
  ],
  [
    blobs({ change_feed_enabled: true }),
    blobs({ change_feed_enabled: null }),
    "protection-stopped: blob_properties.change_feed_enabled is switched off",
  ],
];

const TITLED = CASES.map(([before, after, found]) => [found, before, after] as const);

describe("a storage account of which backups are made", () => {
  test.each(CASES)(
    "%j is weaker as %j: Terraform undoes what Azure Backup has set",
    (before, after, found) => {
      for (const [type, values] of BACKUPS) {
        const beside = change(type, values, values);
        const of = (was: Values, is: Values) =>
          findingsOf(plan(beside, change("azurerm_storage_account", was, is)));
        expect(of(before, after)).toEqual([found.replace(":", " azurerm_storage_account.This:")]);
        expect(of(after, before)).toEqual([]);
      }
    },
  );

  test.each(TITLED)("is asked, and no other one: %s", (_found, before, after) => {
    const alone = findingsOf(plan(change("azurerm_storage_account", before, after)));
    const [[type, values] = ["", {}]] = BACKUPS;
    const gone = findingsOf(
      plan(
        { ...change(type, values, null), address: "gone" },
        change("azurerm_storage_account", before, after),
      ),
    );
    expect(alone).toEqual([]);
    expect(gone).toEqual(["item-destroyed gone: the registration of the storage account is destroyed"]);
  });
});
