import { perApp } from "../../synthesized/per-app";
import type { SynthesizedResource } from "../../synthesized/synthesized-resource";

const REPLICA = "azurerm_site_recovery_replicated_vm";

/** The replica of each VM by `key` of the VM, its ARM id in lower case, where that is known: of several the first. */
export const replicasByVm = perApp((app): ReadonlyMap<string, SynthesizedResource> => {
  const byVm = new Map<string, SynthesizedResource>();
  for (const replica of app.ofType(REPLICA)) {
    const key = replica.keyOf(replica.config.source_vm_id) ?? replica.key;
    if (!byVm.has(key)) byVm.set(key, replica);
  }
  return byVm;
});

/** Is there a replica of which only Terraform knows the VM? */
export const hasUnknownReplicas = perApp((app): boolean =>
  app.ofType(REPLICA).some((replica) => replica.keyOf(replica.config.source_vm_id) === undefined),
);
