import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { SubnetNetworkSecurityGroupAssociation } from "@cdktf/provider-azurerm/lib/subnet-network-security-group-association";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { type Cidr, cidrContains, parseCidr } from "../core/cidr";
import { checkId } from "../core/construct-id";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { normalizeRegion } from "../core/regions";
import { NETWORK_TYPE, partsOf } from "../core/resource-id";
import { checkTags, type ResourceTags, tagMap } from "../core/tags";
import { takeName } from "../core/taken-names";

/** Where recovered VMs are connected: a network and the subnet in it. */
export interface IRecoveryNetwork {
  readonly networkId: string;
  readonly subnetName: string;
}

/** The addresses of a recovery network. */
export interface RecoveryNetworkAddresses {
  /** IPv4 range of the network, "10.60.0.0/16". */
  readonly addressSpace: string;
  /**
   * IPv4 range of its subnet; Azure keeps five addresses of it.
   * @default - the whole address space
   */
  readonly subnetPrefix?: string;
  /** @default "snet-recovery" */
  readonly subnetName?: string;
  /**
   * ARM id of a network security group in the region of the network, for its subnet. Those of network interfaces do not
   * come along with a recovered VM.
   * @default - none
   */
  readonly securityGroupId?: string;
}

export interface RecoveryNetworkProps extends RecoveryNetworkAddresses {
  readonly name: string;
  readonly resourceGroup: IResourceGroup;
  /** The target region. */
  readonly region: string;
  /** May machines without a way out of their own reach the Internet? @default - Azure decides: yes */
  readonly defaultOutboundAccess?: boolean;
  /** @default - no tags */
  readonly tags?: ResourceTags;
}

/** A network in the target region for recovered VMs (`azurerm_virtual_network`, `azurerm_subnet`), peered with nothing. */
export class RecoveryNetwork extends Construct implements IRecoveryNetwork {
  readonly networkId: string;
  readonly networkName: string;
  readonly subnetName: string;
  /** The provider's own constructs, for what this one does not cover. */
  readonly resource: VirtualNetwork;
  readonly subnet: Subnet;

  constructor(scope: Construct, id: string, props: RecoveryNetworkProps) {
    super(scope, checkId(scope, id));
    checkNetwork(this, props);
    takeName(this, NETWORK_TYPE, props.name, props.resourceGroup.name);
    this.resource = new VirtualNetwork(this, "Default", {
      name: props.name,
      location: normalizeRegion(props.region),
      resourceGroupName: props.resourceGroup.name,
      addressSpace: [props.addressSpace],
      tags: tagMap(props.tags),
    });
    this.networkId = this.resource.id;
    this.networkName = this.resource.name;
    this.subnet = new Subnet(this, "Subnet", {
      name: props.subnetName ?? "snet-recovery",
      resourceGroupName: props.resourceGroup.name,
      virtualNetworkName: this.networkName,
      addressPrefixes: [props.subnetPrefix ?? props.addressSpace],
      defaultOutboundAccessEnabled: props.defaultOutboundAccess,
    });
    this.subnetName = this.subnet.name;
    if (props.securityGroupId !== undefined) {
      new SubnetNetworkSecurityGroupAssociation(this, "SecurityGroup", {
        subnetId: this.subnet.id,
        networkSecurityGroupId: props.securityGroupId,
      });
    }
  }
}

function checkNetwork(scope: Construct, props: RecoveryNetworkProps): void {
  const problems = new Problems(scope);
  problems.matches("name", props.name, NAME_RULES.virtualNetwork.pattern, NAME_RULES.virtualNetwork.allowed);
  checkAddresses(problems, props);
  checkTags(problems, props.tags);
  problems.throwIfAny();
}

/** Refuses ranges and subnet names that Azure refuses; `prefix` says where the props stand, "testNetwork.". */
export function checkAddresses(problems: Problems, addresses: RecoveryNetworkAddresses, prefix = ""): void {
  const { addressSpace, subnetPrefix, subnetName = "snet-recovery", securityGroupId } = addresses;
  const { pattern, allowed } = NAME_RULES.subnet;
  problems.matches(`${prefix}subnetName`, subnetName, pattern, allowed);
  if (securityGroupId !== undefined && !Token.isUnresolved(securityGroupId)) {
    const type = "Microsoft.Network/networkSecurityGroups";
    problems.when(
      partsOf(securityGroupId, type)?.type !== type,
      `${prefix}securityGroupId must be the ARM id of a network security group, with ${type} in this letter case, got ${quoted(securityGroupId)}`,
    );
  }
  const space = range(problems, `${prefix}addressSpace`, addressSpace);
  const subnet =
    subnetPrefix === undefined ? undefined : range(problems, `${prefix}subnetPrefix`, subnetPrefix);
  if (!space || !subnet) return;
  problems.when(
    !cidrContains(space, subnet),
    `${prefix}subnetPrefix must lie within addressSpace ${quoted(addressSpace)}, got ${quoted(subnetPrefix)}`,
  );
}

function range(problems: Problems, name: string, text: string): Cidr | undefined {
  if (Token.isUnresolved(text)) return undefined;
  const cidr = parseCidr(text);
  if (!cidr) {
    problems.add(`${name} must be an IPv4 range such as "10.60.0.0/16", got ${quoted(text)}`);
    return undefined;
  }
  const { hostBits, network, bits } = cidr;
  problems.when(hostBits, `${name} must start at its network address ${network}, got ${quoted(text)}`);
  problems.when(
    bits < 8 || bits > 29,
    `${name} must be /8 to /29, got /${bits}: Azure keeps five addresses of every subnet`,
  );
  return hostBits ? undefined : cidr;
}
