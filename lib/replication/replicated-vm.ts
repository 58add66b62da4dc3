import {
  SiteRecoveryReplicatedVm,
  type SiteRecoveryReplicatedVmManagedDisk,
  type SiteRecoveryReplicatedVmNetworkInterface,
} from "@cdktf/provider-azurerm/lib/site-recovery-replicated-vm";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { Problems, quoted } from "../core/problems";
import { hasZones } from "../core/regions";
import type { VirtualMachine, VmDisk } from "../inventory/virtual-machine";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import { replicationObstacle } from "./replication-support";

/** The type of the replica disks: the source's, or Standard HDD to save cost until a failover. */
export type ReplicaDisks = "as source" | "Standard";

export interface ReplicatedVmOptions {
  /**
   * The type of the disks that changes are written to. At failover, disks of the source's type are made of them.
   * @default - what the pair says
   */
  readonly replicaDisks?: ReplicaDisks;

  /**
   * The availability zone of the recovered VM, "1" to "3". Cannot be changed without replicating anew.
   * @default - the VM's own zone where the target region has zones, none otherwise
   */
  readonly targetZone?: "1" | "2" | "3" | "none";

  /**
   * The size of the recovered VM.
   * @default - the VM's own size
   */
  readonly targetSize?: string;

  /**
   * VMs of one group share crash- and app-consistent recovery points: 16 at most. Azure takes it only when replication
   * begins.
   * @default - each VM on its own
   */
  readonly multiVmGroup?: string;
}

export interface ReplicatedVmProps extends ReplicatedVmOptions {
  readonly pair: DisasterRecoveryPair;
  readonly vm: VirtualMachine;
}

/**
 * A virtual machine that Azure Site Recovery replicates to another region, with every disk and network interface
 * (`azurerm_site_recovery_replicated_vm`). A disk that is added later replicates the VM anew.
 */
export class ReplicatedVm extends Construct {
  static isReplicatedVm(x: unknown): x is ReplicatedVm {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly vm: VirtualMachine;
  readonly pair: DisasterRecoveryPair;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: SiteRecoveryReplicatedVm;

  constructor(scope: Construct, id: string, props: ReplicatedVmProps) {
    super(scope, checkId(scope, id));
    checkReplicatedVm(this, props);
    const { pair, vm } = props;
    const network = pair.mapNetwork(vm.networkInterfaces[0]?.networkId ?? "");
    this.resource = new SiteRecoveryReplicatedVm(this, "Default", {
      name: vm.key,
      resourceGroupName: pair.vault.resourceGroupName,
      recoveryVaultName: pair.vault.vaultName,
      sourceRecoveryFabricName: pair.sourceFabricName,
      sourceRecoveryProtectionContainerName: pair.sourceContainerName,
      sourceVmId: vm.id,
      recoveryReplicationPolicyId: pair.policy.policyId,
      targetRecoveryFabricId: pair.targetFabricId,
      targetRecoveryProtectionContainerId: pair.targetContainerId,
      targetResourceGroupId: pair.targetResourceGroupId,
      targetNetworkId: network.networkId,
      targetZone: targetZone(props),
      targetVirtualMachineSize: props.targetSize,
      multiVmGroupName: props.multiVmGroup,
      managedDisk: vm.disks.map((disk) => managedDisk(disk, props)),
      networkInterface: vm.networkInterfaces.map((nic) => networkInterface(nic.id, network.subnetName)),
      timeouts: { create: "12h" },
      // no attribute refers to the mappings, and Azure needs them first
      dependsOn: [...pair.mappings, ...network.mappings] as ITerraformDependable[],
    });
    this.vm = vm;
    this.pair = pair;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/ReplicatedVm");

function targetZone({ targetZone: zone, vm, pair }: ReplicatedVmProps): string | undefined {
  if (zone === "none") return undefined;
  return zone ?? (hasZones(pair.targetRegion) ? vm.zone : undefined);
}

/** azurerm reads these as attributes, not as blocks: every member must be there, null where it is not meant. */
const ABSENT = null as unknown as undefined;

function managedDisk(
  disk: VmDisk,
  { pair, replicaDisks }: ReplicatedVmProps,
): SiteRecoveryReplicatedVmManagedDisk {
  const standard = (replicaDisks ?? pair.replicaDisks) === "Standard";
  return {
    diskId: disk.id,
    stagingStorageAccountId: pair.cacheStorageAccountId,
    targetResourceGroupId: pair.targetResourceGroupId,
    targetDiskType: disk.sku,
    targetReplicaDiskType: standard ? "Standard_LRS" : disk.sku,
    targetDiskEncryptionSetId: ABSENT,
    targetDiskEncryption: ABSENT,
  };
}

function networkInterface(id: string, subnetName: string): SiteRecoveryReplicatedVmNetworkInterface {
  return {
    sourceNetworkInterfaceId: id,
    targetSubnetName: subnetName,
    targetStaticIp: ABSENT,
    recoveryPublicIpAddressId: ABSENT,
    recoveryLoadBalancerBackendAddressPoolIds: ABSENT,
    failoverTestStaticIp: ABSENT,
    failoverTestSubnetName: ABSENT,
    failoverTestPublicIpAddressId: ABSENT,
  };
}

function checkReplicatedVm(scope: Construct, props: ReplicatedVmProps): void {
  const { vm, pair, targetZone: zone } = props;
  const problems = new Problems(scope);
  problems.when(
    vm.region !== pair.sourceRegion,
    `vm must be in the pair's source region ${pair.sourceRegion}, got ${vm.region}`,
  );
  const subscription = pair.vault.subscriptionId;
  problems.when(
    subscription !== undefined && vm.subscriptionId !== subscription,
    `vm must be in the vault's subscription ${subscription}, got ${vm.subscriptionId}`,
  );
  problems.oneOf("replicaDisks", props.replicaDisks, ["as source", "Standard"], "the replica's disk type");
  problems.when(
    props.targetSize === "",
    "targetSize must be a VM size, got nothing: remove it to keep the VM's own",
  );
  problems.when(props.multiVmGroup === "", "multiVmGroup must be a name, got nothing: remove it");
  problems.oneOf("targetZone", zone, ["1", "2", "3", "none"], "Azure numbers its zones");
  problems.when(
    zone !== undefined && zone !== "none" && !hasZones(pair.targetRegion),
    `targetZone must be absent, got ${quoted(zone)}: ${pair.targetRegion} has no availability zones`,
  );
  const obstacle = replicationObstacle(vm, pair.targetRegion);
  if (obstacle) problems.add(`${vm.name} cannot be replicated: ${obstacle.reason}; ${obstacle.remedy}`);
  pair.admit(problems, vm, props.multiVmGroup);
  problems.throwIfAny();
}
