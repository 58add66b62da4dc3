/** Tables by name; each with its columns by name, and their types. */
export type Schema = Readonly<Record<string, Readonly<Record<string, string>>>>;

type Type = "string" | "datetime" | "int" | "real" | "bool" | "dynamic";

/** The columns of a table, by type; each type's as one text. */
function columns(byType: Partial<Record<Type, string>>): Record<string, string> {
  const every = {
    string: "_ResourceId _SubscriptionId Type _IsBillable SourceSystem Category OperationName",
  };
  const pairs = [every, byType].flatMap((given) =>
    Object.entries(given).flatMap(([type, names]) =>
      names
        .trim()
        .split(/\s+/)
        .map((name) => [name, type] as const),
    ),
  );
  return Object.fromEntries([["TimeGenerated", "datetime"], ["_BilledSize", "real"], ...pairs]);
}

const VAULT = `ResourceGroupName ResourceId SchemaVersion State StorageReplicationType SubscriptionId VaultName VaultTags
  VaultType VaultUniqueId ArchiveTierStorageReplicationType AzureDataCenter BackupManagementServerUniqueId BackupManagementType`;

/** The documented tables of the workspace: Azure Monitor Logs reference, one page for each by its name. */
export const TABLES = {
  AddonAzureBackupJobs: columns({
    string: `${VAULT} AdHocOrScheduledJob BackupItemFriendlyName BackupItemId BackupItemUniqueId DatasourceFriendlyName
      DatasourceResourceId DatasourceSetFriendlyName DatasourceSetResourceId DatasourceSetType DatasourceType JobFailureCode
      JobOperation JobOperationSubType JobStatus JobUniqueId ProtectedContainerUniqueId RecoveryJobDestination
      RecoveryJobRPLocation RecoveryLocationType`,
    datetime: "JobStartDateTime RecoveryJobRPDateTime",
    real: "DataTransferredInMB JobDurationInSecs",
    dynamic: "ExtendedProperties",
  }),
  CoreAzureBackup: columns({
    string: `${VAULT} AgentVersion ArchiveTierLatestRecoveryPointLocation ArchiveTierOldestRecoveryPointLocation
      AzureBackupAgentVersion BackupItemAppVersion BackupItemFriendlyName BackupItemId BackupItemName
      BackupItemProtectionState BackupItemType BackupItemUniqueId BackupManagementServerName BackupManagementServerOSVersion
      BackupManagementServerType BackupManagementServerVersion BillingGroupFriendlyName BillingGroupUniqueId
      DatasourceFriendlyName DatasourceResourceGroupName DatasourceResourceId DatasourceSetFriendlyName
      DatasourceSetResourceId DatasourceSetType DatasourceSubscriptionId DatasourceType LatestRecoveryPointLocation
      OldestRecoveryPointLocation PolicyId PolicyName PolicyUniqueId ProtectedContainerFriendlyName
      ProtectedContainerLocation ProtectedContainerName ProtectedContainerOSType ProtectedContainerOSVersion
      ProtectedContainerProtectionState ProtectedContainerType ProtectedContainerUniqueId ProtectedContainerWorkloadType
      ProtectionGroupName SecondaryBackupProtectionState`,
    datetime: `ArchiveTierLatestRecoveryPointTime ArchiveTierOldestRecoveryPointTime LatestRecoveryPointTime
      OldestRecoveryPointTime`,
    real: "ArchiveTierStorageConsumedInMBs BackupItemFrontEndSize StorageConsumedInMBs",
    bool: "IsArchiveEnabled",
    dynamic: "ExtendedProperties",
  }),
  AddonAzureBackupPolicy: columns({
    string: `${VAULT} ArchiveTieringDurationType ArchiveTieringMode BackupDaysOfTheWeek BackupFrequency BackupTimes
      DailyRetentionTimes DatasourceType DiffBackupDaysofTheWeek DiffBackupFormat DiffBackupTime
      DifferentialBackupDaysOfTheWeek DifferentialBackupFrequency DifferentialBackupTimes FullBackupDaysOfTheWeek
      FullBackupFrequency FullBackupTimes IncrementalBackupDaysOfTheWeek IncrementalBackupFrequency IncrementalBackupTimes
      MonthlyRetentionDaysOfTheMonth MonthlyRetentionDaysOfTheWeek MonthlyRetentionFormat MonthlyRetentionTimes
      MonthlyRetentionWeeksOfTheMonth PolicyId PolicyName PolicySubType PolicyTimeZone PolicyUniqueId RetentionType
      SynchronisationFrequencyPerDay WeeklyRetentionDaysOfTheWeek WeeklyRetentionTimes YearlyRetentionDaysOfTheMonth
      YearlyRetentionDaysOfTheWeek YearlyRetentionFormat YearlyRetentionMonthsOfTheYear YearlyRetentionTimes
      YearlyRetentionWeeksOfTheMonth`,
    int: `ArchiveTierDailyRetentionDuration ArchiveTierDefaultRetentionDuration ArchiveTieringDuration
      ArchiveTierMonthlyRetentionDuration ArchiveTierWeeklyRetentionDuration ArchiveTierYearlyRetentionDuration
      BackupIntervalInHours DailyRetentionDuration DiffBackupRetentionDuration LogBackupFrequency LogBackupRetentionDuration
      MonthlyRetentionDuration RetentionDuration ScheduleWindowDuration SnapshotTierDailyRetentionDuration
      SnapshotTierDefaultRetentionDuration SnapshotTierMonthlyRetentionDuration SnapshotTierWeeklyRetentionDuration
      SnapshotTierYearlyRetentionDuration StandardTierDefaultRetentionDuration WeeklyRetentionDuration
      YearlyRetentionDuration`,
    datetime: "ScheduleWindowStartTime",
    dynamic: "ExtendedProperties",
  }),
  AddonAzureBackupStorage: columns({
    string: `ArchiveTierStorageConsumedInMBs BackupItemUniqueId BackupManagementServerUniqueId BackupManagementType
      PreferredWorkloadOnVolume ProtectedContainerUniqueId ResourceId SchemaVersion State StorageName StorageType
      StorageUniqueId VaultUniqueId VolumeFriendlyName`,
    real: "StorageAllocatedInMBs StorageConsumedInMBs StorageTotalSizeInGBs",
    dynamic: "ExtendedProperties",
  }),
  AddonAzureBackupProtectedInstance: columns({
    string: `${VAULT} BackupItemUniqueId BillingGroupFriendlyName BillingGroupResourceGroupName BillingGroupType
      BillingGroupUniqueId DatasourceType ProtectedContainerUniqueId`,
    int: "ProtectedInstanceCount",
    real: "ArchiveTierStorageConsumedInMBs SourceSizeInMBs StorageConsumedInMBs",
    dynamic: "ExtendedProperties",
  }),
  ASRReplicatedItems: columns({
    string: `ActiveLocation DatasourceFriendlyName DatasourceType DatasourceUniqueId FailoverReadiness MultiVMGroupId OSFamily
      PolicyFriendlyName PolicyId PolicyUniqueId PrimaryFabricName PrimaryFabricType ProtectionInfo RecoveryFabricName
      RecoveryFabricType RecoveryRegion ReplicatedItemFriendlyName ReplicatedItemId ReplicatedItemUniqueId
      ReplicationHealthErrors ReplicationStatus SourceResourceId TenantId VaultLocation VaultName VaultType Version`,
    int: "IRProgressPercentage",
    datetime: "LastHeartbeat LastRpoCalculatedTime LastSuccessfulTestFailoverTime",
  }),
  ASRJobs: columns({
    string: `CorrelationId JobUniqueId PolicyFriendlyName PolicyId PolicyUniqueId ReplicatedItemFriendlyName ReplicatedItemId
      ReplicatedItemUniqueId ReplicationScenario ResultDescription SourceFriendlyName SourceResourceGroup SourceResourceId
      SourceType Status TenantId VaultLocation VaultName VaultType Version`,
    int: "DurationMs",
    datetime: "StartTime EndTime",
  }),
  AzureActivity: columns({
    string: `ActivityStatus ActivityStatusValue ActivitySubstatus ActivitySubstatusValue Authorization Caller CallerIpAddress
      CategoryValue Claims CorrelationId EventDataId Hierarchy HTTPRequest Level OperationId OperationNameValue Properties
      Resource ResourceGroup ResourceId ResourceProvider ResourceProviderValue SubscriptionId TenantId`,
    datetime: "EventSubmissionTimestamp",
    dynamic: "Authorization_d Claims_d Properties_d",
  }),
  /** The ASR columns are those of Microsoft Learn, "Monitor Site Recovery with Azure Monitor Logs". */
  AzureDiagnostics: columns({
    string: `CorrelationId Level Resource ResourceGroup ResourceId ResourceProvider ResourceType ResultDescription
      ResultSignature ResultType SubscriptionId TenantId agentVersion_s affectedResourceName_s failoverHealth_s
      healthErrors_s name_s primaryFabricName_s protectionState_s replicationHealth_s replicationHealthErrors_s
      replicationProviderName_s JobId_g RunbookName_s StreamType_s`,
    real: "DurationMs rpoInSeconds_d",
    datetime: "lastSuccessfulTestFailoverTime_t",
  }),
} as const satisfies Schema;

/** A workspace that Site Recovery has written nothing to: AzureDiagnostics has a column from its first value on. */
export const BEFORE_REPLICATION: Schema = {
  ...TABLES,
  AzureDiagnostics: columns({ string: "Resource ResourceGroup ResourceId ResourceType ResultType" }),
};
