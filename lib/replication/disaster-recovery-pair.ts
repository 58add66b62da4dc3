import { SiteRecoveryProtectionContainer } from "@cdktf/provider-azurerm/lib/site-recovery-protection-container";
import { type TerraformResource, Token } from "cdktf";
import { Construct } from "constructs";
import { checkFreeId, checkId } from "../core/construct-id";
import { addFinding } from "../core/findings";
import { standIn } from "../core/last";
import { Problems, quoted } from "../core/problems";
import { normalizeRegion } from "../core/regions";
import { canonicalSegments, NETWORK_TYPE } from "../core/resource-id";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { CachePool } from "./cache-pool";
import { isolationProblems } from "./isolation";
import { type MappedNetwork, NetworkMappings } from "./network-mappings";
import { cachesOf, checkPair, subscriptionOfGroup, targetRegionOf } from "./pair-checks";
import type { DisasterRecoveryPairProps, ZonePair } from "./pair-props";
import { PolicyMappings, type Side } from "./policy-mappings";
import type { IRecoveryNetwork, RecoveryNetworkAddresses } from "./recovery-network";
import { RecoveryPlan } from "./recovery-plan";
import type { RecoveryPlanOptions } from "./recovery-plan-props";
import { regionWarnings } from "./region-support";
import { replicatingPair, takeReplicated } from "./replicated-once";
import { ReplicatedVm } from "./replicated-vm";
import type { ReplicaDisks, ReplicatedVmOptions, ReplicatedVmProps } from "./replicated-vm-props";
import type { ReplicationPolicy, ReplicationPolicyOptions } from "./replication-policy";
import { cited } from "./support-rule";
import { TestNetwork } from "./test-network";
import { VaultRecovery } from "./vault-recovery";

