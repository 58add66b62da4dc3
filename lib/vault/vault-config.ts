import type {
  RecoveryServicesVault,
  RecoveryServicesVaultConfig,
} from "@cdktf/provider-azurerm/lib/recovery-services-vault";
import type { IPrincipal } from "../access/principal";
import type { IUserAssignedIdentity } from "../core/refs";
import { normalizeRegion } from "../core/regions";
import { canonicalSegments, IDENTITY_TYPE } from "../core/resource-id";
import { tagMap } from "../core/tags";
import type { RecoveryServicesVaultProps, VaultAlerts, VaultImmutability } from "./vault-props";

export function immutabilityOf(props: RecoveryServicesVaultProps): VaultImmutability {
  return props.immutability ?? (props.throwaway ? "Disabled" : "Unlocked");
}

export function vaultConfig(props: RecoveryServicesVaultProps, region: string): RecoveryServicesVaultConfig {
  return {
    name: props.name,
    location: normalizeRegion(region),
    resourceGroupName: props.resourceGroup.name,
    sku: "Standard",
    storageModeType: props.redundancy ?? "GeoRedundant",
    crossRegionRestoreEnabled: props.crossRegionRestore ?? false,
    immutability: immutabilityOf(props),
    publicNetworkAccessEnabled: props.publicNetworkAccess ?? true,
    identity: identityBlock(props),
    encryption: props.encryption && encryptionBlock(props.encryption),
    classicVmwareReplicationEnabled: props.classicVmwareReplication === true ? true : undefined,
    tags: tagMap(props.tags),
    // the portal's word for the same SKU is "RS0": azurerm would write the vault anew over it, redundancy and all
    lifecycle: props.throwaway ? undefined : { preventDestroy: true, ignoreChanges: ["sku"] },
  };
}

function identityBlock({ identity = {}, encryption }: RecoveryServicesVaultProps) {
  const own = [...(identity.userAssigned ?? []), ...(encryption ? [encryption.identity] : [])];
  const ids = [...new Set(own.map(identityId))];
  const system = identity.systemAssigned ?? true;
  const type = [...(system ? ["SystemAssigned"] : []), ...(ids.length > 0 ? ["UserAssigned"] : [])].join(
    ", ",
  );
  return { type, identityIds: ids.length > 0 ? ids : undefined };
}

function encryptionBlock(encryption: NonNullable<RecoveryServicesVaultProps["encryption"]>) {
  return {
    keyId: encryption.keyId,
    infrastructureEncryptionEnabled: encryption.infrastructureEncryption ?? false,
    // true is azurerm's default, and refused beside an identity of one's own
    useSystemAssignedIdentity: false,
    userAssignedIdentityId: identityId(encryption.identity),
  };
}

/** azurerm wants the id's segments in exactly this letter case. */
function identityId({ id }: IUserAssignedIdentity): string {
  return canonicalSegments(id, IDENTITY_TYPE);
}

/** The whole block, in azurerm's words: the bindings know only two of its five switches. */
export function monitoringBlock(alerts: VaultAlerts = {}): Readonly<Record<string, boolean>> {
  return {
    alerts_for_all_job_failures_enabled: alerts.jobFailures ?? true,
    alerts_for_all_replication_issues_enabled: alerts.replicationIssues ?? true,
    alerts_for_all_failover_issues_enabled: alerts.failoverIssues ?? true,
    alerts_for_critical_operation_failures_enabled: alerts.classicCriticalOperations ?? false,
    email_notifications_for_site_recovery_enabled: alerts.siteRecoveryEmails ?? false,
  };
}

/** Who the vault is for Azure's roles: its system-assigned identity, or else its first own one. */
export function principalOf(
  { identity = {}, encryption }: RecoveryServicesVaultProps,
  resource: RecoveryServicesVault,
): IPrincipal | undefined {
  if (identity.systemAssigned ?? true) return { principalId: resource.identity.principalId };
  return identity.userAssigned?.[0] ?? encryption?.identity;
}
