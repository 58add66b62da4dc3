import { SiteRecoveryFabric } from "@cdktf/provider-azurerm/lib/site-recovery-fabric";
import type { SiteRecoveryNetworkMapping } from "@cdktf/provider-azurerm/lib/site-recovery-network-mapping";
import { type TerraformResource, TerraformStack, Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { Problems, quoted } from "../core/problems";
import { keyInApp, resolvedText } from "../core/resolved";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { lastIn, putLast } from "../vault/vault-queue";
import { AgentUpdateAccess } from "./agent-updates";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import { MultiVmGroups } from "./multi-vm-groups";
import type { DisasterRecoveryPairProps } from "./pair-props";

/** The arguments that every Site Recovery object of a vault has. */
export interface InVault {
  readonly resourceGroupName: string;
  readonly recoveryVaultName: string;
}

/** A network as Site Recovery maps it to one other of a region. */
export interface NetworkMapping {
  readonly targetNetworkId: string;
  /** The path of the pair that mapped it first. */
  readonly by: string;
  readonly resource: SiteRecoveryNetworkMapping;
}

/**
 * What Site Recovery has once in a vault, whatever the number of pairs: a fabric for each region, a mapping for each
 * network and region, one automation account, and one change at a time.
 */
export class VaultRecovery {
  /** A vault that is imported twice is one vault. */
  static of(vault: IRecoveryServicesVault): VaultRecovery {
    const vaults = known.get(vault.node.root) ?? new Map<string, VaultRecovery>();
    known.set(vault.node.root, vaults);
    const key = keyInApp(vault, vault.vaultId).toLowerCase();
    const present = vaults.get(key) ?? new VaultRecovery(vault);
    vaults.set(key, present);
    return present;
  }

  readonly inVault: InVault;
  /** By the source network and the target region. */
  readonly networkMappings = new Map<string, NetworkMapping>();
  readonly groups = new MultiVmGroups();
  private readonly fabrics = new Map<string, SiteRecoveryFabric>();
  private readonly pairs = new Map<string, DisasterRecoveryPair>();
  private readonly names = new Map<string, string>();
  private updates?: AgentUpdateAccess;
  private automationAccountId?: string;

  private constructor(private readonly vault: IRecoveryServicesVault) {
    this.inVault = { resourceGroupName: vault.resourceGroupName, recoveryVaultName: vault.vaultName };
  }

  /** What the next object of the vault has to wait for: Site Recovery answers parallel changes with conflicts. */
  get last(): readonly TerraformResource[] {
    const last = lastIn(this.vault);
    const [pair] = this.pairs.values();
    return last && pair && TerraformStack.of(last) === TerraformStack.of(pair) ? [last] : [];
  }

  /** Puts an object at the end of the vault's queue. */
  queue<R extends TerraformResource>(resource: R): R {
    return putLast(this.vault, resource);
  }

  /** Takes a pair in; refuses one that the vault's other pairs leave no room for. */
  admit(pair: DisasterRecoveryPair, { name, agentUpdates }: DisasterRecoveryPairProps): void {
    const problems = new Problems(pair);
    const [first] = this.pairs.values();
    problems.when(
      first !== undefined && TerraformStack.of(first) !== TerraformStack.of(pair),
      `vault has the pair ${first?.node.path} in another stack, and Site Recovery has one fabric for each region in a vault: define both in one stack, or use another vault`,
    );
    const twin = name === undefined ? first : this.pairs.get(name);
    problems.when(
      twin !== undefined,
      `name must tell this pair from ${twin?.node.path}, which has the same vault, got ${quoted(name)}: give another name`,
    );
    const account = agentUpdates && resolvedText(pair, agentUpdates.account.accountId).toLowerCase();
    problems.when(
      account !== undefined && this.automationAccountId !== undefined && account !== this.automationAccountId,
      `agentUpdates.account must be the one of the vault's other pairs, ${this.automationAccountId}: Site Recovery takes one for a vault`,
    );
    problems.throwIfAny();
    this.pairs.set(name ?? "", pair);
    this.automationAccountId ??= account;
  }

  /** Takes a name that the vault has once; a pair's name and a policy's id could make another pair's of two. */
  takeName(scope: IConstruct, name: string, by: string): string {
    const other = this.names.get(name);
    const problems = new Problems(scope);
    problems.when(
      other !== undefined,
      `${by} gives the name ${quoted(name)}, which ${other} has in the same vault: choose another`,
    );
    problems.throwIfAny();
    this.names.set(name, scope.node.path);
    return name;
  }

  /**
   * Where is defined what pairs share? The addresses of it must not depend on which pair comes first, since a fabric with
   * another address is made anew, and all replication with it. A pair without a name is always the first one.
   */
  placeFor(pair: DisasterRecoveryPair, name: string | undefined): Construct {
    if (name === undefined) return pair;
    const { vault } = pair;
    const near = TerraformStack.of(vault) === TerraformStack.of(pair);
    const scope = near ? vault : (pair.node.scope ?? pair);
    const id = near ? "SiteRecovery" : `SiteRecovery-${vault.node.path.replaceAll("/", "-")}`;
    const present = scope.node.tryFindChild(id);
    return Construct.isConstruct(present) ? present : new Construct(scope, id);
  }

  /** What lets the agents be updated; the role is granted, and waited for, by the pair that asks first. */
  agentUpdates(
    pair: DisasterRecoveryPair,
    { name, agentUpdates: updates }: DisasterRecoveryPairProps,
  ): AgentUpdateAccess | undefined {
    if (!updates) return undefined;
    const grants = updates.grantRole ?? true;
    if (!this.updates || (grants && !this.updates.granted)) {
      this.updates = new AgentUpdateAccess(this.placeFor(pair, name), pair.vault, updates);
    }
    return this.updates;
  }

  /** The fabric of a region; `id` is its id in a pair without a name. */
  fabric(
    pair: DisasterRecoveryPair,
    name: string | undefined,
    id: string,
    region: string,
  ): SiteRecoveryFabric {
    const present = this.fabrics.get(region);
    if (present) return present;
    const shared = name !== undefined && !Token.isUnresolved(region);
    const scope = shared ? this.placeFor(pair, name) : pair;
    const fabric = new SiteRecoveryFabric(scope, shared ? `Fabric-${region}` : id, {
      ...this.inVault,
      name: `fabric-${region}`,
      location: region,
      dependsOn: [...this.last],
    });
    this.fabrics.set(region, fabric);
    return this.queue(fabric);
  }
}

/** What is known of the vaults of an app, by vault. */
const known = new WeakMap<IConstruct, Map<string, VaultRecovery>>();
