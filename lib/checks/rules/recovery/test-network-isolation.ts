import { groupBy } from "../../../core/group-by";
import type { SynthesizedApp } from "../../../synthesized/synthesized-app";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { type NetworkLink, networkLinks } from "./network-links";

/**
 * The networks of test failovers: no production network, none peered with one or through a hub, no gateway. As
 * `DisasterRecoveryPair` refuses it (`lib/replication/isolation`), for replicated VMs of level 1 too.
 */
export const testNetworkIsolation = defineRule({
  id: "test-network-isolation",
  title: "Networks of test failovers are isolated from production",
  severity: "error",
  frameworks: {},
  why: "copies of production VMs would talk to production, under the same names",
  fix: "give tests a network of their own, without peerings and gateways",
  check: ({ app }) => {
    const replicas = app.ofType("azurerm_site_recovery_replicated_vm");
    const testing = replicas.filter(({ config }) => config.test_network_id != null);
    if (testing.length === 0) return [];
    const production = productionNetworks(app);
    const links = networkLinks(app);
    const byNetwork = groupBy(testing, (replica) => replica.keyOf(replica.config.test_network_id));
    return [...byNetwork].flatMap(([network, [first]]) => {
      if (!first) return [];
      const subject = first.targetOf(first.config.test_network_id) ?? first;
      if (network === undefined)
        return [onResource(subject, undefined, "only Terraform knows test_network_id")];
      const way = production.has(network) ? "it is a production network" : wayOut(network, links, production);
      return [onResource(subject, way === undefined, way ?? "nothing leads out of it")];
    });
  },
});

function wayOut(
  network: string,
  links: ReadonlyMap<string, readonly NetworkLink[]>,
  production: ReadonlySet<string>,
): string | undefined {
  for (const { by, kind, to, transit } of links.get(network) ?? []) {
    if (kind !== "peering") return `it has the ${kind === "hub" ? "hub connection" : "gateway"} ${by.path}`;
    if (to === undefined) continue;
    if (production.has(to)) return `it is peered with a production network by ${by.path}`;
    if (by.config.use_remote_gateways === true) return `it uses the gateway of another network by ${by.path}`;
    const next = transit && links.get(to)?.find((link) => link.to !== undefined && production.has(link.to));
    if (next) return `it takes traffic that is forwarded from production by ${by.path} and ${next.by.path}`;
  }
  return undefined;
}

/** Where VMs run, and where failovers recover them. */
function productionNetworks(app: SynthesizedApp): ReadonlySet<string> {
  const named = (resource: SynthesizedResource, ...values: readonly unknown[]) =>
    values.map((value) => resource.keyOf(value)).filter((key) => key !== undefined);
  return new Set([
    ...app
      .ofType("azurerm_site_recovery_replicated_vm")
      .flatMap((one) => named(one, one.config.target_network_id)),
    ...app
      .ofType("azurerm_site_recovery_network_mapping")
      .flatMap((one) => named(one, one.config.source_network_id, one.config.target_network_id)),
  ]);
}
