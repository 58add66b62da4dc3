import { SiteRecoveryFabric } from "@cdktf/provider-azurerm/lib/site-recovery-fabric";
import { SiteRecoveryNetworkMapping } from "@cdktf/provider-azurerm/lib/site-recovery-network-mapping";
import { SiteRecoveryProtectionContainer } from "@cdktf/provider-azurerm/lib/site-recovery-protection-container";
import { SiteRecoveryProtectionContainerMapping } from "@cdktf/provider-azurerm/lib/site-recovery-protection-container-mapping";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { checkFreeId, checkId } from "../core/construct-id";
import { fingerprint } from "../core/fingerprint";
import { standIn } from "../core/last";
import { Problems, quoted } from "../core/problems";
import { normalizeRegion } from "../core/regions";
import { canonicalId, NETWORK_TYPE, parseResourceId } from "../core/resource-id";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { checkPair, type DisasterRecoveryPairProps } from "./pair-props";
import { type IRecoveryNetwork, RecoveryNetwork } from "./recovery-network";
import { RecoveryPlan } from "./recovery-plan";
import type { RecoveryPlanOptions } from "./recovery-plan-props";
import { type ReplicaDisks, ReplicatedVm, type ReplicatedVmOptions } from "./replicated-vm";
import { ReplicationPolicy } from "./replication-policy";

/** A source network as it is mapped to its recovery network, there and back. */
export interface MappedNetwork extends IRecoveryNetwork {
  /** What has to exist before a VM of the network is replicated. */
  readonly mappings: readonly TerraformResource[];
}

const MAX_GROUP = 16;

/**
 * Two Azure regions between which Azure Site Recovery replicates VMs: fabrics, protection containers, the replication
 * policy, and container and network mappings in both directions, so that failback is ready before it is needed. All of
 * these are made one after the other, since Site Recovery answers parallel changes of a vault with conflicts.
 *
 * @example
 * const dr = new DisasterRecoveryPair(stack, "Dr", {
 *   vault, sourceRegion: "australiaeast", targetRegion: "centralindia",
 *   targetResourceGroup, cache, network: { addressSpace: "10.60.0.0/16" },
 * });
 * dr.replicate(vm, { replicaDisks: "Standard" });
 */
export class DisasterRecoveryPair extends Construct {
  readonly vault: IRecoveryServicesVault;
  readonly sourceRegion: string;
  readonly targetRegion: string;
  readonly replicaDisks: ReplicaDisks;
  readonly policy: ReplicationPolicy;
  readonly cacheStorageAccountId: string;
  readonly targetResourceGroupId: string;
  readonly sourceFabricId: string;
  readonly sourceFabricName: string;
  readonly sourceContainerName: string;
  readonly targetFabricId: string;
  readonly targetContainerId: string;
  /** The zones of a pair within one region. */
  readonly zones?: { readonly source: string; readonly target: string };
  /** The container mappings, there and back: what every replicated VM has to wait for. */
  readonly mappings: readonly TerraformResource[];

  private readonly props: Pick<DisasterRecoveryPairProps, "network" | "targetResourceGroup" | "tags">;
  private readonly targetFabricName: string;
  private readonly networks = new Map<string, MappedNetwork>();
  private readonly groups = new Map<string, number>();
  private readonly admitted = new Set<string>();
  private last: TerraformResource;

  constructor(scope: Construct, id: string, props: DisasterRecoveryPairProps) {
    super(scope, checkId(scope, id));
    checkPair(this, props);
    this.vault = props.vault;
    standIn(props.vault, this);
    this.sourceRegion = normalizeRegion(props.sourceRegion);
    this.targetRegion = normalizeRegion(props.targetRegion);
    this.replicaDisks = props.replicaDisks ?? "as source";
    this.props = { network: props.network, targetResourceGroup: props.targetResourceGroup, tags: props.tags };
    this.cacheStorageAccountId = props.cache.storageAccountId;
    this.targetResourceGroupId = props.targetResourceGroup.id ?? "";

    this.policy = new ReplicationPolicy(this, "Policy", {
      ...props.replicationPolicy,
      vault: props.vault,
      name: "replication-policy",
    });
    const inVault = {
      resourceGroupName: this.vault.resourceGroupName,
      recoveryVaultName: this.vault.vaultName,
    };
    const source = this.addSide("Source", this.sourceRegion, inVault, this.policy.resource);
    const target = this.addSide("Target", this.targetRegion, inVault, source.container);
    this.sourceFabricId = source.fabric.id;
    this.sourceFabricName = source.fabricName;
    this.sourceContainerName = source.containerName;
    this.targetFabricName = target.fabricName;
    this.targetFabricId = target.fabric.id;
    this.targetContainerId = target.container.id;

    const there = this.mapContainers("Failover", inVault, source, target, [target.container]);
    const back = this.mapContainers("Failback", inVault, target, source, [there]);
    this.mappings = [there, back];
    this.last = back;
  }

  /** Replicates a VM of the inventory to the target region. */
  replicate(vm: VirtualMachine, options: ReplicatedVmOptions & { readonly id?: string } = {}): ReplicatedVm {
    const { id, ...rest } = options;
    const problems = new Problems(this);
    this.checkOnce(problems, vm);
    problems.throwIfAny();
    return new ReplicatedVm(this, checkFreeId(this, id ?? vm.key), { ...rest, vm, pair: this });
  }

