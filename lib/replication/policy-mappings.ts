import type { SiteRecoveryFabric } from "@cdktf/provider-azurerm/lib/site-recovery-fabric";
import type { SiteRecoveryProtectionContainer } from "@cdktf/provider-azurerm/lib/site-recovery-protection-container";
import { SiteRecoveryProtectionContainerMapping } from "@cdktf/provider-azurerm/lib/site-recovery-protection-container-mapping";
import type { TerraformResource } from "cdktf";
import { azurermMajor } from "../core/azurerm-major";
import { addressOf } from "../core/last";
import { quoted } from "../core/problems";
import type { AgentUpdateAccess } from "./agent-updates";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import { ReplicationPolicy, type ReplicationPolicyOptions } from "./replication-policy";
import type { VaultRecovery } from "./vault-recovery";

/** A region, or a zone of it, as Site Recovery sees it. */
export interface Side {
  readonly fabric: SiteRecoveryFabric;
  readonly container: SiteRecoveryProtectionContainer;
}

/** The replication policies of a pair; each is mapped to its containers in both directions. */
export class PolicyMappings {
  private readonly mappings = new Map<ReplicationPolicy, readonly TerraformResource[]>();
  private sides?: readonly [Side, Side];
  private updates?: AgentUpdateAccess;

  constructor(
    private readonly pair: DisasterRecoveryPair,
    private readonly recovery: VaultRecovery,
    private readonly name: string | undefined,
  ) {}

  /** The pair's own policy has no id: its names and those of its mappings are the plain ones. */
  addPolicy(id: string, options: ReplicationPolicyOptions = {}): ReplicationPolicy {
    const before = this.recovery.last;
    const name = this.named("replication-policy", id);
    this.recovery.takeName(this.pair, name, id ? `the id ${quoted(id)}` : `name ${quoted(this.name)}`);
    const policy = new ReplicationPolicy(this.pair, id || "Policy", {
      ...options,
      vault: this.pair.vault,
      name,
    });
    if (before.length > 0) policy.resource.dependsOn = before.map(addressOf);
    this.recovery.queue(policy.resource);
    this.mappings.set(policy, this.sides ? this.mapBoth(policy, id) : []);
    return policy;
  }

  /** Says which containers the policies are mapped to, and who updates the agents there. */
  connect(source: Side, target: Side, updates: AgentUpdateAccess | undefined): void {
    this.sides = [source, target];
    this.updates = updates;
    for (const policy of this.mappings.keys()) this.mappings.set(policy, this.mapBoth(policy, ""));
  }

  has(policy: ReplicationPolicy): boolean {
    return this.mappings.has(policy);
  }

  mappingsOf(policy: ReplicationPolicy): readonly TerraformResource[] {
    return this.mappings.get(policy) ?? [];
  }

  private mapBoth(policy: ReplicationPolicy, id: string): readonly TerraformResource[] {
    const [source, target] = this.sides ?? [];
    if (!source || !target) return [];
    return [
      this.map("Failover", id, policy, source, target),
      this.map("Failback", id, policy, target, source),
    ];
  }

  private map(direction: string, id: string, policy: ReplicationPolicy, from: Side, to: Side) {
    const mapping = new SiteRecoveryProtectionContainerMapping(this.pair, `${id}${direction}Mapping`, {
      ...this.recovery.inVault,
      name: this.named(`mapping-${direction.toLowerCase()}`, id),
      recoveryFabricName: from.fabric.name,
      recoverySourceProtectionContainerName: from.container.name,
      recoveryTargetProtectionContainerId: to.container.id,
      recoveryReplicationPolicyId: policy.policyId,
      // written only where it is on: azurerm never settles on a block that says no
      automaticUpdate: this.updates?.block,
      dependsOn: [...this.recovery.last, ...(this.updates?.before ?? [])],
    });
    if (this.updates && azurermMajor(this.pair) === 5)
      mapping.addOverride("automatic_update.enabled", undefined);
    return this.recovery.queue(mapping);
  }

  private named(what: string, id: string): string {
    return [what, this.name, id.toLowerCase()].filter(Boolean).join("-");
  }
}