/**
 * Two Azure regions, or two availability zones of one, between which Azure Site Recovery replicates VMs: fabrics,
 * protection containers, replication policies, and container and network mappings in both directions, so that failback
 * is ready before it is needed. All of these are made one after the other, since Site Recovery answers parallel changes
 * of a vault with conflicts.
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
  /** The zones, where it is they that the VMs are replicated between. */
  readonly zones?: ZonePair;
  readonly replicaDisks: ReplicaDisks;
  readonly policy: ReplicationPolicy;
  /** The cache storage accounts, and which VM uses which. */
  readonly caches: CachePool;
  readonly targetResourceGroupId: string;
  /** undefined where only Terraform knows it. */
  readonly targetResourceGroupName?: string;
  /** The subscription of recovered VMs; undefined where only Terraform knows it. */
  readonly targetSubscriptionId?: string;
  /** Where test failovers start their VMs. */
  readonly testNetwork?: IRecoveryNetwork;
  readonly sourceFabricId: string;
  readonly sourceFabricName: string;
  readonly sourceContainerName: string;
  readonly targetFabricId: string;
  readonly targetContainerId: string;

  private readonly props: DisasterRecoveryPairProps;
  private readonly policies: PolicyMappings;
  private readonly networks: NetworkMappings;

  constructor(scope: Construct, id: string, props: DisasterRecoveryPairProps) {
    super(scope, checkId(scope, id));
    checkPair(this, props);
    const recovery = VaultRecovery.of(props.vault);
    recovery.admit(this, props);
    for (const doubt of regionWarnings(props.sourceRegion, targetRegionOf(props)))
      addFinding(this, { kind: "warning", subject: this.node.path, ...doubt, reason: cited(doubt) });
    standIn(props.vault, this);
    this.props = props;
    this.vault = props.vault;
    this.sourceRegion = normalizeRegion(props.sourceRegion);
    this.targetRegion = normalizeRegion(targetRegionOf(props));
    this.zones = props.zones;
    this.replicaDisks = props.replicaDisks ?? "as source";
    this.caches = new CachePool(this, cachesOf(props));
    this.targetResourceGroupId = props.targetResourceGroup.id ?? "";
    this.targetResourceGroupName = nameOfGroup(props);
    this.targetSubscriptionId = subscriptionOfGroup(props.targetResourceGroup);
    this.testNetwork = this.makeTestNetwork();

    this.policies = new PolicyMappings(this, recovery, props.name);
    this.policy = this.policies.addPolicy("", props.replicationPolicy);
    const source = this.addSide("Source", this.sourceRegion, props.zones?.source);
    const target = this.addSide("Target", this.targetRegion, props.zones?.target);
    this.sourceFabricId = source.fabric.id;
    this.sourceFabricName = source.fabric.name;
    this.sourceContainerName = source.container.name;
    this.targetFabricId = target.fabric.id;
    this.targetContainerId = target.container.id;
    this.policies.connect(source, target, recovery.agentUpdates(this, props));
    const fabrics = { source: source.fabric.name, target: target.fabric.name };
    this.networks = new NetworkMappings(this, recovery, props, fabrics);
    this.node.addValidation({ validate: () => this.testNetworkProblems() });
  }

  /** Replicates a VM of the inventory to the target region or zone. */
  replicate(vm: VirtualMachine, options: ReplicatedVmOptions & { readonly id?: string } = {}): ReplicatedVm {
    const { id, ...rest } = options;
    const problems = new Problems(this);
    this.checkOnce(problems, vm);
    problems.throwIfAny();
    return new ReplicatedVm(this, checkFreeId(this, id ?? vm.key), { ...rest, vm, pair: this });
  }

  /** The order in which VMs of the pair are failed over together, and what is done on the way. */
  addRecoveryPlan(id: string, options: RecoveryPlanOptions = {}): RecoveryPlan {
    return new RecoveryPlan(this, checkFreeId(this, id), { ...options, pair: this });
  }

  /** A further replication policy, with container mappings in both directions, for VMs that name it. */
  addReplicationPolicy(id: string, options: ReplicationPolicyOptions = {}): ReplicationPolicy {
    return this.policies.addPolicy(checkFreeId(this, id), options);
  }

  hasPolicy(policy: ReplicationPolicy): boolean {
    return this.policies.has(policy);
  }

  /** The container mappings of a policy, there and back: what its replicated VMs have to wait for. */
  mappingsOf(policy: ReplicationPolicy = this.policy): readonly TerraformResource[] {
    return this.policies.mappingsOf(policy);
  }

  /** The replicated VMs of the pair, in the order of their definition. */
  get replicatedVms(): readonly ReplicatedVm[] {
    return this.node.findAll().filter(ReplicatedVm.isReplicatedVm);
  }

  /** Every network of production that the pair knows of so far: those of the VMs, and where these are recovered to. */
  get networkIds(): readonly string[] {
    return this.networks.ids;
  }

  /**
   * The recovery network of a source network, mapped in both directions; made when it is first asked for. Say `to` for
   * another network than the pair's own, before the first VM of the source network is replicated.
   */
  mapNetwork(sourceNetworkId: string, to?: IRecoveryNetwork | RecoveryNetworkAddresses): MappedNetwork {
    return this.networks.map(sourceNetworkId, to);
  }

  /** Where a VM is connected after a failover; called by `ReplicatedVm`. */
  networkOf(vm: VirtualMachine): Partial<IRecoveryNetwork> & Pick<MappedNetwork, "networkId" | "mappings"> {
    return this.networks.of(vm);
  }

  /** The IPv4 range that a recovered VM, or its copy in a test, has its addresses of, where the program defines it. */
  addressesOf(network: "production" | "test", vm: VirtualMachine): string | undefined {
    if (network === "production") return this.networks.rangeFor(vm);
    const { testNetwork: given } = this.props;
    if (given === undefined || "networkId" in given) return undefined;
    return given.subnetPrefix ?? given.addressSpace;
  }

  /** Refuses a VM that is replicated already, or that its group has no room for. */
  checkRoom(problems: Problems, { vm, multiVmGroup, policy = this.policy }: ReplicatedVmProps): void {
    this.checkOnce(problems, vm);
    VaultRecovery.of(this.vault).groups.check(problems, multiVmGroup, this, policy);
  }

  /** Takes a VM in; called by `ReplicatedVm`. */
  admit(replicated: Construct, props: ReplicatedVmProps): void {
    const { multiVmGroup, policy = this.policy } = props;
    takeReplicated(replicated, props);
    VaultRecovery.of(this.vault).groups.add(multiVmGroup, this, policy);
  }

  private checkOnce(problems: Problems, vm: VirtualMachine): void {
    const other = replicatingPair(this, vm);
    if (other === undefined) return;
    problems.add(
      other === this.node.path
        ? `${vm.name} is replicated by this pair already: remove the repeat`
        : `${vm.name} is replicated by the pair ${other} already: Site Recovery replicates a VM to one place; remove the repeat`,
    );
  }

  private testNetworkProblems(): string[] {
    if (!this.testNetwork) return [];
    const problems = isolationProblems(this, this.testNetwork.networkId, this.networkIds);
    return problems.map((why) => `testNetwork ${why}`);
  }

  private makeTestNetwork(): IRecoveryNetwork | undefined {
    const { testNetwork, targetResourceGroup, tags } = this.props;
    if (!testNetwork) return undefined;
    if ("networkId" in testNetwork) {
      const { networkId, subnetName } = testNetwork;
      return { networkId: canonicalSegments(networkId, NETWORK_TYPE), subnetName };
    }
    return new TestNetwork(this, "TestNetwork", {
      ...testNetwork,
      subnetName: testNetwork.subnetName ?? "snet-test",
      name: ["vnet-test", this.targetRegion, this.props.name].filter(Boolean).join("-"),
      region: this.targetRegion,
      resourceGroup: targetResourceGroup,
      tags,
    });
  }

  private addSide(id: "Source" | "Target", region: string, zone: string | undefined): Side {
    const recovery = VaultRecovery.of(this.vault);
    const fabric = recovery.fabric(this, this.props.name, `${id}Fabric`, region);
    const [last] = recovery.last;
    const name = ["container", region, zone && `zone-${zone}`, this.props.name].filter(Boolean).join("-");
    const container = new SiteRecoveryProtectionContainer(this, `${id}Container`, {
      ...recovery.inVault,
      name: recovery.takeName(this, name, `name ${quoted(this.props.name)}`),
      recoveryFabricName: fabric.name,
      // the fabric itself is waited for by its name
      dependsOn: last && last !== fabric ? [last] : undefined,
    });
    return { fabric, container: recovery.queue(container) };
  }
}

function nameOfGroup({ targetResourceGroup: group }: DisasterRecoveryPairProps): string | undefined {
  const name = "nameInput" in group && typeof group.nameInput === "string" ? group.nameInput : group.name;
  return Token.isUnresolved(name) ? undefined : name;
}
