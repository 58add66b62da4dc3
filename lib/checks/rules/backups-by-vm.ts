import { perApp } from "../../synthesized/per-app";
import type { SynthesizedResource } from "../../synthesized/synthesized-resource";

/** The backups of VMs (`azurerm_backup_protected_vm`) by `key` of the VM: its ARM id in lower case, where that is known. */
export const backupsByVm = perApp((app): ReadonlyMap<string, SynthesizedResource> => {
  const items = app.ofType("azurerm_backup_protected_vm");
  return new Map(items.map((item) => [item.keyOf(item.config.source_vm_id) ?? item.key, item]));
});

const STOPPED: readonly unknown[] = ["BackupsSuspended", "ProtectionStopped"];

/** Does a backup make no more recovery points (azurerm's `protection_state`)? */
export const isStopped = ({ config }: SynthesizedResource): boolean =>
  STOPPED.includes(config.protection_state);

/** Is there a backup of which only Terraform knows the VM? */
export const hasUnknownBackups = perApp((app): boolean =>
  app
    .ofType("azurerm_backup_protected_vm")
    .some((item) => item.keyOf(item.config.source_vm_id) === undefined),
);
