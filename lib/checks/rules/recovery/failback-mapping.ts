import { VAULT_TYPE } from "../../../core/resource-id";
import { allOf, anyOf } from "../../../synthesized/answers";
import {
  isSame,
  type Meaning,
  meaningByName,
  meaningOf,
  meaningOfValue,
  meaningWithin,
} from "../../../synthesized/meaning";
import { Meanings } from "../../../synthesized/meanings";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";

/** Reprotection of a VM that failed over needs the mapping of the other direction. */
export const failbackMapping = defineRule({
  id: "failback-mapping",
  title: "Containers are mapped in both directions",
  severity: "warning",
  frameworks: {},
  why: "after a failover there is no way back before somebody makes one",
  fix: "map the target container to the source container as well",
  check: ({ app }) => {
    const mappings = app.ofType("azurerm_site_recovery_protection_container_mapping");
    const ways = mappings.map((by) => ({ by, meaning: sourceOf(by), to: targetOf(by) }));
    const bySource = new Meanings(ways);
    return ways.map(({ by, meaning: from, to }) => {
      const back = bySource
        .allOf(to)
        .map(({ meant, isCertain }) => allOf([isCertain || undefined, isSame(meant.to, from)]));
      const holds = anyOf(back);
      return onResource(by, holds, FOUND[`${holds}`]);
    });
  },
});

const FOUND = {
  true: "there is a way back",
  false: "there is no way back",
  undefined: "only Terraform knows whether there is a way back",
} as const;

const CONTAINERS = "replicationProtectionContainers";

/** Where a mapping leads from: it names the container, its fabric and its vault. */
function sourceOf(mapping: SynthesizedResource): Meaning {
  const { config } = mapping;
  const { recovery_source_protection_container_name: name, recovery_fabric_name: fabric } = config;
  const container = mapping.targetOf(name);
  if (container) return meaningOf(container);
  const vault = meaningByName(mapping, VAULT_TYPE, config.resource_group_name, config.recovery_vault_name);
  return meaningWithin(mapping, vault, ["replicationFabrics", fabric], [CONTAINERS, name]);
}

function targetOf(mapping: SynthesizedResource): Meaning {
  return meaningOfValue(mapping, mapping.config.recovery_target_protection_container_id);
}
