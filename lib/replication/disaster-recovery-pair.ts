import { SiteRecoveryFabric } from "@cdktf/provider-azurerm/lib/site-recovery-fabric";
import { SiteRecoveryNetworkMapping } from "@cdktf/provider-azurerm/lib/site-recovery-network-mapping";
import { SiteRecoveryProtectionContainer } from "@cdktf/provider-azurerm/lib/site-recovery-protection-container";
import { SiteRecoveryProtectionContainerMapping } from "@cdktf/provider-azurerm/lib/site-recovery-protection-container-mapping";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { checkFreeId, checkId } from "../core/construct-id";
import { fingerprint } from "../core/fingerprint";
import { Problems, quoted } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { normalizeRegion } from "../core/regions";
import { parseResourceId } from "../core/resource-id";
import type { ResourceTags } from "../core/tags";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { IRecoveryServicesVault } from "../vault/recovery-services-vault";
import type { CacheStorageAccount } from "./cache-storage-account";
import { type IRecoveryNetwork, RecoveryNetwork, type RecoveryNetworkAddresses } from "./recovery-network";
import { type ReplicaDisks, ReplicatedVm, type ReplicatedVmOptions } from "./replicated-vm";
import { ReplicationPolicy, type ReplicationPolicyOptions } from "./replication-policy";

export interface DisasterRecoveryPairProps {
  /** The vault that replication is managed in: not in the source region, which may be the one that fails. */
  readonly vault: IRecoveryServicesVault;
  /** The region that the VMs run in. */
  readonly sourceRegion: string;
  /** The region that they are recovered to. */
  readonly targetRegion: string;
  /** The group that recovered VMs are created in; it has to be in the target region. */
  readonly targetResourceGroup: IResourceGroup;
  /** The storage account in the source region that changes pass through. */
  readonly cache: CacheStorageAccount;

  /**
   * Where recovered VMs are connected: the addresses of a network that is made for each source network, or an existing
   * network of the target region.
   */
  readonly network: RecoveryNetworkAddresses | IRecoveryNetwork;

  /** @default - recovery points for 24 hours, app-consistent snapshots every 4 hours */
  readonly replicationPolicy?: ReplicationPolicyOptions;

  /**
   * The type of the replica disks of VMs that do not say it themselves.
   * @default "as source"
   */
  readonly replicaDisks?: ReplicaDisks;

  /** Tags of what is made for the networks. @default - no tags */
  readonly tags?: ResourceTags;
}

/** A source network as it is mapped to its recovery network, there and back. */
export interface MappedNetwork extends IRecoveryNetwork {
  /** What has to exist before a VM of the network is replicated. */
  readonly mappings: readonly TerraformResource[];
}

const MAX_GROUP = 16;

/**
 * Two Azure regions between which Azure Site Recovery replicates VMs: fabrics, protection containers, the replication
 * policy, and container and network mappings in both directions, so that failback is ready before it is needed. The
 * objects of one vault are made one after the other, since Site Recovery answers parallel changes with conflicts.
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
  readonly sourceFabricName: string;
  readonly sourceContainerName: string;
  readonly targetFabricId: string;
  readonly targetContainerId: string;
  /** The container mappings, there and back: what every replicated VM has to wait for. */
  readonly mappings: readonly TerraformResource[];

  private readonly props: Pick<DisasterRecoveryPairProps, "network" | "targetResourceGroup" | "tags">;
  private readonly targetFabricName: string;
  private readonly networks = new Map<string, MappedNetwork>();
  private readonly groups = new Map<string, number>();
  private last: TerraformResource;

  constructor(scope: Construct, id: string, props: DisasterRecoveryPairProps) {
    super(scope, checkId(scope, id));
    checkPair(this, props);
    this.vault = props.vault;
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
    const source = this.addSide("Source", this.sourceRegion, inVault);
    const target = this.addSide("Target", this.targetRegion, inVault, source.container);
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
    this.countGroup(options.multiVmGroup);
    return new ReplicatedVm(this, checkFreeId(this, id ?? vm.key), { ...rest, vm, pair: this });
  }

  /** The recovery network of a source network, mapped in both directions; made when it is first asked for. */
  mapNetwork(sourceNetworkId: string): MappedNetwork {
    const known = this.networks.get(sourceNetworkId);
    if (known) return known;
    const name = parseResourceId(sourceNetworkId)?.name ?? "network";
    const id = `${name.replace(/[^A-Za-z0-9_-]/g, "-")}-${fingerprint(sourceNetworkId)}`;
    const target = this.recoveryNetwork(name, id);
    const there = this.mapNetworks(`${id}-Failover`, `${id}-failover`, sourceNetworkId, target.networkId);
    const back = this.mapNetworks(`${id}-Failback`, `${id}-failback`, target.networkId, sourceNetworkId);
    const mapped = { networkId: target.networkId, subnetName: target.subnetName, mappings: [there, back] };
    this.networks.set(sourceNetworkId, mapped);
    return mapped;
  }

  private recoveryNetwork(sourceName: string, id: string): IRecoveryNetwork {
    const { network, targetResourceGroup, tags } = this.props;
    if (!("networkId" in network)) {
      const name = `${sourceName.slice(0, 50)}-asr-${id.slice(-6)}`;
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
      this.networks.size > 0,
      `network ${quoted(network.networkId)} cannot be mapped back to a second source network (${sourceName}): Azure maps a network to one other; give addresses, so that each source network gets its own`,
    );
    problems.throwIfAny();
    return network;
  }

  private addSide(id: string, region: string, inVault: InVault, after?: TerraformResource): Side {
    const fabric = new SiteRecoveryFabric(this, `${id}Fabric`, {
      ...inVault,
      name: `fabric-${region}`,
      location: region,
      dependsOn: after && [after],
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

  private countGroup(group: string | undefined): void {
    if (group === undefined) return;
    const members = (this.groups.get(group) ?? 0) + 1;
    const problems = new Problems(this);
    problems.when(
      members > MAX_GROUP,
      `multiVmGroup ${quoted(group)} must have ${MAX_GROUP} VMs at most, got ${members}: split the group`,
    );
    problems.throwIfAny();
    this.groups.set(group, members);
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

function checkPair(scope: Construct, props: DisasterRecoveryPairProps): void {
  const problems = new Problems(scope);
  const source = normalizeRegion(props.sourceRegion);
  const target = normalizeRegion(props.targetRegion);
  problems.when(
    source === target,
    `targetRegion must be another region than sourceRegion, got ${quoted(props.targetRegion)} for both`,
  );
  problems.when(
    props.vault.region === source,
    `vault must not be in the source region ${source}, which may be the one that fails: use a vault in ${target}`,
  );
  problems.when(
    props.cache.region !== source,
    `cache must be in the source region ${source}, got ${props.cache.region}: Site Recovery writes to it from there`,
  );
  const group = props.targetResourceGroup;
  const place = group.locationInput === undefined ? undefined : normalizeRegion(group.locationInput);
  problems.when(
    place !== undefined && place !== target,
    `targetResourceGroup must be in the target region ${target}, got ${place}`,
  );
  problems.when(!group.id, "targetResourceGroup must have its ARM id: pass the resource group's construct");
  problems.oneOf("replicaDisks", props.replicaDisks, ["as source", "Standard"], "the replica's disk type");
  problems.throwIfAny();
}
