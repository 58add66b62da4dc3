import { VAULT_TYPE } from "../../../core/resource-id";
import {
  type Meaning,
  meaningByName,
  meaningOf,
  meaningOfValue,
  meaningWithin,
} from "../../../synthesized/meaning";
import { Meanings, type Namer } from "../../../synthesized/meanings";
import { isUnstable, reduceText } from "../../../synthesized/references";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { type CheckResult, onResource } from "../../result";
import { defineRule } from "../../rule";
import { isGiven } from "../attribute";

/** Site Recovery writes every change there first (Microsoft Learn, "Azure to Azure disaster recovery architecture"). */
export const replicationCacheRegion = defineRule({
  id: "replication-cache-region",
  title: "Cache storage accounts of replicas are in the source region",
  severity: "error",
  frameworks: {},
  why: "a cache in another region is refused when the replication is switched on",
  fix: "name a storage account in the region of the source fabric: staging_storage_account_id",
  check: ({ app }) => {
    const accounts = Meanings.ofThemselves(app.ofType("azurerm_storage_account"));
    const fabrics = Meanings.ofThemselves(app.ofType("azurerm_site_recovery_fabric"));
    return app.ofType("azurerm_site_recovery_replicated_vm").flatMap((replica) => {
      const ids = new Set(replica.blocks("managed_disk").map((disk) => disk.staging_storage_account_id));
      const source = fabrics.of(sourceFabricOf(replica));
      const isOpen = replica.textOf(replica.config.source_recovery_fabric_name) === undefined;
      return [...ids].flatMap((id) =>
        isGiven(id)
          ? resultOf(replica, accounts.of(meaningOfValue(replica, id)), source, [
              isOpen,
              replica.textOf(id) === undefined,
            ])
          : [],
      );
    });
  },
});

/** Of caches and fabrics that the app defines, or may: the region of others is known in Azure alone. */
function resultOf(
  replica: SynthesizedResource,
  cache: Namer,
  source: Namer,
  [isOpenSource, isOpenCache]: readonly [boolean, boolean],
): readonly CheckResult[] {
  const isOwn = ({ certain, possible }: Namer) => certain !== undefined || possible !== undefined;
  if (!(isOwn(cache) || isOpenCache) || !(isOwn(source) || isOpenSource)) return [];
  const [at, from] = [cache.certain, source.certain].map((one) => one && regionOf(one));
  if (!cache.certain || !at || !from)
    return [onResource(replica, undefined, "only Terraform knows the region of a cache, or of the source")];
  const found = `${cache.certain.path} is in ${at.text}, the source in ${from.text}`;
  const isKnown = (at.isKnown && from.isKnown) || (at.text === from.text && !isUnstable(at.text));
  return [onResource(replica, isKnown ? at.text === from.text : undefined, found)];
}

function sourceFabricOf(replica: SynthesizedResource): Meaning {
  const { resource_group_name: group, recovery_vault_name: vault } = replica.config;
  const { source_recovery_fabric_name: name } = replica.config;
  const fabric = replica.targetOf(name);
  if (fabric) return meaningOf(fabric);
  return meaningWithin(replica, meaningByName(replica, VAULT_TYPE, group, vault), [
    "replicationFabrics",
    name,
  ]);
}

/** As azurerm writes it: "australiaeast"; or the expression that its stack has for it. */
function regionOf({ stack, config: { location } }: SynthesizedResource) {
  const text = typeof location === "string" ? reduceText(stack, location) : "nothing";
  return text.includes("${")
    ? { text: `${text} of ${stack.id}`, isKnown: false }
    : { text: text.toLowerCase().replaceAll(" ", ""), isKnown: true };
}
