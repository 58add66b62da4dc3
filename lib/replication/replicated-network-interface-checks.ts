import { Token } from "cdktf";
import { addressIn } from "../core/cidr";
import { type Problems, quoted } from "../core/problems";
import { partsOf } from "../core/resource-id";
import type { VirtualMachine } from "../inventory/virtual-machine";
import { nicNameOf, primaryNameOf } from "./replicated-network-interfaces";
import { addressesOf, holderOfAddress } from "./replicated-once";
import type { NetworkInterfaceAddress, ReplicatedVmProps } from "./replicated-vm-props";

const PUBLIC_IP = "Microsoft.Network/publicIPAddresses";
const POOL =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/loadBalancers\/[^/]+\/backendAddressPools\/[^/]+$/;

/** Refuses network interfaces that the VM does not have, and addresses that they cannot have. */
export function checkNetworkInterfaces(problems: Problems, props: ReplicatedVmProps): void {
  const { vm, pair, networkInterfaces = {} } = props;
  const names = Object.keys(networkInterfaces);
  for (const [name, { test, backendPoolIds = [], ...own }] of Object.entries(networkInterfaces)) {
    const where = `networkInterfaces[${quoted(name)}]`;
    checkName(problems, where, name, names, props);
    checkAddress(problems, where, own, pair.addressesOf("production", vm));
    for (const id of backendPoolIds) checkPool(problems, where, id);
    if (!test) continue;
    problems.when(
      pair.testNetwork === undefined,
      `${where}.test needs testNetwork of the pair: without it, nobody knows the network`,
    );
    checkAddress(problems, `${where}.test`, test, pair.addressesOf("test", vm));
  }
  checkFree(problems, props);
}

/** azurerm 5 finds an address by the name of its IP configuration, as the VM's own network interface has it. */
export function checkConfigurationNames(problems: Problems, vm: VirtualMachine): void {
  for (const nic of vm.networkInterfaces)
    problems.when(
      primaryNameOf(nic) === undefined,
      `${vm.name}'s network interface ${nicNameOf(nic)} has no IP configuration with a name in the inventory, and azurerm 5 asks for it: export network interfaces too`,
    );
}

function checkName(
  problems: Problems,
  where: string,
  name: string,
  others: readonly string[],
  { vm }: ReplicatedVmProps,
): void {
  const same = (other: string) => other.toLowerCase() === name.toLowerCase();
  const known = vm.networkInterfaces.map(nicNameOf);
  problems.when(
    known.length > 0 && !known.some(same),
    `${where} must be one of ${known.map(quoted).join(", ")}: ${vm.name} has no other`,
  );
  problems.when(others.filter(same).length > 1, `${where} is there twice: names have no letter case`);
}

function checkAddress(
  problems: Problems,
  where: string,
  { staticIp, subnetName, publicIp }: NetworkInterfaceAddress,
  range: string | undefined,
): void {
  problems.when(subnetName === "", `${where}.subnetName must be a name, got nothing: remove it`);
  const publicId = publicIp?.id;
  problems.when(
    publicId !== undefined && !Token.isUnresolved(publicId) && !partsOf(publicId, PUBLIC_IP),
    `${where}.publicIp must have the ARM id of a public IP address, got ${quoted(publicId)}`,
  );
  if (staticIp === undefined || Token.isUnresolved(staticIp)) return;
  const fits = addressIn(staticIp, subnetName === undefined ? range : undefined);
  if (fits === "usable") return;
  const allowed =
    fits === "outside"
      ? `within the subnet ${range}, without its first four and its last address`
      : "an IPv4 address";
  problems.add(`${where}.staticIp must be ${allowed}, got ${quoted(staticIp)}`);
}

function checkPool(problems: Problems, where: string, id: string): void {
  problems.when(
    !Token.isUnresolved(id) && !POOL.test(id),
    `${where}.backendPoolIds must be ARM ids of backend address pools, spelt /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/loadBalancers/…/backendAddressPools/…, got ${quoted(id)}`,
  );
}

/** Azure would give the machine that comes second another address, in silence. */
function checkFree(problems: Problems, props: ReplicatedVmProps): void {
  const seen = new Set<string>();
  for (const { where, address, key } of addressesOf(props)) {
    const other = seen.has(key) ? "another network interface of the VM" : holderOfAddress(props.pair, key);
    seen.add(key);
    problems.when(
      other !== undefined,
      `${where} must be an address of its own, got ${quoted(address)}, which ${other} has`,
    );
  }
}
