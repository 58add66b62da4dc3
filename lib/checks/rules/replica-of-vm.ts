import { instancesOf } from "../../synthesized/instances";
import { type Meaning, meaningOfValue } from "../../synthesized/meaning";
import { Meanings, type Namer } from "../../synthesized/meanings";
import { MODULE, moduleGiven, whatModuleDoes } from "../../synthesized/modules";
import { perApp } from "../../synthesized/per-app";
import type { SynthesizedApp } from "../../synthesized/synthesized-app";
import type { SynthesizedResource } from "../../synthesized/synthesized-resource";

/** The first replica of a VM (`azurerm_site_recovery_replicated_vm`), or the first that may be one. */
export function replicaOf(app: SynthesizedApp, vm: Meaning): Namer {
  const { certain, possible } = replicas(app).of(vm);
  return { certain, possible: possible ?? moduleGiven(app, vm) };
}

/** What is not known of a replica that may be a VM's. */
export function whyUnknownReplica(replica: SynthesizedResource): string {
  if (replica.type === MODULE) return whatModuleDoes(replica);
  return instancesOf(replica) === "unknown"
    ? `only Terraform knows whether there is ${replica.path}`
    : "only Terraform knows which VM a replica of the app is of";
}

const replicas = perApp(
  (app) =>
    new Meanings(
      app
        .ofType("azurerm_site_recovery_replicated_vm")
        .map((by) => ({ meaning: meaningOfValue(by, by.config.source_vm_id), by })),
    ),
);
