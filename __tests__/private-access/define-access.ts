import {
  type IPrivateDnsZones,
  type PrivateAccess,
  type PrivateAccessOptions,
  PrivateDnsZones,
  type RecoveryServicesVaultProps,
  type ResilienceStack,
} from "../../lib";
import { resourceGroup, SUBSCRIPTION } from "../support/synthesise";
import { networkId } from "../support/vms";
import { defineVault } from "../vault/define-vault";

export const ENDPOINT = "azurerm_private_endpoint";
export const ZONE = "azurerm_private_dns_zone";
export const LINK = "azurerm_private_dns_zone_virtual_network_link";

export const SUBNET = `${networkId("vnet-app")}/subnets/snet-endpoints`;

const BACKUP_ZONE = "privatelink.ae.backup.windowsazure.com";
const BLOB_ZONE = "privatelink.blob.core.windows.net";
const QUEUE_ZONE = "privatelink.queue.core.windows.net";
const RECOVERY_ZONE = "privatelink.siterecovery.windowsazure.com";
export const ZONES = [BACKUP_ZONE, BLOB_ZONE, QUEUE_ZONE, RECOVERY_ZONE];

export function zoneId(name: string, group = "rg-hub", subscription = SUBSCRIPTION): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Network/privateDnsZones/${name}`;
}

/** The central zones of a landing zone. */
export function hub(stack: ResilienceStack, names: readonly string[] = ZONES): IPrivateDnsZones {
  return PrivateDnsZones.fromZones(
    stack,
    "Hub",
    names.map((name) => zoneId(name)),
  );
}

/** Zones of the program. */
export function zones(stack: ResilienceStack): PrivateDnsZones {
  return new PrivateDnsZones(stack, "Dns", {
    resourceGroup: resourceGroup(stack, "australiaeast", "Zones"),
    linkTo: [{ id: networkId("vnet-app") }],
  });
}

/** Private access to a vault in Australia East; say only what matters. */
export const privateAccess =
  (changes: Partial<PrivateAccessOptions> = {}, vault: Partial<RecoveryServicesVaultProps> = {}) =>
  (stack: ResilienceStack): PrivateAccess =>
    defineVault(vault)(stack).addPrivateAccess("Private", {
      subnet: { id: SUBNET },
      dns: "by Azure Policy",
      ...changes,
    });
