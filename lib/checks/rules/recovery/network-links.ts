import { NETWORK_TYPE } from "../../../core/resource-id";
import { type Meaning, meaningByName, meaningOf, meaningOfValue } from "../../../synthesized/meaning";
import { Meanings, type Meant } from "../../../synthesized/meanings";
import type { SynthesizedApp } from "../../../synthesized/synthesized-app";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { booleanOf } from "../boolean";

/** A way out of a virtual network, its `meaning`: which resource makes it, and where it leads. */
export interface NetworkLink extends Meant {
  readonly kind: "peering" | "gateway" | "hub";
  /** The network at the other end, of peerings. */
  readonly to?: Meaning;
  /** Does the peering take forwarded traffic? undefined where only Terraform knows. */
  readonly isForwarded?: boolean;
  /** Does the peering use the other side's gateway? undefined where only Terraform knows. */
  readonly usesGateway?: boolean;
}

/** The ways out of all virtual networks. A half of a peering is one for both networks. */
export function networkLinks(app: SynthesizedApp): Meanings<NetworkLink> {
  return new Meanings([
    ...app.ofType("azurerm_virtual_network_peering").flatMap(linksOfPeering),
    ...app.ofType("azurerm_virtual_hub_connection").map((by): NetworkLink => {
      return { by, kind: "hub", meaning: meaningOfValue(by, by.config.remote_virtual_network_id) };
    }),
    ...app.ofType("azurerm_subnet").flatMap((by) => gatewayIn(by, networkOf(by), by.config.name)),
    ...app
      .ofType("azurerm_virtual_network")
      .flatMap((by) => by.blocks("subnet").flatMap(({ name }) => gatewayIn(by, meaningOf(by), name))),
    ...app.ofType("azurerm_virtual_network_gateway").flatMap((by) =>
      by.blocks("ip_configuration").map(({ subnet_id: id }): NetworkLink => {
        return { by, kind: "gateway", meaning: networkOfSubnet(by, id) };
      }),
    ),
  ]);
}

function linksOfPeering(by: SynthesizedResource): readonly NetworkLink[] {
  const [from, to] = [networkOf(by), meaningOfValue(by, by.config.remote_virtual_network_id)];
  const isForwarded = booleanOf(by.config.allow_forwarded_traffic, false);
  const usesGateway = booleanOf(by.config.use_remote_gateways, false);
  return [
    { by, kind: "peering", meaning: from, to, isForwarded, usesGateway },
    { by, kind: "peering", meaning: to, to: from, isForwarded: false, usesGateway: false },
  ];
}

/** A VPN, ExpressRoute or route server gateway can stand in no other subnet. */
const GATEWAY_SUBNETS: readonly string[] = ["GatewaySubnet", "RouteServerSubnet"];

function gatewayIn(by: SynthesizedResource, meaning: Meaning, name: unknown): readonly NetworkLink[] {
  const isGateway = GATEWAY_SUBNETS.includes(by.textOf(name) ?? "");
  return isGateway ? [{ by, kind: "gateway", meaning }] : [];
}

/** The network that a subnet or a peering names; both do it alike. */
export function networkOf(child: SynthesizedResource): Meaning {
  return meaningByName(
    child,
    NETWORK_TYPE,
    child.config.resource_group_name,
    child.config.virtual_network_name,
  );
}

/** The network of a subnet, by the subnet's id: a resource, a block of the network, or an id. */
export function networkOfSubnet(resource: SynthesizedResource, id: unknown): Meaning {
  const subnet = resource.targetOf(id);
  if (subnet?.type === "azurerm_subnet") return networkOf(subnet);
  const addresses = new Set(String(id).match(/(?:data\.)?azurerm_virtual_network\.[\w-]+/g));
  const [network, ...others] = [...addresses].map((address) => resource.stack.find(address));
  if (network && others.length === 0) return meaningOf(network);
  const { parts = [] } = meaningOfValue(resource, id);
  return parts.at(-2) === "subnets" ? { parts: parts.slice(0, -2) } : {};
}
