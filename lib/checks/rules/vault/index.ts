import { vaultAlerts } from "./vault-alerts";
import { vaultCrossSubscriptionRestore } from "./vault-cross-subscription-restore";
import { vaultCustomerManagedKey } from "./vault-customer-managed-key";
import { vaultDiagnostics } from "./vault-diagnostics";
import { vaultGeoRedundancy } from "./vault-geo-redundancy";
import { vaultIdentity } from "./vault-identity";
import { vaultImmutability } from "./vault-immutability";
import { vaultInfrastructureEncryption } from "./vault-infrastructure-encryption";
import { vaultLock } from "./vault-lock";
import { vaultLockedImmutability } from "./vault-locked-immutability";
import { vaultName } from "./vault-name";
import { vaultNotEmpty } from "./vault-not-empty";
import { vaultPreventDestroy } from "./vault-prevent-destroy";
import { vaultPrivateEndpoint } from "./vault-private-endpoint";
import { vaultPublicNetwork } from "./vault-public-network";
import { vaultResourceGuard } from "./vault-resource-guard";
import { vaultSoftDelete } from "./vault-soft-delete";
import { vaultZoneRedundancy } from "./vault-zone-redundancy";

/** Rules on Recovery Services vaults. */
export const VAULT_RULES = [
  vaultImmutability,
  vaultIdentity,
  vaultGeoRedundancy,
  vaultZoneRedundancy,
  vaultName,
  vaultSoftDelete,
  vaultAlerts,
  vaultPreventDestroy,
  vaultDiagnostics,
  vaultNotEmpty,
  vaultLockedImmutability,
  vaultPublicNetwork,
  vaultPrivateEndpoint,
  vaultCrossSubscriptionRestore,
  vaultCustomerManagedKey,
  vaultInfrastructureEncryption,
  vaultResourceGuard,
  vaultLock,
] as const;
