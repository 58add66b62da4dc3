import type { IConstruct } from "constructs";
import { resolvedText } from "../core/resolved";
import { BACKUP_VAULT_TYPE, VAULT_TYPE } from "../core/resource-id";

/** A vault that is watched, of either kind: of the program or somebody else's. */
export interface IWatchedVault {
  /** ARM id. */
  readonly vaultId: string;
  /** Normalised region name; undefined where it is not known before the deployment. */
  readonly region?: string;
  /** Subscription GUID; undefined where it is not known before the deployment. */
  readonly subscriptionId?: string;
}

/** The resource type of a vault, in azurerm's letter case; undefined for what is no vault. */
export function vaultTypeOf(scope: IConstruct, { vaultId }: IWatchedVault): string | undefined {
  const text = resolvedText(scope, vaultId).toLowerCase();
  if (/azurerm_recovery_services_vault\.|\/microsoft\.recoveryservices\/vaults\//.test(text))
    return VAULT_TYPE;
  if (/azurerm_data_protection_backup_vault\.|\/microsoft\.dataprotection\/backupvaults\//.test(text))
    return BACKUP_VAULT_TYPE;
  return undefined;
}
