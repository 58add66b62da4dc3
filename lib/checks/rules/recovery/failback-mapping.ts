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
    const ways = new Set(mappings.map((mapping) => wayOf(mapping).join(" > ")));
    return mappings.map((mapping) => {
      const [from, to] = wayOf(mapping);
      const known = from !== undefined && to !== undefined;
      const holds = ways.has([to, from].join(" > "));
      return onResource(
        mapping,
        known ? holds : undefined,
        holds ? "there is a way back" : "there is no way back",
      );
    });
  },
});

/** Where a mapping leads from and to. */
function wayOf(mapping: SynthesizedResource) {
  const { recovery_source_protection_container_name: from, recovery_target_protection_container_id: to } =
    mapping.config;
  return [mapping.referenceOf(from)?.resource.key ?? mapping.textOf(from), mapping.keyOf(to)] as const;
}
