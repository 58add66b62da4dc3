import { Token } from "cdktf";
import type { Construct } from "constructs";
import { addressIn } from "../core/cidr";
import { Problems, quoted } from "../core/problems";
import type { ICacheStorageAccount } from "../core/refs";
import { differ, hasZones } from "../core/regions";
import { partsOf } from "../core/resource-id";
import { checkDiskSettings } from "./replicated-disk-checks";
import { needsPremiumCache, replicatedDisks } from "./replicated-disks";
import { nicNameOf } from "./replicated-network-interfaces";
import type { NetworkInterfaceAddress, ReplicatedVmProps } from "./replicated-vm-props";
import { replicationObstacle } from "./replication-support";
import { supportOptions } from "./support-options";
import { cited } from "./support-rule";

/**
 * Refuses a VM, or a place for it, that Site Recovery refuses, and takes it into its pair, group and cache.
 * @returns the cache storage account of the VM
 */
export function admitVm(scope: Construct, props: ReplicatedVmProps): ICacheStorageAccount {
  const { vm, pair } = props;
  const problems = new Problems(scope);
  checkSource(problems, props);
  problems.oneOf("replicaDisks", props.replicaDisks, ["as source", "Standard"], "the replica's disk type");
  problems.when(
    props.targetSize === "",
    "targetSize must be a VM size, got nothing: remove it to keep the VM's own",
  );
  problems.when(props.multiVmGroup === "", "multiVmGroup must be a name, got nothing: remove it");
  checkName(problems, props);
  checkPlacement(problems, props);
  checkDiskSettings(problems, props);
  checkNetworkInterfaces(problems, props);
  problems.when(
    props.policy !== undefined && !pair.hasPolicy(props.policy),
    "policy must be one of the pair: make it with addReplicationPolicy",
  );
  const cache = checkCache(problems, props);
  const obstacle = replicationObstacle(
    vm,
    pair.targetRegion,
    supportOptions(props, cache?.performance === "Premium"),
  );
  if (obstacle) problems.add(`${vm.name} cannot be replicated: ${cited(obstacle)}; ${obstacle.remedy}`);
  pair.checkRoom(problems, vm, props.multiVmGroup);
  if (!problems.any && cache) pair.caches.admit(problems, cache, replicatedDisks(vm, props.disks).length);
  problems.throwIfAny();
  pair.admit(vm, props);
  return cache as ICacheStorageAccount;
}

const VM_NAME = /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?$/;

function checkName(problems: Problems, { pair, targetName }: ReplicatedVmProps): void {
  if (targetName === undefined) return;
  const allowed = '1 to 64 letters, digits, "_", "-" and ".", starting with a letter or digit';
  problems.matches("targetName", targetName, VM_NAME, allowed);
  problems.when(
    pair.hasTargetName(targetName),
    `targetName ${quoted(targetName)} is the name of another VM of the pair, and both are recovered to one group: choose another name`,
  );
}

function checkCache(problems: Problems, props: ReplicatedVmProps): ICacheStorageAccount | undefined {
  const { vm, pair, disks } = props;
  const premium = replicatedDisks(vm, disks).some(needsPremiumCache);
  const cache = props.cache ?? pair.caches.of(vm.id, premium);
  problems.when(
    differ(cache?.region, pair.sourceRegion),
    `cache must be in the source region ${pair.sourceRegion}, got ${cache?.region}: Site Recovery writes to it from there`,
  );
  return cache;
}

function checkSource(problems: Problems, { vm, pair }: ReplicatedVmProps): void {
  problems.when(
    vm.region !== pair.sourceRegion,
    `vm must be in the pair's source region ${pair.sourceRegion}, got ${vm.region}`,
  );
  const subscription = pair.vault.subscriptionId;
  problems.when(
    subscription !== undefined && vm.subscriptionId !== subscription,
    `vm must be in the vault's subscription ${subscription}, got ${vm.subscriptionId}`,
  );
  const { zones } = pair;
  if (!zones) return;
  problems.when(
    vm.zone !== zones.source,
    `vm must be in the pair's source zone ${zones.source}, got ${vm.zone ?? "none"}: Site Recovery replicates zonal VMs between zones`,
  );
  const group = pair.targetResourceGroupName;
  problems.when(
    group !== undefined && group.toLowerCase() === vm.resourceGroup.toLowerCase(),
    `targetResourceGroup of the pair must be another group than the VM's own, got ${quoted(group)}: two VMs of one name do not fit into it`,
  );
}

