import { NETWORK_TYPE } from "../../../core/resource-id";
import type { SynthesizedApp } from "../../../synthesized/synthesized-app";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";

/** A way out of a virtual network: which resource makes it, and where it leads. */
export interface NetworkLink {
  readonly by: SynthesizedResource;
  readonly kind: "peering" | "gateway" | "hub";
  /** `key` of the network at the other end, of peerings. */
  readonly to?: string;
  /** Does the peering take forwarded traffic, or the other side's gateway? */
  readonly transit: boolean;
}

/** The ways out of every virtual network, by the network's `key`. A half of a peering is one for both networks. */
export function networkLinks(app: SynthesizedApp): ReadonlyMap<string, readonly NetworkLink[]> {
  const links = new Map<string, NetworkLink[]>();
  const add = (network: string | undefined, link: NetworkLink) => {
    if (network === undefined) return;
    const known = links.get(network);
    if (known) known.push(link);
    else links.set(network, [link]);
  };
  for (const by of app.ofType("azurerm_virtual_network_peering")) {
    const [from, to] = [networkOf(by), by.keyOf(by.config.remote_virtual_network_id)];
    const { allow_forwarded_traffic: forwarded, use_remote_gateways: gateways } = by.config;
    add(from, { by, kind: "peering", to, transit: forwarded === true || gateways === true });
    add(to, { by, kind: "peering", to: from, transit: false });
  }
  for (const by of app.ofType("azurerm_virtual_hub_connection"))
    add(by.keyOf(by.config.remote_virtual_network_id), { by, kind: "hub", transit: true });
  for (const by of app.ofType("azurerm_subnet"))
    if (GATEWAY_SUBNETS.includes(by.textOf(by.config.name) ?? ""))
      add(networkOf(by), { by, kind: "gateway", transit: true });
  for (const by of app.ofType("azurerm_virtual_network_gateway"))
    for (const { subnet_id: subnet } of by.blocks("ip_configuration"))
      add(networkOfSubnet(by, subnet), { by, kind: "gateway", transit: true });
  return links;
}

/** A VPN, ExpressRoute or route server gateway can stand in no other subnet. */
const GATEWAY_SUBNETS: readonly string[] = ["GatewaySubnet", "RouteServerSubnet"];

/** The `key` of the network that a subnet or a peering names; both do it alike. */
export function networkOf(child: SynthesizedResource): string | undefined {
  return child.keyByName(NETWORK_TYPE, child.config.resource_group_name, child.config.virtual_network_name);
}

function networkOfSubnet(resource: SynthesizedResource, id: unknown): string | undefined {
  const subnet = resource.targetOf(id);
  return subnet ? networkOf(subnet) : resource.textOf(id)?.toLowerCase().split("/subnets/")[0];
}
