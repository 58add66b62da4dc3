import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link";
import { TerraformStack, Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { azurermMajor } from "../core/azurerm-major";
import { checkId } from "../core/construct-id";
import { fingerprint } from "../core/fingerprint";
import { Problems, quoted } from "../core/problems";
import type { IPrivateDnsZone, IResourceGroup, IVirtualNetwork } from "../core/refs";
import { Registry } from "../core/registry";
import { resolvedText } from "../core/resolved";
import { canonicalSegments, NETWORK_TYPE, PRIVATE_DNS_ZONE_TYPE, partsOf } from "../core/resource-id";
import { checkTags, type ResourceTags, tagMap } from "../core/tags";
import { takeName } from "../core/taken-names";

/** Where the names of private endpoints are found. */
export interface IPrivateDnsZones extends IConstruct {
  /** The ARM id of the zone of this name; undefined where there is none. */
  zoneId(name: string): string | undefined;
}

export interface PrivateDnsZonesProps {
  readonly resourceGroup: IResourceGroup;
  /** The networks whose machines look the names up: those of the endpoints, and the hub with the DNS resolver. */
  readonly linkTo: readonly IVirtualNetwork[];
  /** @default - no tags */
  readonly tags?: ResourceTags;
}

/**
 * Private DNS zones for the endpoints of vaults, linked to networks (`azurerm_private_dns_zone`,
 * `azurerm_private_dns_zone_virtual_network_link`). Each zone is made when the first endpoint needs it, and shared by
 * all that get this construct: a network may be linked to one zone of a name only.
 *
 * @example
 * const dns = new PrivateDnsZones(stack, "Dns", { resourceGroup, linkTo: [network] });
 * vault.addPrivateAccess("Private", { subnet, dns });
 */
export class PrivateDnsZones extends Construct implements IPrivateDnsZones {
  /**
   * Zones that somebody else defined, such as the hub of a landing zone, in any subscription. Others than those of backup
   * and Site Recovery may be among them.
   * @throws ConfigurationError when one is no private DNS zone, its name is unknown, or a name is there twice
   */
  static fromZones(
    scope: Construct,
    id: string,
    zones: readonly (string | IPrivateDnsZone)[],
  ): IPrivateDnsZones {
    const known = byName(new Problems(`${scope.node.path}/${id}`), zones);

    class Imported extends Construct implements IPrivateDnsZones {
      zoneId(name: string): string | undefined {
        return known.get(name);
      }
    }
    return new Imported(scope, checkId(scope, id));
  }

  private readonly zones = new Map<string, PrivateDnsZone>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PrivateDnsZonesProps,
  ) {
    super(scope, checkId(scope, id));
    const problems = new Problems(this);
    const { linkTo, tags } = props;
    problems.when(
      linkTo.length === 0,
      "linkTo must name at least one network: nobody looks names up in a zone that is linked to none",
    );
    for (const { id: network } of linkTo)
      problems.when(
        !Token.isUnresolved(network) && !partsOf(network, NETWORK_TYPE),
        `linkTo must be ARM ids of virtual networks, got ${quoted(network)}`,
      );
    const keys = linkTo.map((network) => linkKey(this, network));
    problems.when(new Set(keys).size < keys.length, "linkTo names a network twice: remove the repeat");
    checkTags(problems, tags);
    problems.throwIfAny();
  }

  zoneId(name: string): string {
    const zone = this.zones.get(name) ?? this.addZone(name);
    return zone.id;
  }

  private addZone(name: string): PrivateDnsZone {
    const { resourceGroup, linkTo, tags } = this.props;
    const id = name.replaceAll(".", "-");
    takeZone(this, name, this.props);
    const zone = new PrivateDnsZone(this, id, {
      name,
      resourceGroupName: resourceGroup.name,
      tags: tagMap(tags),
    });
    for (const network of linkTo) {
      const key = linkKey(this, network);
      const link = new PrivateDnsZoneVirtualNetworkLink(this, `${id}-${key}`, {
        name: ["link", networkName(network), key].filter(Boolean).join("-"),
        resourceGroupName: resourceGroup.name,
        privateDnsZoneName: zone.name,
        virtualNetworkId: canonicalSegments(network.id, NETWORK_TYPE),
        tags: tagMap(tags),
      });
      if (azurermMajor(this) === 5) nameZoneById(link, zone);
    }
    this.zones.set(name, zone);
    return zone;
  }
}

/** azurerm 5 has one argument for the two that name the zone. */
function nameZoneById(link: PrivateDnsZoneVirtualNetworkLink, { id }: PrivateDnsZone): void {
  for (const name of ["private_dns_zone_name", "resource_group_name"]) link.addOverride(name, undefined);
  link.addOverride("private_dns_zone_id", id);
}

/** The networks of each stack, by the names of the zones that they are linked to. */
const linked = new Registry<TerraformStack>();

/** Refuses a zone that another construct has made: its group has one of a name, and a network is linked to one. */
function takeZone(scope: Construct, name: string, { resourceGroup, linkTo }: PrivateDnsZonesProps): void {
  takeName(scope, PRIVATE_DNS_ZONE_TYPE, name, resourceGroup.name, "share that construct");
  const stack = TerraformStack.of(scope);
  const problems = new Problems(scope);
  for (const network of linkTo) {
    const key = `${name} ${linkKey(scope, network)}`;
    const other = linked.holder(stack, key);
    problems.when(
      other !== undefined,
      `linkTo has a network that ${other} links to a zone ${name} already: Azure looks a name up in one of them; share ${other}`,
    );
    linked.take(stack, key, scope.node.path);
  }
  problems.throwIfAny();
}

function networkName({ id, nameInput }: IVirtualNetwork): string | undefined {
  const name = nameInput ?? partsOf(id, NETWORK_TYPE)?.name;
  return name === undefined || Token.isUnresolved(name) ? undefined : name;
}

/** Of the id as Terraform will read it: no number of a token, and two networks of one name differ. */
function linkKey(scope: Construct, { id }: IVirtualNetwork): string {
  return fingerprint(resolvedText(scope, id).toLowerCase(), 8);
}

function byName(
  problems: Problems,
  zones: readonly (string | IPrivateDnsZone)[],
): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const zone of zones) {
    const { id, nameInput } = typeof zone === "string" ? { id: zone, nameInput: undefined } : zone;
    const literal = Token.isUnresolved(id) ? undefined : partsOf(id, PRIVATE_DNS_ZONE_TYPE);
    const name = (literal?.name ?? nameInput)?.toLowerCase();
    if (!literal && !Token.isUnresolved(id))
      problems.add(`zones must be ARM ids of private DNS zones, got ${quoted(id)}`);
    else if (name === undefined || Token.isUnresolved(name))
      problems.add(
        "zones must say their names where their ids are known only at the deployment: pass the zone's construct, or { id, nameInput }",
      );
    else if (known.has(name))
      problems.add(`zones names ${name} twice: keep the one that your networks are linked to`);
    else known.set(name, canonicalSegments(id, PRIVATE_DNS_ZONE_TYPE));
  }
  problems.throwIfAny();
  return known;
}
