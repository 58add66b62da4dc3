import { VAULT_TYPE } from "../../../core/resource-id";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { type CheckResult, onResource } from "../../result";
import { defineRule } from "../../rule";

/** Site Recovery writes every change there first (Microsoft Learn, "Azure to Azure disaster recovery architecture"). */
export const replicationCacheRegion = defineRule({
  id: "replication-cache-region",
  title: "Cache storage accounts of replicas are in the source region",
  severity: "error",
  frameworks: {},
  why: "a cache in another region is refused when the replication is switched on",
  fix: "name a storage account in the region of the source fabric: staging_storage_account_id",
  check: ({ app }) =>
    app.ofType("azurerm_site_recovery_replicated_vm").flatMap((replica) => {
      const source = regionOf(sourceFabricOf(replica));
      const disks = replica.blocks("managed_disk");
      const caches = new Set(disks.map((disk) => replica.targetOf(disk.staging_storage_account_id)));
      return [...caches].flatMap((cache) => resultOf(replica, cache, source));
    }),
});

/** Of caches that the app defines: the region of others is known in Azure alone. */
function resultOf(
  replica: SynthesizedResource,
  cache: SynthesizedResource | undefined,
  source: string | undefined,
): readonly CheckResult[] {
  const region = regionOf(cache);
  if (!cache || !region || !source) return [];
  return [onResource(replica, region === source, `${cache.path} is in ${region}, the source in ${source}`)];
}

function sourceFabricOf(replica: SynthesizedResource): SynthesizedResource | undefined {
  const { resource_group_name: group, recovery_vault_name: vault } = replica.config;
  const { source_recovery_fabric_name: name } = replica.config;
  const vaultKey = replica.keyByName(VAULT_TYPE, group, vault);
  const id = `${vaultKey}/replicationFabrics/${replica.textOf(name)}`;
  return replica.targetOf(name) ?? replica.stack.app.byArmId(id);
}

/** As azurerm writes it: "australiaeast". */
function regionOf(resource: SynthesizedResource | undefined): string | undefined {
  return resource?.textOf(resource.config.location)?.toLowerCase().replaceAll(" ", "");
}
