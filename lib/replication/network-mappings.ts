import { SiteRecoveryNetworkMapping } from "@cdktf/provider-azurerm/lib/site-recovery-network-mapping";
import type { TerraformResource } from "cdktf";
import { fingerprint } from "../core/fingerprint";
import { Problems, quoted } from "../core/problems";
import { canonicalId, NETWORK_TYPE, parseResourceId } from "../core/resource-id";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import type { DisasterRecoveryPairProps } from "./pair-props";
import { type IRecoveryNetwork, RecoveryNetwork, type RecoveryNetworkAddresses } from "./recovery-network";
import type { VaultRecovery } from "./vault-recovery";

/** A source network as it is mapped to its recovery network, there and back. */
export interface MappedNetwork extends IRecoveryNetwork {
  /** What has to exist before a VM of the network is replicated. */
  readonly mappings: readonly TerraformResource[];
}

/** The networks of a pair: the sources', and those that their VMs are recovered to. */
export class NetworkMappings {
  private readonly mapped = new Map<string, MappedNetwork>();
  /** Between zones: the networks that VMs stay in, and those that they are recovered to. */
  private readonly kept = new Set<string>();
  /** The source networks of recovery networks that the program does not make. */
  private readonly taken = new Map<string, string>();

  constructor(
    private readonly pair: DisasterRecoveryPair,
    private readonly recovery: VaultRecovery,
    private readonly props: DisasterRecoveryPairProps,
    private readonly sourceFabricName: string,
    private readonly targetFabricName: string,
  ) {}

  get ids(): readonly string[] {
    const mapped = [...this.mapped].flatMap(([source, { networkId }]) => [source, networkId]);
    return [...new Set([...mapped, ...this.kept])];
  }

  /** Between zones, a VM stays in its network, which cannot be mapped to itself. */
  of(vm: VirtualMachine): Partial<IRecoveryNetwork> & Pick<MappedNetwork, "networkId" | "mappings"> {
    const source = vm.networkInterfaces[0]?.networkId ?? "";
    if (!this.pair.zones || this.mapped.has(source)) return this.map(source);
    const { networkId = source, subnetName }: Partial<IRecoveryNetwork> =
      (this.props.network as IRecoveryNetwork) ?? {};
    this.kept.add(source).add(networkId);
    return { networkId, subnetName, mappings: [] };
  }

  map(sourceNetworkId: string, to?: IRecoveryNetwork | RecoveryNetworkAddresses): MappedNetwork {
    const source = canonicalId(sourceNetworkId, NETWORK_TYPE);
    const problems = new Problems(this.pair);
    if (!source)
      problems.add(`sourceNetworkId must be the ARM id of a virtual network, got ${quoted(sourceNetworkId)}`);
    const known = this.mapped.get(source ?? "");
    problems.when(
      known !== undefined && to !== undefined,
      `sourceNetworkId ${quoted(sourceNetworkId)} is mapped already: call mapNetwork before its first VM is replicated`,
    );
    const target = to ?? this.props.network;
    problems.when(target === undefined, "mapNetwork needs a second argument where the pair has no network");
    problems.throwIfAny();
    return known ?? this.add(source ?? "", target as IRecoveryNetwork | RecoveryNetworkAddresses);
  }

  private add(source: string, to: IRecoveryNetwork | RecoveryNetworkAddresses): MappedNetwork {
    const name = parseResourceId(source)?.name ?? "network";
    const id = `${name.replace(/[^A-Za-z0-9_-]/g, "-")}-${fingerprint(source, 8)}`;
    const target = "networkId" in to ? this.existing(to, name, source) : this.made(to, name, id);
    const there = this.mapOne(`${id}-Failover`, `${id}-failover`, source, target.networkId);
    const back = this.mapOne(`${id}-Failback`, `${id}-failback`, target.networkId, source);
    const mapped = { networkId: target.networkId, subnetName: target.subnetName, mappings: [there, back] };
    this.mapped.set(source, mapped);
    return mapped;
  }

  private made(addresses: RecoveryNetworkAddresses, sourceName: string, id: string): IRecoveryNetwork {
    const { targetResourceGroup, tags } = this.props;
    return new RecoveryNetwork(this.pair, id, {
      ...addresses,
      name: `${sourceName.slice(0, 50)}-asr-${id.slice(-8)}`,
      region: this.pair.targetRegion,
      resourceGroup: targetResourceGroup,
      tags,
    });
  }

  private existing(network: IRecoveryNetwork, sourceName: string, source: string): IRecoveryNetwork {
    const key = network.networkId.toLowerCase();
    const problems = new Problems(this.pair);
    problems.when(
      key === source.toLowerCase(),
      `network must be in the target region, got the source network ${quoted(network.networkId)} itself`,
    );
    problems.when(
      this.taken.has(key),
      `network ${quoted(network.networkId)} cannot be mapped back to a second source network (${sourceName}): Azure maps a network to one other; give addresses, so that each source network gets its own`,
    );
    problems.throwIfAny();
    this.taken.set(key, source);
    return network;
  }

  private mapOne(id: string, name: string, sourceNetworkId: string, targetNetworkId: string) {
    const there = name.endsWith("-failover");
    const mapping = new SiteRecoveryNetworkMapping(this.pair, id, {
      ...this.recovery.inVault,
      name,
      sourceRecoveryFabricName: there ? this.sourceFabricName : this.targetFabricName,
      targetRecoveryFabricName: there ? this.targetFabricName : this.sourceFabricName,
      sourceNetworkId,
      targetNetworkId,
      dependsOn: [...this.recovery.last],
    });
    return this.recovery.queue(mapping);
  }
}
