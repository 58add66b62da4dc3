import type { Change } from "../change";
import { valueAt } from "../change";
import type { AttributeRule } from "./attribute-rule";
import { lowered, switchedOff } from "./weaker";

/** What Azure Backup sets on an account, and asks for ("Overview of operational backup for Azure Blobs", learn.microsoft.com). */
const RULES: readonly AttributeRule[] = [
  { rule: "protection-stopped", path: "blob_properties.versioning_enabled", weaker: switchedOff },
  { rule: "protection-stopped", path: "blob_properties.change_feed_enabled", weaker: switchedOff },
  { rule: "retention-shortened", path: "blob_properties.restore_policy.days", weaker: lowered },
  { rule: "soft-delete-weakened", path: "blob_properties.delete_retention_policy.days", weaker: lowered },
  {
    rule: "soft-delete-weakened",
    path: "blob_properties.container_delete_retention_policy.days",
    weaker: lowered,
  },
  { rule: "soft-delete-weakened", path: "share_properties.retention_policy.days", weaker: lowered },
];

const BACKED_UP =
  /^azurerm_(backup_container_storage_account|data_protection_backup_instance_(blob|data_lake)_storage)$/;

/** Storage accounts of which backups are made: others may keep what they delete as they want. */
export class BackedUpAccounts {
  private readonly ids = new Set<string>();

  constructor(resources: readonly Change[]) {
    for (const { type, kind, before } of resources)
      if (kind !== "delete" && BACKED_UP.test(type))
        this.ids.add(String(valueAt(before, "storage_account_id")).toLowerCase());
  }

  rulesOf({ type, before }: Change): readonly AttributeRule[] {
    const id = String(valueAt(before, "id")).toLowerCase();
    return type === "azurerm_storage_account" && this.ids.has(id) ? RULES : [];
  }
}
