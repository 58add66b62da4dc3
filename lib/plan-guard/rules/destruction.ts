import { type Change, type Values, valueAt } from "../change";
import { hasVaultNames, isBackupExtension, isOfBackupVault, leadsToVault } from "./neighbours";
import type { GuardRuleId } from "./rule-list";

/** What goes when a resource of a type is destroyed. */
export interface Destruction {
  readonly rule: GuardRuleId;
  /** Completed by "is destroyed" or "is replaced". */
  readonly what: string;
  /** Is a replacement as bad? One that only watches is there again at once. */
  readonly replaced: boolean;
  /** Of a type that serves anything: does this one serve backups? @default - always */
  readonly when?: (values: Values) => boolean;
}

const loss = (rule: GuardRuleId, what: string): Destruction => ({ rule, what, replaced: true });
const only = (when: Destruction["when"], destruction: Destruction): Destruction => ({ ...destruction, when });
const watch = (rule: GuardRuleId, what: string): Destruction => ({ rule, what, replaced: false });

/** By type, "azurerm_" left out; a name that ends in "*" stands for all that begin so. */
const TYPES: readonly (readonly [type: string, destruction: Destruction])[] = [
  ["recovery_services_vault", loss("vault-destroyed", "the vault with everything in it")],
  ["data_protection_backup_vault", loss("vault-destroyed", "the Backup vault with everything in it")],
  ["backup_policy_*", loss("policy-destroyed", "the backup policy")],
  ["data_protection_backup_policy_*", loss("policy-destroyed", "the backup policy")],
  ["site_recovery_replication_policy", loss("policy-destroyed", "the replication policy")],
  ["site_recovery_vmware_replication_policy", loss("policy-destroyed", "the replication policy")],
  ["site_recovery_hyperv_replication_policy", loss("policy-destroyed", "the replication policy")],
  ["backup_protected_*", loss("item-destroyed", "the protected item")],
  ["backup_container_storage_account", loss("item-destroyed", "the registration of the storage account")],
  ["data_protection_backup_instance_*", loss("item-destroyed", "the backup instance")],
  ["site_recovery_replicated_vm", loss("replica-destroyed", "the replica")],
  ["site_recovery_vmware_replicated_vm", loss("replica-destroyed", "the replica")],
  ["site_recovery_fabric", loss("recovery-destroyed", "the fabric")],
  ["site_recovery_services_vault_hyperv_site", loss("recovery-destroyed", "the Hyper-V site")],
  ["site_recovery_protection_container", loss("recovery-destroyed", "the protection container")],
  ["site_recovery_protection_container_mapping", loss("recovery-destroyed", "the container mapping")],
  [
    "site_recovery_vmware_replication_policy_association",
    loss("recovery-destroyed", "the policy's association"),
  ],
  [
    "site_recovery_hyperv_replication_policy_association",
    loss("recovery-destroyed", "the policy's association"),
  ],
  ["site_recovery_network_mapping", loss("recovery-destroyed", "the network mapping")],
  ["site_recovery_hyperv_network_mapping", loss("recovery-destroyed", "the network mapping")],
  ["site_recovery_replication_recovery_plan", loss("recovery-destroyed", "the recovery plan")],
  [
    "recovery_services_vault_resource_guard_association",
    loss("guard-removed", "multi-user authorization of the vault"),
  ],
  [
    "data_protection_backup_vault_resource_guard_association",
    loss("guard-removed", "multi-user authorization of the vault"),
  ],
  ["data_protection_resource_guard", loss("guard-removed", "the resource guard")],
  ["data_protection_backup_vault_customer_managed_key", loss("encryption-weakened", "the vault's own key")],
  ["management_lock", loss("lock-removed", "the lock")],
  ["role_assignment", watch("access-removed", "the role assignment")],
  ["monitor_metric_alert", watch("alert-removed", "the metric alert")],
  ["monitor_scheduled_query_rules_alert*", watch("alert-removed", "the log alert")],
  ["monitor_activity_log_alert", watch("alert-removed", "the activity log alert")],
  ["monitor_alert_processing_rule_action_group", watch("alert-removed", "the alert processing rule")],
  ["monitor_smart_detector_alert_rule", watch("alert-removed", "the smart detector alert")],
  ["monitor_alert_prometheus_rule_group", watch("alert-removed", "the Prometheus alerts")],
  ["monitor_action_group", watch("alert-removed", "the action group")],
  ["monitor_aad_diagnostic_setting", watch("logs-removed", "the diagnostic setting of Entra ID")],
  ["log_analytics_workspace", loss("logs-removed", "the workspace with its logs")],
  ["role_definition", watch("access-removed", "the role")],
  ["monitor_diagnostic_setting", watch("logs-removed", "the diagnostic setting")],
  ["management_group_policy_assignment", watch("policy-not-enforced", "the policy assignment")],
  ["subscription_policy_assignment", watch("policy-not-enforced", "the policy assignment")],
  ["resource_group_policy_assignment", watch("policy-not-enforced", "the policy assignment")],
  ["resource_policy_assignment", watch("policy-not-enforced", "the policy assignment")],
  ["policy_definition", watch("policy-not-enforced", "the policy definition")],
  ["policy_set_definition", watch("policy-not-enforced", "the initiative")],
  ["management_group_policy_set_definition", watch("policy-not-enforced", "the initiative")],
  [
    "policy_virtual_machine_configuration_assignment",
    watch("policy-not-enforced", "the guest configuration"),
  ],
  ["management_group_policy_remediation", watch("policy-not-enforced", "the remediation")],
  ["subscription_policy_remediation", watch("policy-not-enforced", "the remediation")],
  ["resource_group_policy_remediation", watch("policy-not-enforced", "the remediation")],
  ["resource_policy_remediation", watch("policy-not-enforced", "the remediation")],
  ["private_endpoint", only(leadsToVault, loss("connection-removed", "the private endpoint of the vault"))],
  ["private_dns_zone", only(hasVaultNames, loss("connection-removed", "the zone of the vault's names"))],
  [
    "private_dns_zone_virtual_network_link",
    only(hasVaultNames, watch("connection-removed", "the network's link to the vault's names")),
  ],
  [
    "kubernetes_cluster_extension",
    only(isBackupExtension, loss("protection-stopped", "the backup extension of the cluster")),
  ],
  [
    "kubernetes_cluster_trusted_access_role_binding",
    only(isOfBackupVault, watch("access-removed", "the vault's trusted access to the cluster")),
  ],
  ["lighthouse_definition", watch("access-removed", "the delegation")],
  ["lighthouse_assignment", watch("access-removed", "the delegation")],
  ["automanage_configuration", watch("policy-not-enforced", "the Automanage profile")],
  [
    "virtual_machine_automanage_configuration_assignment",
    watch("policy-not-enforced", "the Automanage profile of the VM"),
  ],
];

