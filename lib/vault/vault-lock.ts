import { ManagementLock } from "@cdktf/provider-azurerm/lib/management-lock";
import type { Construct } from "constructs";
import { createLast } from "../core/last";

/** Keeps everybody from deleting a vault of either kind and what is in it; made last, and gone first. */
export function lockVault(vault: Construct, vaultId: string, name: string): void {
  const lock = new ManagementLock(vault, "Lock", {
    name: `lock-${name}`,
    scope: vaultId,
    lockLevel: "CanNotDelete",
    notes: "Backups are kept here. Deleting the vault, a policy or an item needs the lock to go first.",
  });
  createLast(vault, lock, 2);
}
