import { SiteRecoveryFabric } from "@cdktf/provider-azurerm/lib/site-recovery-fabric";
import { type TerraformResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Problems, quoted } from "../core/problems";
import { resolvedText } from "../core/resolved";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { lastIn, putLast } from "../vault/vault-queue";
import { AgentUpdateAccess } from "./agent-updates";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import type { AgentUpdates, DisasterRecoveryPairProps } from "./pair-props";

/** The arguments that every Site Recovery object of a vault has. */
export interface InVault {
  readonly resourceGroupName: string;
  readonly recoveryVaultName: string;
}

/**
 * What Site Recovery has once in a vault, whatever the number of pairs: a fabric for each region, one automation account,
 * and one change at a time.
 */
export class VaultRecovery {
  static of(vault: IRecoveryServicesVault): VaultRecovery {
    const present = known.get(vault) ?? new VaultRecovery(vault);
    known.set(vault, present);
    return present;
  }

  readonly inVault: InVault;
  private readonly fabrics = new Map<string, SiteRecoveryFabric>();
  private readonly pairs = new Map<string, DisasterRecoveryPair>();
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
    const key = name ?? "";
    const [other] = this.pairs.values();
    problems.when(
      other !== undefined && TerraformStack.of(other) !== TerraformStack.of(pair),
      `vault has the pair ${other?.node.path} in another stack, and Site Recovery has one fabric for each region in a vault: define both in one stack, or use another vault`,
    );
    const twin = this.pairs.get(key);
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
    this.pairs.set(key, pair);
    this.automationAccountId ??= account;
  }

  /** What lets the agents be updated; the role is granted, and waited for, by the pair that asks first. */
  agentUpdates(pair: DisasterRecoveryPair, updates: AgentUpdates | undefined): AgentUpdateAccess | undefined {
    if (updates) this.updates ??= new AgentUpdateAccess(pair, updates);
    return updates && this.updates;
  }

  /** The fabric of a region; defined in the scope of the pair that needs it first. */
  fabric(scope: Construct, id: string, region: string): SiteRecoveryFabric {
    const present = this.fabrics.get(region);
    if (present) return present;
    const fabric = new SiteRecoveryFabric(scope, id, {
      ...this.inVault,
      name: `fabric-${region}`,
      location: region,
      dependsOn: [...this.last],
    });
    this.fabrics.set(region, fabric);
    return this.queue(fabric);
  }
}

const known = new WeakMap<IRecoveryServicesVault, VaultRecovery>();
