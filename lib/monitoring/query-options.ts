/** Which vaults of the workspace a query looks at. */
export interface VaultScope {
  /** Names of vaults. @default - all that write to the workspace */
  readonly vaults?: readonly string[];
}

/** Which items of the workspace a query looks at. */
export interface QueryScope extends VaultScope {
  /** Names of backup policies: those of a tier, for example. @default - all */
  readonly policies?: readonly string[];
}

export interface FailuresQueryOptions extends QueryScope {
  /**
   * So many backups have failed in a row: 1 or more, as many as run in two days.
   * @default 2
   */
  readonly failures?: number;

  /** Hours between two backups of an item, as the policy has them. @default 24 */
  readonly everyHours?: number;
}

export interface SuccessQueryOptions extends QueryScope {
  /** The objective: above 0, up to 100. @default 99 */
  readonly percent?: number;
  /** Fewer jobs than these say nothing. @default 10 */
  readonly minimumJobs?: number;
  /** Jobs of so many hours are counted, 1 to 48. @default 24 */
  readonly withinHours?: number;
}

export interface RpoQueryOptions extends QueryScope {
  /** The objective: a recovery point of so many hours, 1 to 9600. */
  readonly rpoHours: number;

  /**
   * Minutes that logs are late, on top of the RPO: 0 to 1440. Backups of databases are logged every six hours: give 420.
   * @default 60
   */
  readonly lagMinutes?: number;
}

export interface WithoutJobQueryOptions extends QueryScope {
  /** A backup job within so many hours, 1 to 48. @default 26 */
  readonly withinHours?: number;
}

export interface StorageQueryOptions extends QueryScope {
  /** More growth than this within two days, in per cent. @default 50 */
  readonly growthPercent?: number;
  /** And more than this, in GB. @default 10 */
  readonly minimumGrowthGb?: number;
}

export interface ProtectionQueryOptions extends VaultScope {
  /**
   * Report changes of a vault's settings whose content the activity log does not say? They may be harmless.
   * @default true
   */
  readonly unknownChanges?: boolean;
}

export interface ReplicationRpoQueryOptions extends VaultScope {
  /** More minutes behind than these, 1 to 10080. @default 30 */
  readonly rpoMinutes?: number;
}

export interface AgentQueryOptions extends VaultScope {
  /** So many releases behind the newest, 1 to 20; older than 4 is not supported. @default 4 */
  readonly releasesBehind?: number;
  /** The newest release, where it is newer than what any machine runs: 62 for version 9.62. @default - what the newest machine runs */
  readonly newestRelease?: number;
}

export interface DrillQueryOptions extends VaultScope {
  /** More days ago than these, 1 to 1095. @default 90 */
  readonly days?: number;
  /** Report machines that never had a test failover, from their first day on? @default true */
  readonly neverDrilled?: boolean;
}
