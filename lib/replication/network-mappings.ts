import { SiteRecoveryNetworkMapping } from "@cdktf/provider-azurerm/lib/site-recovery-network-mapping";
import { type TerraformResource, Token } from "cdktf";
import { fingerprint } from "../core/fingerprint";
import { Problems, quoted } from "../core/problems";
import { resolvedText } from "../core/resolved";
import { canonicalId, canonicalSegments, NETWORK_TYPE, parseResourceId } from "../core/resource-id";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import { NetworkIdentity } from "./network-identity";
import { checkExisting } from "./pair-checks";
import type { DisasterRecoveryPairProps } from "./pair-props";
import {
  checkAddresses,
  type IRecoveryNetwork,
  RecoveryNetwork,
  type RecoveryNetworkAddresses,
} from "./recovery-network";
import type { VaultRecovery } from "./vault-recovery";

/** A source network as it is mapped to its recovery network, there and back. */
export interface MappedNetwork extends IRecoveryNetwork {
  /** What has to exist before a VM of the network is replicated. */
  readonly mappings: readonly TerraformResource[];
  /** The IPv4 range of the subnet. @default - not known: the network is somebody else's */
  readonly range?: string;
}

/** The names of the fabrics between which networks are mapped. */
export interface FabricNames {
  readonly source: string;
  readonly target: string;
}

type Way = "Failover" | "Failback";

/** The networks of a pair: the sources', and those that their VMs are recovered to. */
export class NetworkMappings {
  private readonly mapped = new Map<string, MappedNetwork>();
  /** Between zones: the networks that VMs stay in, and those that they are recovered to. */
  private readonly kept = new Map<string, string>();

  constructor(
    private readonly pair: DisasterRecoveryPair,
    private readonly recovery: VaultRecovery,
    private readonly props: DisasterRecoveryPairProps,
    private readonly fabrics: FabricNames,
  ) {}

  get ids(): readonly string[] {
    const mapped = [...this.mapped].flatMap(([source, { networkId }]) => [source, networkId]);
    return [...new Set([...mapped, ...[...this.kept].flat()])];
  }

  /** Between zones, a VM stays in its network, which cannot be mapped to itself. */
  of(vm: VirtualMachine): Partial<IRecoveryNetwork> & Pick<MappedNetwork, "networkId" | "mappings"> {
    const source = sourceOf(vm);
    if (!this.pair.zones || this.mapped.has(source)) return this.map(source);
    const { networkId: given, subnetName }: Partial<IRecoveryNetwork> = this.existingOfPair() ?? {};
    const networkId = given === undefined ? source : canonicalSegments(given, NETWORK_TYPE);
    this.kept.set(source, networkId);
    return { networkId, subnetName, mappings: [] };
  }

  /** The IPv4 range that recovered VMs of a VM's network have their addresses of, where the program defines it. */
  rangeFor(vm: VirtualMachine): string | undefined {
    const present = this.mapped.get(sourceOf(vm));
    return present ? present.range : rangeOf(this.props.network);
  }

  map(sourceNetworkId: string, to?: IRecoveryNetwork | RecoveryNetworkAddresses): MappedNetwork {
    const problems = new Problems(this.pair);
    const source = checkSource(problems, sourceNetworkId);
    const known = this.mapped.get(source);
    problems.when(
      to !== undefined && (known !== undefined || this.kept.has(source)),
      `sourceNetworkId ${quoted(sourceNetworkId)} is mapped already: call mapNetwork before its first VM is replicated`,
    );
    if (to && "networkId" in to) checkExisting(problems, "to", to, this.pair.targetSubscriptionId);
    else if (to) checkAddresses(problems, to, "to.");
    const target = to ?? this.props.network;
    problems.when(!known && !target, "mapNetwork needs a second argument where the pair has no network");
    problems.throwIfAny();
    return known ?? this.add(source, target as IRecoveryNetwork | RecoveryNetworkAddresses);
  }

  private existingOfPair(): IRecoveryNetwork | undefined {
    const { network } = this.props;
    return network && "networkId" in network ? network : undefined;
  }

  private add(source: string, to: IRecoveryNetwork | RecoveryNetworkAddresses): MappedNetwork {
    const name = parseResourceId(source)?.name ?? "network";
    const id = `${name.replace(/[^A-Za-z0-9_-]/g, "-")}-${fingerprint(source, 8)}`;
    const target = "networkId" in to ? this.existing(to, name, source) : this.made(to, name, id, source);
    const { networkId, subnetName } = target;
    const there = this.mapOne(id, "Failover", source, networkId);
    const back = this.mapOne(id, "Failback", networkId, source);
    const mapped = { networkId, subnetName, mappings: [there, back], range: rangeOf(to) };
    this.mapped.set(source, mapped);
    return mapped;
  }

