import type { Obstacle } from "../protection/backup-support";

/** What a vault is, as far as private endpoints care. */
export interface PrivateAccessCandidate {
  /** Does a user-assigned identity open a customer-managed key for it? undefined where it is not known. */
  readonly userAssignedKeyIdentity?: boolean;
}

/**
 * Why a vault cannot have private endpoints for Azure Backup; undefined when it can, as far as is known (Microsoft Learn,
 * "Encrypt backup data by using customer-managed keys": vaults that use user-assigned identities for customer-managed keys
 * do not support private endpoints for Backup).
 */
export function privateAccessObstacle(vault: PrivateAccessCandidate): Obstacle | undefined {
  if (!vault.userAssignedKeyIdentity) return undefined;
  return {
    reason:
      "its customer-managed key is opened by a user-assigned identity, and Azure Backup has no private endpoints for such vaults",
    remedy: "use a vault without encryption, or without private access",
  };
}
