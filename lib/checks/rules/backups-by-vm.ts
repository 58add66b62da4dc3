import { groupBy } from "../../core/group-by";
import { perApp } from "../../synthesized/per-app";
import type { SynthesizedResource } from "../../synthesized/synthesized-resource";

const STOPPED: readonly unknown[] = ["BackupsSuspended", "ProtectionStopped"];

/** Does a backup make no more recovery points (azurerm's `protection_state`)? */
export const isStopped = ({ config }: SynthesizedResource): boolean =>
  STOPPED.includes(config.protection_state);

/**
 * The backups of VMs (`azurerm_backup_protected_vm`) by `key` of the VM, its ARM id in lower case, where that is known. Of
 * several backups of one VM, those that run come first.
 */
const allBackupsByVm = perApp((app): ReadonlyMap<string, readonly SynthesizedResource[]> => {
  const items = app.ofType("azurerm_backup_protected_vm");
  const running = items.filter((item) => !isStopped(item));
  const ordered = running.length < items.length ? [...running, ...items.filter(isStopped)] : items;
  return groupBy(ordered, (item) => item.keyOf(item.config.source_vm_id) ?? item.key);
});

/** The backup of each VM: the one that runs, where there are several. */
export const backupsByVm = perApp((app): ReadonlyMap<string, SynthesizedResource> => {
  const all = [...allBackupsByVm(app)];
  return new Map(all.map(([vm, [backup]]) => [vm, backup as SynthesizedResource]));
});

/** Is there a backup of which only Terraform knows the VM? */
export const hasUnknownBackups = perApp((app): boolean =>
  app
    .ofType("azurerm_backup_protected_vm")
    .some((item) => item.keyOf(item.config.source_vm_id) === undefined),
);
