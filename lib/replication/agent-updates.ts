import type { SiteRecoveryProtectionContainerMappingAutomaticUpdate } from "@cdktf/provider-azurerm/lib/site-recovery-protection-container-mapping";
import type { TerraformResource } from "cdktf";
import { grantRole } from "../access/grant-role";
import { RolePropagation } from "../access/role-propagation";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import type { AgentUpdates } from "./pair-props";

/**
 * What lets Site Recovery update the Mobility service: an automation account whose identity is "Contributor" on the vault
 * (Microsoft Learn, "Automatic update of the Mobility service in Azure-to-Azure replication").
 */
export class AgentUpdateAccess {
  readonly block: SiteRecoveryProtectionContainerMappingAutomaticUpdate;
  /** What the mappings have to wait for. */
  readonly before: readonly TerraformResource[];

  constructor(pair: DisasterRecoveryPair, updates: AgentUpdates) {
    const { account, grantRole: grants = true, roleWaitSeconds: seconds } = updates;
    this.block = {
      enabled: true,
      automationAccountId: account.accountId,
      authenticationType: "SystemAssignedIdentity",
    };
    if (!grants || !account.identity) {
      this.before = [];
      return;
    }
    const { vault } = pair;
    const role = grantRole(pair, {
      role: "Contributor",
      at: vault.vaultId,
      subscriptionId: vault.subscriptionId,
      to: account.identity,
      place: "Vault",
      description: "Site Recovery updates the Mobility service with this identity",
    });
    this.before = [new RolePropagation(pair, "AgentUpdateAccess", { after: [role], seconds }).resource];
  }
}
