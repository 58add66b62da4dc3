import { type Change, listAt, type Values, valueAt } from "../change";
import { ALERT_ATTRIBUTES } from "./alert-attributes";
import type { AttributeRule, RulesByType } from "./attribute-rule";
import { azurermType } from "./destruction";
import { conditioned, NEIGHBOURS } from "./neighbours";
import { POLICY_ATTRIBUTES } from "./policy-attributes";
import { RECOVERY_ATTRIBUTES } from "./recovery-attributes";
import {
  another,
  crashConsistent,
  fewerIncluded,
  identity,
  limited,
  lowered,
  narrowed,
  ordered,
  removed,
  setFalse,
  stopped,
  switchedOff,
  switchedOn,
  widened,
} from "./weaker";

/** From two regions to the zones of one, and to one building. */
const redundancy = ordered("LocallyRedundant", "ZoneRedundant", "GeoRedundant");

const IDENTITY: readonly AttributeRule[] = [
  { rule: "identity-removed", path: "identity.type", weaker: identity },
  { rule: "identity-removed", path: "identity.identity_ids", weaker: narrowed },
];

const BY_TYPE: RulesByType = {
  recovery_services_vault: [
    {
      rule: "immutability-weakened",
      path: "immutability",
      weaker: ordered("Disabled", "Unlocked", "Locked"),
    },
    { rule: "soft-delete-weakened", path: "soft_delete_enabled", weaker: setFalse, unknown: false },
    { rule: "redundancy-weakened", path: "storage_mode_type", weaker: redundancy },
    { rule: "redundancy-weakened", path: "cross_region_restore_enabled", weaker: switchedOff },
    { rule: "encryption-weakened", path: "encryption.key_id", weaker: removed, unknown: false },
    {
      rule: "encryption-weakened",
      path: "encryption.infrastructure_encryption_enabled",
      weaker: switchedOff,
    },
    { rule: "network-opened", path: "public_network_access_enabled", weaker: switchedOn },
    { rule: "alert-removed", path: "monitoring.alerts_for_all_job_failures_enabled", weaker: switchedOff },
    {
      rule: "alert-removed",
      path: "monitoring.alerts_for_critical_operation_failures_enabled",
      weaker: switchedOff,
    },
    {
      rule: "alert-removed",
      path: "monitoring.email_notifications_for_site_recovery_enabled",
      weaker: switchedOff,
    },
    {
      rule: "alert-removed",
      path: "monitoring.alerts_for_all_replication_issues_enabled",
      weaker: switchedOff,
    },
    { rule: "alert-removed", path: "monitoring.alerts_for_all_failover_issues_enabled", weaker: switchedOff },
    ...IDENTITY,
  ],
  data_protection_backup_vault: [
    {
      rule: "immutability-weakened",
      path: "immutability",
      weaker: ordered("Disabled", "Unlocked", "Locked"),
    },
    { rule: "soft-delete-weakened", path: "soft_delete", weaker: ordered("Off", "On", "AlwaysOn") },
    { rule: "soft-delete-weakened", path: "retention_duration_in_days", weaker: lowered },
    { rule: "redundancy-weakened", path: "redundancy", weaker: redundancy },
    { rule: "redundancy-weakened", path: "cross_region_restore_enabled", weaker: switchedOff },
    ...IDENTITY,
  ],
  data_protection_resource_guard: [
    { rule: "guard-removed", path: "vault_critical_operation_exclusion_list", weaker: widened },
  ],
  backup_policy_vm: [{ rule: "backups-less-often", path: "consistency_type", weaker: crashConsistent }],
  backup_protected_vm: [
    { rule: "protection-stopped", path: "protection_state", weaker: stopped },
    { rule: "disks-left-out", path: "include_disk_luns", weaker: fewerIncluded },
    { rule: "disks-left-out", path: "exclude_disk_luns", weaker: widened },
  ],
  ...RECOVERY_ATTRIBUTES,
  role_assignment: [
    ...["role_definition_name", "role_definition_id", "scope", "principal_id"].map(
      (path): AttributeRule => ({ rule: "access-removed", path, weaker: another, unknown: false }),
    ),
    { rule: "access-removed", path: "condition", weaker: conditioned },
  ],
  management_lock: [
    { rule: "lock-removed", path: "lock_level", weaker: ordered("CanNotDelete", "ReadOnly") },
  ],
  ...ALERT_ATTRIBUTES,
  ...POLICY_ATTRIBUTES,
  ...NEIGHBOURS,
};

const KUBERNETES = "backup_datasource_parameters";

const INSTANCE: readonly AttributeRule[] = [
  { rule: "disks-left-out", path: "storage_account_container_names", weaker: narrowed },
  { rule: "disks-left-out", path: "storage_container_names", weaker: narrowed },
  { rule: "disks-left-out", path: `${KUBERNETES}.label_selectors`, weaker: limited },
  { rule: "disks-left-out", path: `${KUBERNETES}.cluster_scoped_resources_enabled`, weaker: switchedOff },
  { rule: "disks-left-out", path: `${KUBERNETES}.included_namespaces`, weaker: fewerIncluded },
  { rule: "disks-left-out", path: `${KUBERNETES}.included_resource_types`, weaker: fewerIncluded },
  { rule: "disks-left-out", path: `${KUBERNETES}.excluded_namespaces`, weaker: widened },
  { rule: "disks-left-out", path: `${KUBERNETES}.excluded_resource_types`, weaker: widened },
  { rule: "disks-left-out", path: `${KUBERNETES}.volume_snapshot_enabled`, weaker: switchedOff },
  { rule: "protection-stopped", path: "protection_state", weaker: stopped },
];

/** The arguments of a resource that can become weaker. */
export function attributeRulesOf(change: Change): readonly AttributeRule[] {
  const type = change.type.startsWith("azurerm_") ? azurermType(change) : undefined;
  if (type?.startsWith("data_protection_backup_instance_")) return INSTANCE;
  return (type !== undefined && BY_TYPE[type]) || [];
}

/** What a rule compares: by its path whole lists, and single values. */
export function comparedValue(values: Values, { path, read }: AttributeRule): unknown {
  if (read) return read(values);
  const found = valueAt(values, path);
  return Array.isArray(found) ? listAt(values, path) : found;
}
