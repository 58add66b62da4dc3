import { groupBy } from "../../../core/group-by";
import { keyOfMeaning, type Meaning, meaningOfValue } from "../../../synthesized/meaning";
import type { Meanings } from "../../../synthesized/meanings";
import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { type NetworkLink, networkLinks } from "./network-links";
import { productionNetworks } from "./production-networks";

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
  check: (context) => {
    const replicas = context.app.ofType("azurerm_site_recovery_replicated_vm");
    const testing = replicas
      .filter(({ config }) => config.test_network_id != null)
      .map((replica) => ({ replica, network: meaningOfValue(replica, replica.config.test_network_id) }));
    if (testing.length === 0) return [];
    const production = productionNetworks(context);
    const links = networkLinks(context.app);
    const byNetwork = groupBy(testing, ({ network }) => keyOfMeaning(network));
    return [...byNetwork.values()].flatMap(([first]) => {
      if (!first) return [];
      const { replica, network } = first;
      const subject = replica.targetOf(replica.config.test_network_id) ?? replica;
      const { wrong, open } = wayOut(network, links, production);
      if (wrong !== undefined) return [onResource(subject, false, wrong)];
      if (isAnything(network))
        return [onResource(subject, undefined, "only Terraform knows test_network_id")];
      return [onResource(subject, open === undefined ? true : undefined, open ?? "nothing leads out of it")];
    });
  },
});

/** Is nothing known of what is meant? */
function isAnything({ resource, parts }: Meaning): boolean {
  return resource === undefined && parts?.[0] !== "";
}

/** What is wrong with a test network, and what may be where only Terraform knows. */
interface Answer {
  readonly wrong?: string;
  readonly open?: string;
}

function wayOut(network: Meaning, links: Meanings<NetworkLink>, production: Meanings): Answer {
  const isProduction = production.has(network);
  const answers = [
    isProduction === true ? { wrong: "it is a production network" } : {},
    ...links.allOf(network).map(({ meant, isCertain }) => {
      const answer = leadingOut(meant, links, production);
      return isCertain || answer.wrong === undefined ? answer : { open: notKnown(meant) };
    }),
    isProduction === undefined ? { open: "only Terraform knows whether it is a production network" } : {},
  ];
  return {
    wrong: answers.find(({ wrong }) => wrong !== undefined)?.wrong,
    open: answers.find(({ open }) => open !== undefined)?.open,
  };
}

const notKnown = ({ by }: NetworkLink) => `only Terraform knows where ${by.path} leads`;

/** Does a link lead to production, if it is one of the network? */
function leadingOut(link: NetworkLink, links: Meanings<NetworkLink>, production: Meanings): Answer {
  const { by, kind, to, isForwarded, usesGateway } = link;
  if (kind !== "peering" || to === undefined)
    return { wrong: `it has the ${kind === "hub" ? "hub connection" : "gateway"} ${by.path}` };
  const toProduction = production.has(to);
  if (toProduction) return { wrong: `it is peered with a production network by ${by.path}` };
  if (usesGateway) return { wrong: `it uses the gateway of another network by ${by.path}` };
  const onward = isForwarded === false ? [] : links.allOf(to).flatMap((next) => onwardTo(next, production));
  const certain = onward.find(({ isCertain }) => isCertain);
  if (certain && isForwarded)
    return { wrong: `it takes traffic that is forwarded from production by ${by.path} and ${certain.path}` };
  const isOpen = toProduction === undefined || usesGateway === undefined || onward.length > 0;
  return isOpen ? { open: notKnown(link) } : {};
}

/** A peering of a hub with production, or one that may be it. */
function onwardTo(
  { meant, isCertain }: { readonly meant: NetworkLink; readonly isCertain: boolean },
  production: Meanings,
): readonly { readonly path: string; readonly isCertain: boolean }[] {
  const leads = meant.to === undefined ? false : production.has(meant.to);
  return leads === false ? [] : [{ path: meant.by.path, isCertain: isCertain && leads === true }];
}