  private made(
    addresses: RecoveryNetworkAddresses,
    sourceName: string,
    id: string,
    source: string,
  ): IRecoveryNetwork {
    const problems = new Problems(this.pair);
    this.checkFree(problems, source, undefined);
    problems.throwIfAny();
    const { targetResourceGroup, tags, name } = this.props;
    const end = ["asr", name, id.slice(-8)].filter(Boolean).join("-");
    return new RecoveryNetwork(this.pair, id, {
      ...addresses,
      name: `${sourceName.slice(0, Math.min(50, 63 - end.length))}-${end}`,
      region: this.pair.targetRegion,
      resourceGroup: targetResourceGroup,
      tags,
    });
  }

  private existing(network: IRecoveryNetwork, sourceName: string, source: string): IRecoveryNetwork {
    const { networkId: given, subnetName } = network;
    const networkId = canonicalSegments(given, NETWORK_TYPE);
    const problems = new Problems(this.pair);
    const itself = this.keyOf(networkId) === this.keyOf(source);
    const place = this.pair.zones ? "another than the source network" : "in the target region";
    problems.when(itself, `network must be ${place}, got the source network ${this.said(given)} itself`);
    this.checkFree(problems, source, networkId);
    const back = this.present("Failback", networkId);
    problems.when(
      back !== undefined && this.keyOf(back.targetNetworkId) !== this.keyOf(source),
      `network ${this.said(given)} cannot be mapped back to a second source network (${sourceName}): Azure maps a network to one other; give addresses, so that each source network gets its own`,
    );
    problems.throwIfAny();
    return { networkId, subnetName };
  }

  /** Refuses a source network that another pair of the vault maps to another network of the target region. */
  private checkFree(problems: Problems, source: string, networkId: string | undefined): void {
    const there = this.present("Failover", source);
    const same =
      networkId !== undefined && there && this.keyOf(there.targetNetworkId) === this.keyOf(networkId);
    problems.when(
      there !== undefined && !same,
      `network ${quoted(source)} is mapped to another network of ${this.pair.targetRegion} by ${there?.by} already, and Azure maps it to one of a region: give what mapNetwork of that pair returns`,
    );
  }

  private said(networkId: string): string {
    return quoted(resolvedText(this.pair, networkId));
  }

  private keyOf(networkId: string): string {
    return new NetworkIdentity().keyOf(this.pair, networkId);
  }

  private present(way: Way, from: string) {
    return this.recovery.networkMappings.get(this.keyOfMapping(way, from));
  }

  private keyOfMapping(way: Way, from: string): string {
    const region = way === "Failover" ? this.pair.targetRegion : this.pair.sourceRegion;
    return `${this.keyOf(from)} ${region}`;
  }

  /** Made once for all pairs of the vault; named after the regions where pairs have names, since it is not of one of them. */
  private mapOne(id: string, way: Way, from: string, to: string): SiteRecoveryNetworkMapping {
    const present = this.present(way, from);
    if (present) return present.resource;
    const { pair, recovery, props, fabrics } = this;
    const there = way === "Failover";
    const shared = props.name !== undefined && !Token.isUnresolved(pair.targetRegion);
    const end = shared ? `${there ? "to" : "from"}-${pair.targetRegion}` : way;
    const scope = shared ? recovery.placeFor(pair, props.name) : pair;
    const resource = new SiteRecoveryNetworkMapping(scope, `${id}-${end}`, {
      ...recovery.inVault,
      name: `${id}-${end.toLowerCase()}`,
      sourceRecoveryFabricName: there ? fabrics.source : fabrics.target,
      targetRecoveryFabricName: there ? fabrics.target : fabrics.source,
      sourceNetworkId: from,
      targetNetworkId: to,
      dependsOn: [...recovery.last],
    });
    recovery.networkMappings.set(this.keyOfMapping(way, from), {
      targetNetworkId: to,
      by: pair.node.path,
      resource,
    });
    return recovery.queue(resource);
  }
}

function sourceOf(vm: VirtualMachine): string {
  const id = vm.networkInterfaces[0]?.networkId ?? "";
  return canonicalId(id, NETWORK_TYPE) ?? id;
}

function rangeOf(network: IRecoveryNetwork | RecoveryNetworkAddresses | undefined): string | undefined {
  if (network === undefined) return undefined;
  if (!("networkId" in network)) return network.subnetPrefix ?? network.addressSpace;
  // another pair may have made it
  return "range" in network && typeof network.range === "string" ? network.range : undefined;
}

function checkSource(problems: Problems, sourceNetworkId: string): string {
  const source = canonicalId(sourceNetworkId, NETWORK_TYPE);
  const known = !Token.isUnresolved(sourceNetworkId);
  if (source !== undefined && known) return source;
  problems.add(
    known
      ? `sourceNetworkId must be the ARM id of a virtual network, got ${quoted(sourceNetworkId)}`
      : "sourceNetworkId must be text, got a value that only Terraform will know: write the id out as the inventory has it",
  );
  return "";
}
