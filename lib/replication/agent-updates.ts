import type { SiteRecoveryProtectionContainerMappingAutomaticUpdate } from "@cdktf/provider-azurerm/lib/site-recovery-protection-container-mapping";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { grantRole } from "../access/grant-role";
import { RolePropagation } from "../access/role-propagation";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import type { AgentUpdates } from "./pair-props";

/**
 * What lets Site Recovery update the Mobility service: an automation account whose identity is "Contributor" on the vault
 * (Microsoft Learn, "Automatic update of the Mobility service in Azure-to-Azure replication").
 */
export class AgentUpdateAccess {
  readonly block: SiteRecoveryProtectionContainerMappingAutomaticUpdate;
  /** Is the role granted by the program? */
  readonly granted: boolean;
  /** What the mappings have to wait for. */
  readonly before: readonly TerraformResource[];

  constructor(scope: Construct, vault: IRecoveryServicesVault, updates: AgentUpdates) {
    const { account, grantRole: grants = true, roleWaitSeconds: seconds } = updates;
    this.block = {
      enabled: true,
      automationAccountId: account.accountId,
      authenticationType: "SystemAssignedIdentity",
    };
    this.granted = grants && account.identity !== undefined;
    if (!grants || !account.identity) {
      this.before = [];
      return;
    }
    const role = grantRole(scope, {
      role: "Contributor",
      at: vault.vaultId,
      subscriptionId: vault.subscriptionId,
      to: account.identity,
      place: "Vault",
      description: "Site Recovery updates the Mobility service with this identity",
    });
    this.before = [new RolePropagation(scope, "AgentUpdateAccess", { after: [role], seconds }).resource];
  }
}
