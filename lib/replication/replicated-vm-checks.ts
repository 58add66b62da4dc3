import type { Construct } from "constructs";
import { azurermMajor } from "../core/azurerm-major";
import { Problems, quoted } from "../core/problems";
import type { ICacheStorageAccount } from "../core/refs";
import { checkCacheAccount } from "./pair-checks";
import { checkDiskSettings } from "./replicated-disk-checks";
import { needsPremiumCache, replicatedDisks } from "./replicated-disks";
import { checkConfigurationNames, checkNetworkInterfaces } from "./replicated-network-interface-checks";
import { holderOfName } from "./replicated-once";
import { checkPlacement } from "./replicated-vm-placement";
import type { ReplicatedVmProps } from "./replicated-vm-props";
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
  if (azurermMajor(scope) === 5) checkConfigurationNames(problems, vm);
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
  pair.checkRoom(problems, props);
  if (!problems.any && cache) pair.caches.admit(problems, cache, replicatedDisks(vm, props.disks).length);
  problems.throwIfAny();
  pair.admit(scope, props);
  return cache as ICacheStorageAccount;
}

const VM_NAME = /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?$/;

function checkName(problems: Problems, { pair, vm, targetName }: ReplicatedVmProps): void {
  if (targetName !== undefined) {
    const allowed =
      '1 to 64 letters, digits, "_", "-" and ".", starting with a letter or digit and not ending with "-" or "."';
    problems.matches("targetName", targetName, VM_NAME, allowed);
  }
  const name = targetName ?? vm.key;
  const other = holderOfName(pair, name);
  problems.when(
    other !== undefined,
    `targetName must be another than ${quoted(name)}, the name of ${other}, since both are recovered to one group`,
  );
}

function checkCache(problems: Problems, props: ReplicatedVmProps): ICacheStorageAccount | undefined {
  const { vm, pair, disks } = props;
  const premium = replicatedDisks(vm, disks).some(needsPremiumCache);
  const cache = props.cache ?? pair.caches.of(vm.id, premium);
  if (cache) checkCacheAccount(problems, cache, pair.sourceRegion);
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
    vm.zone !== undefined && vm.zone !== zones.source,
    `vm must be in the pair's source zone ${zones.source}, got ${vm.zone}: for VMs of another zone define a pair of its own`,
  );
  const group = pair.targetResourceGroupName;
  const elsewhere =
    pair.targetSubscriptionId !== undefined && pair.targetSubscriptionId !== vm.subscriptionId;
  problems.when(
    group?.toLowerCase() === vm.resourceGroup.toLowerCase() && !elsewhere,
    `targetResourceGroup of the pair must be another group than the VM's own, got ${quoted(group)}: Site Recovery asks for it between zones`,
  );
}
