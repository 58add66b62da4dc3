import { type Change, valueAt } from "../change";
import { azurermType } from "./destruction";

/** The vaults of a plan that keep what they have, by resource group and name or by id. */
export class ImmutableVaults {
  private readonly keys = new Set<string>();

  constructor(changes: readonly Change[]) {
    for (const change of changes) {
      const type = azurermType(change);
      if (type !== "recovery_services_vault" && type !== "data_protection_backup_vault") continue;
      const { before } = change;
      if (!/^(Unlocked|Locked)$/.test(String(valueAt(before, "immutability")))) continue;
      this.keys.add(keyOf(valueAt(before, "resource_group_name"), valueAt(before, "name")));
      this.keys.add(String(valueAt(before, "id")).toLowerCase());
    }
  }

  /** Is the vault of a policy or item immutable today? */
  has(change: Change): boolean {
    const { before, type } = change;
    // immutability is of vaulted backups: not of replicas, nor of snapshots of disks
    if (/^azurerm_(site_recovery_|data_protection_backup_(policy|instance)_disk$)/.test(type)) return false;
    const id = valueAt(before, "vault_id") ?? valueAt(before, "data_protection_backup_vault_id");
    if (typeof id === "string" && this.keys.has(id.toLowerCase())) return true;
    const name = valueAt(before, "recovery_vault_name") ?? valueAt(before, "vault_name");
    return name !== undefined && this.keys.has(keyOf(valueAt(before, "resource_group_name"), name));
  }
}

function keyOf(group: unknown, name: unknown): string {
  return `${group}/${name}`.toLowerCase();
}
