import { Token } from "cdktf";
import { parseCidr } from "../core/cidr";
import type { Problems } from "../core/problems";
import { quoted } from "../core/problems";

/** Azure keeps the first four addresses and the last one of every subnet. */
const RESERVED = 5;

const SUBNET =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.Network\/virtualNetworks\/([^/]+)\/subnets\/([^/]+)$/i;

export interface SubnetId {
  readonly subscriptionId: string;
}

export function parseSubnetId(id: string): SubnetId | undefined {
  const [, subscriptionId] = SUBNET.exec(id) ?? [];
  return subscriptionId === undefined ? undefined : { subscriptionId: subscriptionId.toLowerCase() };
}

/** With the segments as azurerm wants them, and the names as they are. */
export function canonicalSubnetId(id: string): string {
  const [, subscriptionId, group, network, subnet] = SUBNET.exec(id) ?? [];
  if (!subscriptionId) return id;
  return `/subscriptions/${subscriptionId.toLowerCase()}/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/${network}/subnets/${subnet}`;
}

/** Refuses a subnet that has no room for so many addresses; says which would have. */
export function checkRoom(
  problems: Problems,
  prefix: string,
  { addresses, of }: { readonly addresses: number; readonly of: string },
): void {
  if (Token.isUnresolved(prefix)) return;
  const range = parseCidr(prefix);
  if (!range || range.hostBits) {
    problems.add(
      `subnetPrefix must be an IPv4 range such as "10.60.0.0/26"${range ? `, from its first address ${range.network}` : ""}, got ${quoted(prefix)}`,
    );
    return;
  }
  const free = Math.max(0, usable(range.bits));
  problems.when(
    free < addresses,
    `subnetPrefix must have room for ${addresses} addresses (${of}), and ${prefix} has ${free} besides the five that Azure keeps: use a subnet of /${largestBits(addresses)} or larger`,
  );
}

function usable(bits: number): number {
  return 2 ** (32 - bits) - RESERVED;
}

function largestBits(addresses: number): number {
  return 32 - Math.ceil(Math.log2(addresses + RESERVED));
}