/** The arguments that name a place by its ARM id, and the types of the ids. */
const PLACES = [
  ["targetAvailabilitySetId", "Microsoft.Compute/availabilitySets", "an availability set"],
  [
    "targetProximityPlacementGroupId",
    "Microsoft.Compute/proximityPlacementGroups",
    "a proximity placement group",
  ],
  [
    "targetCapacityReservationGroupId",
    "Microsoft.Compute/capacityReservationGroups",
    "a capacity reservation group",
  ],
  ["targetScaleSetId", "Microsoft.Compute/virtualMachineScaleSets", "a scale set"],
  ["targetBootDiagnosticsStorageAccountId", "Microsoft.Storage/storageAccounts", "a storage account"],
] as const;

function checkPlacement(problems: Problems, props: ReplicatedVmProps): void {
  const { pair, targetZone: zone } = props;
  checkZone(problems, props);
  for (const [name, type, what] of PLACES) {
    const given = props[name];
    if (given === undefined || Token.isUnresolved(given)) continue;
    const spelt = partsOf(given, type)?.type === type;
    problems.when(
      !spelt,
      `${name} must be the ARM id of ${what}, with ${type} in this letter case, got ${quoted(given)}`,
    );
  }
  const set = props.targetAvailabilitySetId;
  if (set === undefined) return;
  const excludes = "an availability set excludes it";
  problems.when(
    zone !== undefined && zone !== "none",
    `targetZone must be absent, got ${quoted(zone)}: ${excludes}`,
  );
  problems.when(props.targetScaleSetId !== undefined, `targetScaleSetId must be absent: ${excludes}`);
  problems.when(
    props.targetCapacityReservationGroupId !== undefined,
    `targetCapacityReservationGroupId must be absent: ${excludes}`,
  );
  problems.when(pair.zones !== undefined, "targetAvailabilitySetId must be absent between zones");
}

function checkZone(problems: Problems, { pair, targetZone: zone }: ReplicatedVmProps): void {
  problems.oneOf("targetZone", zone, ["1", "2", "3", "none"], "Azure numbers its zones");
  problems.when(
    zone !== undefined && zone !== "none" && !hasZones(pair.targetRegion),
    `targetZone must be absent, got ${quoted(zone)}: ${pair.targetRegion} has no availability zones`,
  );
  problems.when(
    pair.zones !== undefined && zone !== undefined && zone !== pair.zones.target,
    `targetZone must be the pair's target zone ${pair.zones?.target}, got ${quoted(zone)}: remove it`,
  );
}

function checkNetworkInterfaces(problems: Problems, props: ReplicatedVmProps): void {
  const { vm, pair, networkInterfaces = {} } = props;
  const names = vm.networkInterfaces.map(nicNameOf);
  for (const [name, { test, ...own }] of Object.entries(networkInterfaces)) {
    const where = `networkInterfaces[${quoted(name)}]`;
    const known = names.some((other) => other.toLowerCase() === name.toLowerCase());
    problems.when(!known, `${where} must be one of ${names.map(quoted).join(", ")}: ${vm.name} has no other`);
    checkAddress(problems, where, own, pair.addressesOf("production"));
    if (!test) continue;
    problems.when(
      pair.testNetwork === undefined,
      `${where}.test needs testNetwork of the pair: without it, nobody knows the network`,
    );
    checkAddress(problems, `${where}.test`, test, pair.addressesOf("test"));
  }
}

function checkAddress(
  problems: Problems,
  where: string,
  { staticIp, subnetName, publicIp }: NetworkInterfaceAddress,
  range: string | undefined,
): void {
  problems.when(subnetName === "", `${where}.subnetName must be a name, got nothing: remove it`);
  if (publicIp && !Token.isUnresolved(publicIp.id)) {
    const spelt = partsOf(publicIp.id, "Microsoft.Network/publicIPAddresses");
    problems.when(
      !spelt,
      `${where}.publicIp must have the ARM id of a public IP address, got ${quoted(publicIp.id)}`,
    );
  }
  if (staticIp === undefined || Token.isUnresolved(staticIp)) return;
  const fits = addressIn(staticIp, subnetName === undefined ? range : undefined);
  if (fits === "usable") return;
  const allowed =
    fits === "outside"
      ? `within the subnet ${range}, without its first four and its last address`
      : "an IPv4 address";
  problems.add(`${where}.staticIp must be ${allowed}, got ${quoted(staticIp)}`);
}
