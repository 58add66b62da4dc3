import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { quoted } from "../core/problems";
import { Registry } from "../core/registry";
import { keyInApp, resolvedText } from "../core/resolved";
import { canonicalId, VM_TYPE } from "../core/resource-id";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import type { NetworkInterfaceAddress, ReplicatedVmProps } from "./replicated-vm-props";

/** The pairs that replicate the VMs of an app, by VM. */
const replicated = new Registry<IConstruct>();
/** The replicated VMs of an app, by the group that they are recovered to and their name there. */
const recoveredNames = new Registry<IConstruct>();
/** The replicated VMs of an app, by what tells their addresses from others. */
const recoveredAddresses = new Registry<IConstruct>();

/** The path of the pair that replicates the VM already: Site Recovery replicates it to one place. */
export function replicatingPair({ node }: DisasterRecoveryPair, vm: VirtualMachine): string | undefined {
  return replicated.holder(node.root, keyOf(vm));
}

/** The path of the VM that has the name already in the group that the pair recovers to. */
export function holderOfName(pair: DisasterRecoveryPair, name: string): string | undefined {
  return recoveredNames.holder(pair.node.root, nameKey(pair, name));
}

/** An address that a network interface is to have after a failover, or in a test. */
export interface RecoveredAddress {
  /** The argument, as the user typed it. */
  readonly where: string;
  readonly address: string;
  /** What tells it from others: a private address is one of a subnet. */
  readonly key: string;
}

/** The addresses that a VM is given by the program. */
export function addressesOf(props: ReplicatedVmProps): readonly RecoveredAddress[] {
  const { vm, pair, networkInterfaces = {} } = props;
  const source = vm.networkInterfaces[0]?.networkId ?? "";
  return Object.entries(networkInterfaces).flatMap(([name, { test = {}, ...own }]) => {
    const where = `networkInterfaces[${quoted(name)}]`;
    return [
      ...addressesIn(pair, where, `${pair.node.path} ${source}`, own),
      ...addressesIn(pair, `${where}.test`, `${pair.node.path} test`, test),
    ];
  });
}

/** The path of the VM that is given the address already. */
export function holderOfAddress({ node }: DisasterRecoveryPair, key: string): string | undefined {
  return recoveredAddresses.holder(node.root, key);
}

/** Takes the VM, its addresses, and its name in the group that it is recovered to. */
export function takeReplicated(scope: IConstruct, props: ReplicatedVmProps): void {
  const { vm, pair, targetName = vm.key } = props;
  const { root } = pair.node;
  replicated.take(root, keyOf(vm), pair.node.path);
  recoveredNames.take(root, nameKey(pair, targetName), scope.node.path);
  for (const { key } of addressesOf(props)) recoveredAddresses.take(root, key, scope.node.path);
}

function addressesIn(
  pair: DisasterRecoveryPair,
  where: string,
  network: string,
  { staticIp, subnetName = "", publicIp }: NetworkInterfaceAddress,
): readonly RecoveredAddress[] {
  const found: RecoveredAddress[] = [];
  if (staticIp !== undefined && !Token.isUnresolved(staticIp)) {
    const key = `${network} ${subnetName} ${staticIp}`;
    found.push({ where: `${where}.staticIp`, address: staticIp, key });
  }
  if (publicIp) {
    const address = resolvedText(pair, publicIp.id);
    const test = where.endsWith(".test") ? "test" : "production";
    found.push({ where: `${where}.publicIp`, address, key: `${test} ${keyInApp(pair, publicIp.id)}` });
  }
  return found;
}

function keyOf({ id }: VirtualMachine): string {
  return canonicalId(id, VM_TYPE) ?? id;
}

function nameKey(pair: DisasterRecoveryPair, name: string): string {
  return `${keyInApp(pair, pair.targetResourceGroupId)}/${name}`;
}