  /** The order in which VMs of the pair are failed over together. */
  addRecoveryPlan(id: string, options: RecoveryPlanOptions = {}): RecoveryPlan {
    return new RecoveryPlan(this, checkFreeId(this, id), { ...options, pair: this });
  }

  /** Takes a VM in, unless it is replicated already or its group is full; called by `ReplicatedVm`. */
  admit(problems: Problems, vm: VirtualMachine, group: string | undefined): void {
    const refused = problems.any;
    const members = group === undefined ? 0 : (this.groups.get(group) ?? 0) + 1;
    this.checkOnce(problems, vm);
    problems.when(
      members > MAX_GROUP,
      `multiVmGroup ${quoted(group)} must have ${MAX_GROUP} VMs at most, got ${members}: split the group`,
    );
    if (refused || problems.any) return;
    this.admitted.add(vm.id);
    if (group !== undefined) this.groups.set(group, members);
  }

  /** The recovery network of a source network, mapped in both directions; made when it is first asked for. */
  mapNetwork(sourceNetworkId: string): MappedNetwork {
    const source = canonicalId(sourceNetworkId, NETWORK_TYPE);
    const problems = new Problems(this);
    if (!source)
      problems.add(`sourceNetworkId must be the ARM id of a virtual network, got ${quoted(sourceNetworkId)}`);
    problems.throwIfAny();
    return this.networks.get(source ?? "") ?? this.addNetwork(source ?? "");
  }

  private checkOnce(problems: Problems, vm: VirtualMachine): void {
    const twice = this.admitted.has(vm.id);
    problems.when(twice, `${vm.name} is replicated by this pair already: remove the repeat`);
  }

  private addNetwork(source: string): MappedNetwork {
    const name = parseResourceId(source)?.name ?? "network";
    const id = `${name.replace(/[^A-Za-z0-9_-]/g, "-")}-${fingerprint(source, 8)}`;
    const target = this.recoveryNetwork(name, id, source);
    const there = this.mapNetworks(`${id}-Failover`, `${id}-failover`, source, target.networkId);
    const back = this.mapNetworks(`${id}-Failback`, `${id}-failback`, target.networkId, source);
    const mapped = { networkId: target.networkId, subnetName: target.subnetName, mappings: [there, back] };
    this.networks.set(source, mapped);
    return mapped;
  }

  private recoveryNetwork(sourceName: string, id: string, sourceId: string): IRecoveryNetwork {
    const { network, targetResourceGroup, tags } = this.props;
    if (!("networkId" in network)) {
      const name = `${sourceName.slice(0, 50)}-asr-${id.slice(-8)}`;
      const region = this.targetRegion;
      return new RecoveryNetwork(this, id, {
        ...network,
        name,
        region,
        resourceGroup: targetResourceGroup,
        tags,
      });
    }
    const problems = new Problems(this);
    problems.when(
      network.networkId.toLowerCase() === sourceId.toLowerCase(),
      `network must be in the target region, got the source network ${quoted(network.networkId)} itself`,
    );
    problems.when(
      this.networks.size > 0,
      `network ${quoted(network.networkId)} cannot be mapped back to a second source network (${sourceName}): Azure maps a network to one other; give addresses, so that each source network gets its own`,
    );
    problems.throwIfAny();
    return network;
  }

  private addSide(id: string, region: string, inVault: InVault, after: TerraformResource): Side {
    const fabric = new SiteRecoveryFabric(this, `${id}Fabric`, {
      ...inVault,
      name: `fabric-${region}`,
      location: region,
      dependsOn: [after],
    });
    const fabricName = fabric.name;
    const container = new SiteRecoveryProtectionContainer(this, `${id}Container`, {
      ...inVault,
      name: `container-${region}`,
      recoveryFabricName: fabricName,
    });
    return { fabric, fabricName, container, containerName: container.name };
  }

  private mapContainers(
    id: string,
    inVault: InVault,
    from: Side,
    to: Side,
    after: readonly TerraformResource[],
  ) {
    return new SiteRecoveryProtectionContainerMapping(this, `${id}Mapping`, {
      ...inVault,
      name: `mapping-${id.toLowerCase()}`,
      recoveryFabricName: from.fabricName,
      recoverySourceProtectionContainerName: from.containerName,
      recoveryTargetProtectionContainerId: to.container.id,
      recoveryReplicationPolicyId: this.policy.policyId,
      dependsOn: [...after],
    });
  }

  private mapNetworks(id: string, name: string, sourceNetworkId: string, targetNetworkId: string) {
    const there = name.endsWith("-failover");
    const mapping = new SiteRecoveryNetworkMapping(this, id, {
      resourceGroupName: this.vault.resourceGroupName,
      recoveryVaultName: this.vault.vaultName,
      name,
      sourceRecoveryFabricName: there ? this.sourceFabricName : this.targetFabricName,
      targetRecoveryFabricName: there ? this.targetFabricName : this.sourceFabricName,
      sourceNetworkId,
      targetNetworkId,
      dependsOn: [this.last],
    });
    this.last = mapping;
    return mapping;
  }
}

interface InVault {
  readonly resourceGroupName: string;
  readonly recoveryVaultName: string;
}

interface Side {
  readonly fabric: SiteRecoveryFabric;
  readonly fabricName: string;
  readonly container: SiteRecoveryProtectionContainer;
  readonly containerName: string;
}
