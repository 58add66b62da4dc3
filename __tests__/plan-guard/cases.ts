/** What the guard says of each harmful plan, in the plan's order; harmless ones it passes, with a note at most. */
export const HARMFUL: Readonly<Record<string, readonly string[]>> = {
  "alert-destroyed": ["alert-removed azurerm_monitor_metric_alert.Health: the metric alert is destroyed"],
  "alert-disabled": ["alert-removed azurerm_monitor_metric_alert.Health: enabled is switched off"],
  "alert-switch-off": [
    "alert-removed azurerm_recovery_services_vault.Vault: monitoring.alerts_for_all_job_failures_enabled is switched off",
  ],
  "all-backups-destroyed": [
    "item-destroyed azurerm_backup_container_storage_account.Vault_Storage-stfiles4711_20C582D7: the registration of the storage account is destroyed",
    "policy-destroyed azurerm_backup_policy_file_share.Vault_Shares_3DE1FC73: the backup policy is destroyed",
    "policy-destroyed azurerm_backup_policy_vm.Vault_Bronze_529E0E91: the backup policy is destroyed",
    "policy-destroyed azurerm_backup_policy_vm.Vault_Gold_B4C24A29: the backup policy is destroyed",
    "policy-destroyed azurerm_backup_policy_vm_workload.Vault_Sql_01CA8083: the backup policy is destroyed",
    "item-destroyed azurerm_backup_protected_file_share.Vault_Share_76145975: the protected item is destroyed",
    "item-destroyed azurerm_backup_protected_vm.Vault_small_8C86D04C: the protected item is destroyed",
    "item-destroyed azurerm_backup_protected_vm.Vault_sql_E7B12638: the protected item is destroyed",
    "item-destroyed azurerm_backup_protected_vm.Vault_web_351DBF97: the protected item is destroyed",
    "item-destroyed azurerm_data_protection_backup_instance_disk.Backups_Data_DD4714FC: the backup instance is destroyed",
    "policy-destroyed azurerm_data_protection_backup_policy_disk.Backups_Disks_62025778: the backup policy is destroyed",
    "vault-destroyed azurerm_data_protection_backup_vault.Backups: the Backup vault with everything in it is destroyed",
    "lock-removed azurerm_management_lock.Vault_Lock_C9DD9055: the lock is destroyed",
    "vault-destroyed azurerm_recovery_services_vault.Vault: the vault with everything in it is destroyed",
    "guard-removed azurerm_recovery_services_vault_resource_guard_association.Vault_ResourceGuard_91BA45BE: multi-user authorization of the vault is destroyed",
    "access-removed azurerm_role_assignment.Backups_Access_Disk-Backup-Reader-Data-Backups_11C476E7: the role assignment is destroyed",
    "access-removed azurerm_role_assignment.Backups_Access_Disk-Snapshot-Contributor-Snapshots-Backups_A1846EBF: the role assignment is destroyed",
    "access-removed azurerm_role_assignment.Vault_Access_Backup-Operator-Vault-ad83b760_4E674DF4: the role assignment is destroyed",
  ],
  "app-consistent-less-often": [
    "backups-less-often azurerm_site_recovery_replication_policy.Erp_Policy_217610F8: application-consistent points: every 4 hours, and was every hour",
  ],
  "assignment-destroyed": [
    "access-removed azurerm_role_assignment.Restore_Role-5e467623-9a6a5f_059572A5: the role assignment is destroyed",
    "policy-not-enforced azurerm_subscription_policy_assignment.Restore: the policy assignment is destroyed",
    "policy-not-enforced azurerm_subscription_policy_remediation.Restore_Existing_04D686AE: the remediation is destroyed",
  ],
  "assignment-not-enforced": [
    "policy-not-enforced azurerm_subscription_policy_assignment.Restore: enforce is switched off",
  ],
  "backup-vault-destroyed": [
    "item-destroyed azurerm_data_protection_backup_instance_disk.Backups_Data_DD4714FC: the backup instance is destroyed",
    "policy-destroyed azurerm_data_protection_backup_policy_disk.Backups_Disks_62025778: the backup policy is destroyed",
    "vault-destroyed azurerm_data_protection_backup_vault.Backups: the Backup vault with everything in it is destroyed",
    "access-removed azurerm_role_assignment.Backups_Access_Disk-Backup-Reader-Data-Backups_11C476E7: the role assignment is destroyed",
    "access-removed azurerm_role_assignment.Backups_Access_Disk-Snapshot-Contributor-Snapshots-Backups_A1846EBF: the role assignment is destroyed",
  ],
  "backup-vault-immutability-disabled": [
    'immutability-weakened azurerm_data_protection_backup_vault.Backups: immutability becomes "Disabled", and was "Unlocked"',
  ],
  "container-destroyed": [
    "item-destroyed azurerm_backup_container_storage_account.Vault_Storage-stfiles4711_20C582D7: the registration of the storage account is destroyed",
    "item-destroyed azurerm_backup_protected_file_share.Vault_Share_76145975: the protected item is destroyed",
  ],
  "daily-shortened": [
    "retention-shortened azurerm_backup_policy_vm.Vault_Gold_B4C24A29: daily points: 29 days, and was 30; Azure refuses it, since the vault is immutable",
  ],
  "diagnostics-destroyed": [
    "logs-removed azurerm_monitor_diagnostic_setting.Diagnostics_Tables_865B8957: the diagnostic setting is destroyed",
  ],
  "differential-removed": [
    "backups-less-often azurerm_backup_policy_vm_workload.Vault_Sql_01CA8083: Differential backups: no longer made",
    "retention-shortened azurerm_backup_policy_vm_workload.Vault_Sql_01CA8083: Differential points: no longer kept, and were kept 14 days; Azure refuses it, since the vault is immutable",
  ],
  "disk-instance-destroyed": [
    "item-destroyed azurerm_data_protection_backup_instance_disk.Backups_Data_DD4714FC: the backup instance is destroyed",
  ],
  "disk-policy-replaced": [
    "policy-destroyed azurerm_data_protection_backup_policy_disk.Backups_Disks_62025778: the backup policy is replaced, because of default_retention_duration",
    "retention-shortened azurerm_data_protection_backup_policy_disk.Backups_Disks_62025778: default_retention_duration: 5 days, and was 7",
  ],
  "disks-narrowed": [
    "disks-left-out azurerm_backup_protected_vm.Vault_sql_E7B12638: include_disk_luns no longer has 1",
  ],
  "everything-destroyed": [
    "vault-destroyed azurerm_recovery_services_vault.Vault: the vault with everything in it is destroyed",
    "recovery-destroyed azurerm_site_recovery_fabric.Erp_SourceFabric_12DE0438: the fabric is destroyed",
    "recovery-destroyed azurerm_site_recovery_fabric.Erp_TargetFabric_21433112: the fabric is destroyed",
    "recovery-destroyed azurerm_site_recovery_network_mapping.Erp_vnet-prod-australiaeast-1440ae15-Failback_7EEFD2CA: the network mapping is destroyed",
    "recovery-destroyed azurerm_site_recovery_network_mapping.Erp_vnet-prod-australiaeast-1440ae15-Failover_F561BEFD: the network mapping is destroyed",
    "recovery-destroyed azurerm_site_recovery_protection_container.Erp_SourceContainer_A139FA60: the protection container is destroyed",
    "recovery-destroyed azurerm_site_recovery_protection_container.Erp_TargetContainer_1F2812B8: the protection container is destroyed",
    "recovery-destroyed azurerm_site_recovery_protection_container_mapping.Erp_FailbackMapping_4BA7AC3F: the container mapping is destroyed",
    "recovery-destroyed azurerm_site_recovery_protection_container_mapping.Erp_FailoverMapping_0E28C722: the container mapping is destroyed",
    "replica-destroyed azurerm_site_recovery_replicated_vm.Erp_app-erp-prd-01-5f8759ad_44FD9F1A: the replica is destroyed",
    "replica-destroyed azurerm_site_recovery_replicated_vm.Erp_app-erp-prd-02-b6bd89b3_C881EA9E: the replica is destroyed",
    "policy-destroyed azurerm_site_recovery_replication_policy.Erp_Policy_217610F8: the replication policy is destroyed",
    "recovery-destroyed azurerm_site_recovery_replication_recovery_plan.Erp_Plan_CAB5F119: the recovery plan is destroyed",
  ],
  "exemption-added": [
    "exemption-added azurerm_subscription_policy_exemption.Late: an exemption is made without an end",
  ],
  "failback-mapping-destroyed": [
    "recovery-destroyed azurerm_site_recovery_protection_container_mapping.Erp_FailbackMapping_4BA7AC3F: the container mapping is destroyed",
  ],
  "file-share-item-destroyed": [
    "item-destroyed azurerm_backup_protected_file_share.Vault_Share_76145975: the protected item is destroyed",
  ],
  "file-share-policy-replaced": [
    "policy-destroyed azurerm_backup_policy_file_share.Vault_Shares_3DE1FC73: the backup policy is replaced, because of name",
  ],
  "file-share-shortened": [
    "retention-shortened azurerm_backup_policy_file_share.Vault_Shares_3DE1FC73: weekly points: 8 weeks, and was 12; Azure refuses it, since the vault is immutable",
  ],
  "guard-removed": [
    "guard-removed azurerm_recovery_services_vault_resource_guard_association.Vault_ResourceGuard_91BA45BE: multi-user authorization of the vault is destroyed",
  ],
  "hourly-to-daily": [
    "backups-less-often azurerm_backup_policy_vm.Vault_Gold_B4C24A29: backups: every day, and was every 4 hours",
  ],
  "identity-removed": [
    "identity-removed azurerm_recovery_services_vault.Vault: identity.type no longer is SystemAssigned",
  ],
  "immutability-disabled": [
    'immutability-weakened azurerm_recovery_services_vault.Vault: immutability becomes "Disabled", and was "Unlocked"',
  ],
  "instant-restore-shortened": [
    "retention-shortened azurerm_backup_policy_vm.Vault_Gold_B4C24A29: instant restore: 6 days, and was 7",
  ],
  "item-to-new-smaller-policy": [
    "policy-keeps-less azurerm_backup_protected_vm.Vault_web_351DBF97: another policy, which has less: backups: every day, and was every 4 hours; daily points: 14 days, and was 30; weekly points: no longer kept, and were kept 12 weeks; monthly points: no longer kept, and were kept 12 months; yearly points: no longer kept, and were kept 7 years; instant restore: 2 days, and was 7; Azure refuses less retention, since the vault is immutable",
  ],
  "item-to-smaller-policy": [
    "policy-keeps-less azurerm_backup_protected_vm.Vault_web_351DBF97: another policy, which has less: backups: every day, and was every 4 hours; daily points: 14 days, and was 30; weekly points: no longer kept, and were kept 12 weeks; monthly points: no longer kept, and were kept 12 months; yearly points: no longer kept, and were kept 7 years; instant restore: 2 days, and was 7; Azure refuses less retention, since the vault is immutable",
  ],
  "last-day-dropped": [
    "retention-shortened azurerm_backup_policy_vm.Vault_Gold_B4C24A29: yearly points, last day: no longer of the month; Azure refuses it, since the vault is immutable",
  ],
  "less-often": [
    "backups-less-often azurerm_backup_policy_vm.Vault_Gold_B4C24A29: backups: every 6 hours, and was every 4 hours",
  ],
  "lock-removed": ["lock-removed azurerm_management_lock.Vault_Lock_C9DD9055: the lock is destroyed"],
  "log-category-removed": [
    "logs-removed azurerm_monitor_diagnostic_setting.Diagnostics_Tables_865B8957: enabled_log no longer has asrreplicateditems",
  ],
  "log-less-often": [
    "backups-less-often azurerm_backup_policy_vm_workload.Vault_Sql_01CA8083: Log backups: every hour, and was every 15 minutes",
  ],
  "log-retention-shortened": [
    "retention-shortened azurerm_backup_policy_vm_workload.Vault_Sql_01CA8083: Log points: 7 days, and was 14; Azure refuses it, since the vault is immutable",
  ],
  "months-narrowed": [
    "retention-shortened azurerm_backup_policy_vm.Vault_Gold_B4C24A29: yearly points, months: no longer of December; Azure refuses it, since the vault is immutable",
  ],
  "network-mapping-destroyed": [
    "recovery-destroyed azurerm_site_recovery_network_mapping.Erp_vnet-prod-australiaeast-1440ae15-Failback_7EEFD2CA: the network mapping is destroyed",
  ],
  "plan-destroyed": [
    "recovery-destroyed azurerm_site_recovery_replication_recovery_plan.Erp_Plan_CAB5F119: the recovery plan is destroyed",
  ],
  "processing-rule-destroyed": [
    "alert-removed azurerm_monitor_alert_processing_rule_action_group.VaultAlerts: the alert processing rule is destroyed",
  ],
  "protection-stopped": [
    'protection-stopped azurerm_backup_protected_vm.Vault_web_351DBF97: protection_state becomes "ProtectionStopped", and was "IRPending"',
  ],
  "public-network-on": [
    "network-opened azurerm_recovery_services_vault.Vault: public_network_access_enabled is switched on",
  ],
  "receiver-removed": [
    "alert-removed azurerm_monitor_action_group.Oncall: email_receiver no longer has email-ops-at-contoso-com",
  ],
  "redundancy-weakened": [
    'redundancy-weakened azurerm_recovery_services_vault.Vault: storage_mode_type becomes "LocallyRedundant", and was "GeoRedundant"',
  ],
  "remediation-destroyed": [
    "policy-not-enforced azurerm_subscription_policy_remediation.Restore_Existing_04D686AE: the remediation is destroyed",
  ],
  "replicated-vm-destroyed": [
    "replica-destroyed azurerm_site_recovery_replicated_vm.Erp_app-erp-prd-01-5f8759ad_44FD9F1A: the replica is destroyed",
    "left-recovery-plan azurerm_site_recovery_replication_recovery_plan.Erp_Plan_CAB5F119: boot_recovery_group no longer starts app-erp-prd-01-5f8759ad",
  ],
  "replication-shortened": [
    "retention-shortened azurerm_site_recovery_replication_policy.Erp_Policy_217610F8: recovery points: 1440 minutes, and was 4320",
  ],
  "role-removed": [
    "access-removed azurerm_role_assignment.Vault_Access_Backup-Operator-Vault-ad83b760_4E674DF4: the role assignment is destroyed",
  ],
  "severity-lowered": ["alert-weakened azurerm_monitor_metric_alert.Health: severity becomes 4, and was 1"],
  "suppression-without-end": [
    "alert-suppressed azurerm_monitor_alert_processing_rule_suppression.Quiet: alerts are suppressed, and nothing ends it",
  ],
  "vault-destroyed": [
    "logs-removed azurerm_monitor_diagnostic_setting.Diagnostics_SiteRecovery_7C15909E: the diagnostic setting is destroyed",
    "logs-removed azurerm_monitor_diagnostic_setting.Diagnostics_Tables_865B8957: the diagnostic setting is destroyed",
    "alert-removed azurerm_monitor_metric_alert.Health: the metric alert is destroyed",
    "vault-destroyed azurerm_recovery_services_vault.Vault: the vault with everything in it is destroyed",
  ],
  "vault-replaced": [
    'unknown-value azurerm_monitor_metric_alert.Health: scopes is known only after the apply, and was ["/subscriptions/6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841/resourceGroups/rg-operations/providers/Microsoft.RecoveryServices/vaults/rsv-operations"]',
    "vault-destroyed azurerm_recovery_services_vault.Vault: the vault with everything in it is replaced, because of name",
  ],
  "vm-item-destroyed": [
    "item-destroyed azurerm_backup_protected_vm.Vault_web_351DBF97: the protected item is destroyed",
  ],
  "vm-leaves-plan": [
    "left-recovery-plan azurerm_site_recovery_replication_recovery_plan.Erp_Plan_CAB5F119: boot_recovery_group no longer starts app-erp-prd-01-5f8759ad",
  ],
  "vm-policy-destroyed": [
    "policy-destroyed azurerm_backup_policy_vm.Vault_Bronze_529E0E91: the backup policy is destroyed",
    "item-destroyed azurerm_backup_protected_vm.Vault_small_8C86D04C: the protected item is destroyed",
  ],
  "vm-policy-replaced": [
    "policy-destroyed azurerm_backup_policy_vm.Vault_Gold_B4C24A29: the backup policy is replaced, because of name",
  ],
  "weekdays-moved": [
    "retention-shortened azurerm_backup_policy_vm.Vault_Gold_B4C24A29: weekly points, weekdays: no longer of Friday; Azure refuses it, since the vault is immutable",
  ],
  "weekdays-narrowed": [
    "retention-shortened azurerm_backup_policy_vm.Vault_Gold_B4C24A29: weekly points, weekdays: no longer of Friday; Azure refuses it, since the vault is immutable",
  ],
  "weekly-shortened": [
    "retention-shortened azurerm_backup_policy_vm.Vault_Gold_B4C24A29: weekly points: 11 weeks, and was 12; Azure refuses it, since the vault is immutable",
  ],
  "weeks-narrowed": [
    "retention-shortened azurerm_backup_policy_vm.Vault_Gold_B4C24A29: monthly points, weeks: no longer of Last; Azure refuses it, since the vault is immutable",
  ],
  "window-narrowed": [
    "backups-less-often azurerm_backup_policy_vm.Vault_Gold_B4C24A29: backups: every 16 hours, and was every 4 hours",
  ],
  "workload-policy-destroyed": [
    "policy-destroyed azurerm_backup_policy_vm_workload.Vault_Sql_01CA8083: the backup policy is destroyed",
  ],
  "yearly-removed": [
    "retention-shortened azurerm_backup_policy_vm.Vault_Gold_B4C24A29: yearly points: no longer kept, and were kept 7 years; Azure refuses it, since the vault is immutable",
  ],
};

export const HARMLESS: Readonly<Record<string, readonly string[]>> = {
  "backup-time-changed": [],
  "immutability-locked": [],
  "item-to-larger-policy": [],
  "item-to-new-policy": [],
  moved: [],
  nothing: [],
  "receiver-added": [],
  "replication-lengthened": [],
  "retention-lengthened": [],
  "severity-raised": [],
  "suppression-with-end": [],
  "tags-changed": [],
  unmanaged: [
    "note azurerm_backup_protected_vm.Vault_web_351DBF97: Terraform forgets it; it stays in Azure, and no plan looks after it any more",
  ],
  "vm-added": [],
};
