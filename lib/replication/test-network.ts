import { NetworkSecurityGroup } from "@cdktf/provider-azurerm/lib/network-security-group";
import { NetworkSecurityRule } from "@cdktf/provider-azurerm/lib/network-security-rule";
import { SubnetNetworkSecurityGroupAssociation } from "@cdktf/provider-azurerm/lib/subnet-network-security-group-association";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { normalizeRegion } from "../core/regions";
import { tagMap } from "../core/tags";
import { type IRecoveryNetwork, RecoveryNetwork, type RecoveryNetworkProps } from "./recovery-network";

/**
 * A network for test failovers that is cut off: peered with nothing, and a network security group lets its machines
 * talk to each other alone (`azurerm_virtual_network`, `azurerm_subnet`, `azurerm_network_security_group`). Copies of
 * production machines that start in it reach neither production nor the services that production uses, and nobody
 * reaches them. Platform services of Azure (DNS, the VM agent) are not filtered.
 *
 * @see Microsoft Learn, "Run a disaster recovery drill for Azure VMs" and "Network security groups"
 */
export class TestNetwork extends Construct implements IRecoveryNetwork {
  readonly networkId: string;
  readonly subnetName: string;
  /** The network and its subnet. */
  readonly network: RecoveryNetwork;
  /** The provider's own construct, for rules beyond the four of this one; undefined beside a `securityGroupId`. */
  readonly securityGroup?: NetworkSecurityGroup;

  constructor(scope: Construct, id: string, props: RecoveryNetworkProps) {
    super(scope, checkId(scope, id));
    this.network = new RecoveryNetwork(this, "Network", { ...props, defaultOutboundAccess: false });
    this.networkId = this.network.networkId;
    this.subnetName = this.network.subnetName;
    // a security group of the user's own is the network's already
    if (props.securityGroupId === undefined) this.securityGroup = this.close(props);
  }

  private close(props: RecoveryNetworkProps): NetworkSecurityGroup {
    const group = new NetworkSecurityGroup(this, "SecurityGroup", {
      name: `nsg-${props.name}`,
      location: normalizeRegion(props.region),
      resourceGroupName: props.resourceGroup.name,
      tags: tagMap(props.tags),
    });
    for (const direction of ["Inbound", "Outbound"] as const) {
      this.addRule(group, `Within-${direction}`, direction, 100, "Allow", props.addressSpace);
      this.addRule(group, `Deny-${direction}`, direction, 4096, "Deny", "*");
    }
    new SubnetNetworkSecurityGroupAssociation(this, "Association", {
      subnetId: this.network.subnet.id,
      networkSecurityGroupId: group.id,
    });
    return group;
  }

  private addRule(
    group: NetworkSecurityGroup,
    id: string,
    direction: string,
    priority: number,
    access: string,
    addresses: string,
  ): void {
    new NetworkSecurityRule(this, id, {
      name: id,
      resourceGroupName: group.resourceGroupName,
      networkSecurityGroupName: group.name,
      direction,
      priority,
      access,
      protocol: "*",
      sourcePortRange: "*",
      destinationPortRange: "*",
      sourceAddressPrefix: addresses,
      destinationAddressPrefix: addresses,
    });
  }
}
