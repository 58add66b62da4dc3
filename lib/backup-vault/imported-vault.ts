import type { Construct } from "constructs";
import { checkPrincipal } from "../access/principal";
import { checkRoleWait } from "../access/role-propagation";
import { GUID } from "../core/guid";
import { Problems } from "../core/problems";
import { checkSpelling, normalizeRegion } from "../core/regions";
import { BACKUP_VAULT_TYPE, canonicalSegments, partsOf, type ResourceId } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";
import { registerProviders } from "../provider/register-providers";
import { BackupVaultBase, type IBackupVault } from "./vault-base";

/** What the id of a Backup vault does not say. */
export interface ImportedBackupVaultOptions {
  /** The vault's region, which every backup instance names. */
  readonly region: string;

  /**
   * Object id of the vault's system-assigned identity, to which the roles of backups are given.
   * @default - none: backups then need grantRoles: false
   */
  readonly principalId?: string;

  /**
   * The Entra tenant of the vault, which the backup of AKS clusters needs.
   * @default - none
   */
  readonly tenantId?: string;

  /**
   * Seconds between giving roles and using them, 0 to 1800.
   * @default 180
   */
  readonly roleWaitSeconds?: number;
}

export function importBackupVault(
  scope: Construct,
  id: string,
  vaultId: string,
  options: ImportedBackupVaultOptions,
): IBackupVault {
  const parts = checkedParts(scope, id, vaultId, options);

  class Imported extends BackupVaultBase {
    readonly vaultId = canonicalSegments(vaultId, BACKUP_VAULT_TYPE);
    readonly vaultName = parts?.name ?? "";
    readonly resourceGroupName = parts?.resourceGroup ?? "";
    readonly region = normalizeRegion(options.region);
    override readonly subscriptionId = parts?.subscriptionId.toLowerCase();
    override readonly principalId = options.principalId;
    override readonly tenantId = options.tenantId;
    override readonly roleWaitSeconds = options.roleWaitSeconds;
  }
  const vault = new Imported(scope, id);
  registerProviders(vault, ["Microsoft.DataProtection"]);
  return vault;
}

function checkedParts(
  scope: Construct,
  id: string,
  vaultId: string,
  { region, principalId, tenantId, roleWaitSeconds }: ImportedBackupVaultOptions,
): ResourceId | undefined {
  const parts = partsOf(vaultId, BACKUP_VAULT_TYPE);
  const problems = new Problems(`${scope.node.path}/${id}`);
  problems.when(!parts, `vaultId must be the ARM id of a Backup vault, got ${JSON.stringify(vaultId)}`);
  const own = subscriptionOf(scope);
  problems.when(
    parts !== undefined && own !== undefined && parts.subscriptionId.toLowerCase() !== own,
    `vaultId must be in the stack's subscription ${own}, got ${parts?.subscriptionId}: use a stack of that subscription, since azurerm looks for the vault in its own`,
  );
  problems.matches("region", region, /\S/, "the vault's region");
  checkSpelling(problems, region);
  if (principalId !== undefined) checkPrincipal(problems, { principalId });
  if (tenantId !== undefined) problems.matches("tenantId", tenantId, GUID, "the GUID of an Entra tenant");
  checkRoleWait(problems, "roleWaitSeconds", roleWaitSeconds);
  problems.throwIfAny();
  return parts;
}