const FABRIC = "microsoft.recoveryservices/vaults/replicationfabrics";

/** The same by ARM type, for resources of the provider azapi. */
const ARM_TYPES: readonly (readonly [type: string, azurerm: string])[] = [
  ["microsoft.recoveryservices/vaults", "recovery_services_vault"],
  ["microsoft.recoveryservices/vaults/backuppolicies", "backup_policy_vm"],
  [
    "microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems",
    "backup_protected_vm",
  ],
  [
    "microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers",
    "backup_container_storage_account",
  ],
  ["microsoft.recoveryservices/vaults/replicationpolicies", "site_recovery_replication_policy"],
  ["microsoft.recoveryservices/vaults/replicationrecoveryplans", "site_recovery_replication_recovery_plan"],
  [
    "microsoft.recoveryservices/vaults/backupresourceguardproxies",
    "recovery_services_vault_resource_guard_association",
  ],
  [FABRIC, "site_recovery_fabric"],
  [`${FABRIC}/replicationprotectioncontainers`, "site_recovery_protection_container"],
  [`${FABRIC}/replicationprotectioncontainers/replicationprotecteditems`, "site_recovery_replicated_vm"],
  [
    `${FABRIC}/replicationprotectioncontainers/replicationprotectioncontainermappings`,
    "site_recovery_protection_container_mapping",
  ],
  [`${FABRIC}/replicationnetworks/replicationnetworkmappings`, "site_recovery_network_mapping"],
  [
    "microsoft.dataprotection/backupvaults/backupresourceguardproxies",
    "data_protection_backup_vault_resource_guard_association",
  ],
  ["microsoft.insights/scheduledqueryrules", "monitor_scheduled_query_rules_alert_v2"],
  ["microsoft.insights/metricalerts", "monitor_metric_alert"],
  ["microsoft.insights/activitylogalerts", "monitor_activity_log_alert"],
  ["microsoft.insights/actiongroups", "monitor_action_group"],
  ["microsoft.alertsmanagement/actionrules", "monitor_alert_processing_rule_action_group"],
  ["microsoft.authorization/roleassignments", "role_assignment"],
  ["microsoft.authorization/roledefinitions", "role_definition"],
  ["microsoft.authorization/policyassignments", "resource_policy_assignment"],
  ["microsoft.authorization/policydefinitions", "policy_definition"],
  ["microsoft.authorization/policysetdefinitions", "policy_set_definition"],
  ["microsoft.authorization/policyexemptions", "resource_policy_exemption"],
  ["microsoft.policyinsights/remediations", "resource_policy_remediation"],
  ["microsoft.dataprotection/backupvaults", "data_protection_backup_vault"],
  ["microsoft.dataprotection/backupvaults/backuppolicies", "data_protection_backup_policy_disk"],
  ["microsoft.dataprotection/backupvaults/backupinstances", "data_protection_backup_instance_disk"],
  ["microsoft.dataprotection/resourceguards", "data_protection_resource_guard"],
  ["microsoft.authorization/locks", "management_lock"],
  ["microsoft.insights/diagnosticsettings", "monitor_diagnostic_setting"],
];

const EXACT = new Map(TYPES.filter(([type]) => !type.endsWith("*")));
const PREFIXES = TYPES.filter(([type]) => type.endsWith("*"));
const FROM_ARM = new Map(ARM_TYPES);

/** What goes with a resource; undefined for what protects nothing. */
export function destructionOf(change: Change): Destruction | undefined {
  const type = azurermType(change);
  if (type === undefined) return undefined;
  const found = EXACT.get(type) ?? PREFIXES.find(([prefix]) => type.startsWith(prefix.slice(0, -1)))?.[1];
  return found?.when?.(change.before) === false ? undefined : found;
}

/** The type without "azurerm_"; of azapi's resources, the one that stands for the same. */
export function azurermType({ type, before, after }: Change): string | undefined {
  if (type.startsWith("azurerm_")) return type.slice("azurerm_".length);
  if (type !== "azapi_resource") return undefined;
  const arm = valueAt(before, "type") ?? valueAt(after, "type");
  return typeof arm === "string" ? FROM_ARM.get((arm.split("@")[0] ?? "").toLowerCase()) : undefined;
}
