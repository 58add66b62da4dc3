import { perApp } from "../../synthesized/per-app";
import type { SynthesizedResource } from "../../synthesized/synthesized-resource";

/** The backups of VMs (`azurerm_backup_protected_vm`) by `key` of the VM: its ARM id in lower case, where that is known. */
export const backupsByVm = perApp((app): ReadonlyMap<string, SynthesizedResource> => {
  const items = app.ofType("azurerm_backup_protected_vm");
  return new Map(items.map((item) => [item.keyOf(item.config.source_vm_id) ?? item.key, item]));
});
