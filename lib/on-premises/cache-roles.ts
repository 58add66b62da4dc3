import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { grantRole } from "../access/grant-role";
import { RolePropagation } from "../access/role-propagation";
import type { IRecoveryServicesVault } from "../vault/vault-base";

const ROLES = ["Contributor", "Storage Blob Data Contributor"] as const;

/**
 * Gives the vault's identity what it needs on a standard cache storage account, and waits for it (Microsoft Learn, "Set
 * up disaster recovery to Azure for on-premises VMware VMs - Modernized", permissions of the vault).
 */
export function openCache(
  scope: Construct,
  { identity }: IRecoveryServicesVault,
  storageAccountId: string,
): readonly ITerraformDependable[] {
  if (!identity) return [];
  const after = ROLES.map((role) =>
    grantRole(scope, { role, at: storageAccountId, to: identity, place: "Cache" }),
  );
  return [new RolePropagation(scope, "RoleWait", { after }).resource];
}
