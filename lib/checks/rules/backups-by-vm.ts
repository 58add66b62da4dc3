import { perApp } from "../../synthesized/per-app";
import type { SynthesizedResource } from "../../synthesized/synthesized-resource";

const STOPPED: readonly unknown[] = ["BackupsSuspended", "ProtectionStopped"];

/** Does a backup make no more recovery points (azurerm's `protection_state`)? */
export const isStopped = ({ config }: SynthesizedResource): boolean =>
  STOPPED.includes(config.protection_state);

/**
 * The backup of each VM (`azurerm_backup_protected_vm`) by `key` of the VM, its ARM id in lower case, where that is known: of
 * several the first that runs.
 */
export const backupsByVm = perApp((app): ReadonlyMap<string, SynthesizedResource> => {
  const byVm = new Map<string, SynthesizedResource>();
  for (const item of app.ofType("azurerm_backup_protected_vm")) {
    const key = item.keyOf(item.config.source_vm_id) ?? item.key;
    const known = byVm.get(key);
    if (!known || (isStopped(known) && !isStopped(item))) byVm.set(key, item);
  }
  return byVm;
});

/** Is there a backup of which only Terraform knows the VM? */
export const hasUnknownBackups = perApp((app): boolean =>
  app
    .ofType("azurerm_backup_protected_vm")
    .some((item) => item.keyOf(item.config.source_vm_id) === undefined),
);
