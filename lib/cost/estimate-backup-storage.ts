import {
  type EstimatedPolicy,
  type RecoveryPoints,
  type RetentionKind,
  recoveryPoints,
} from "./recovery-points";

/** What cannot be read off the program. */
export interface EstimateOptions {
  /**
   * The share of the used size that changes in a day, 0 to 1. Microsoft Learn, "Azure Instant Restore Capability", gives 2
   * to 7 % for most machines; "Estimate and understand Azure Backup pricing" calls 1 % low, 3 % moderate and 5 % high.
   * @default 0.03
   */
  readonly churnPerDay?: number;

  /**
   * The share of the used size that ever changes, `churnPerDay` to 1: databases and logs change the same part again and
   * again, and points that are far apart then differ by less.
   * @default 1 - any of it, so that the estimate is an upper bound
   */
  readonly changingShare?: number;

  /**
   * The share of a disk's size that is in use, above 0 to 1: Azure bills what is used, and the inventory does not know it.
   * @default 1 - the whole disk, so that the estimate is an upper bound
   */
  readonly usedShare?: number;

  /**
   * The day that points are counted on, in its evening: "2030-12-31".
   * @default "2030-12-31" - one day for all, so that two runs differ by the program alone
   */
  readonly asOf?: string;
}

/** A disk of which the size is all that counts. */
export interface EstimatedDisk {
  /** GiB; a disk without a size takes no room in the estimate. */
  readonly sizeGb?: number;
}

/** How many recovery points there are; one that several retentions keep is counted once, by the longest. */
export interface RecoveryPointCounts {
  /** Snapshots beside the disks, for instant restore. */
  readonly snapshots: number;
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
  readonly yearly: number;
  /** Of those four together: in the standard tier of the vault. */
  readonly vaultStandard: number;
  /** Of those four together: in the archive tier of the vault. */
  readonly vaultArchive: number;
}

/** GiB, by the tier that Azure bills them in. */
export interface StorageByTier {
  readonly snapshotGib: number;
  readonly vaultStandardGib: number;
  readonly vaultArchiveGib: number;
}

/** The recovery points of a VM and the room that they take, in steady state. */
export interface BackupStorage {
  readonly diskGib: number;
  readonly usedGib: number;
  readonly points: RecoveryPointCounts;
  readonly storage: StorageByTier;
}

export const DEFAULT_CHURN_PER_DAY = 0.03;
export const DEFAULT_CHANGING_SHARE = 1;
export const DEFAULT_USED_SHARE = 1;
export const DEFAULT_AS_OF = "2030-12-31";

/**
 * Recovery points and storage of a VM under a policy that has been in force for longer than it keeps anything.
 *
 * The same share of the used data changes each day, any of the part that changes at all as likely as any other: two points
 * `d` days apart differ by `used × changing × (1 − (1 − churn ÷ changing)^d)`. The standard tier holds one full copy and, for each older point, what it differs by from
 * the next newer one. Points in the archive tier are full copies ("Overview of Archive tier in Azure Backup"). A snapshot
 * holds the changes until the next one, and those of Enhanced policies a full copy besides ("VM restore points are
 * incremental"). Compression is left out.
 */
export function estimateBackupStorage(
  policy: EstimatedPolicy,
  disks: readonly EstimatedDisk[],
  options: EstimateOptions = {},
): BackupStorage {
  return backupStorage(policy, pointsOf(policy, options), disks, options);
}

/** The policy's points on the day that the options say. */
export function pointsOf(policy: EstimatedPolicy, { asOf = DEFAULT_AS_OF }: EstimateOptions): RecoveryPoints {
  return recoveryPoints(policy, new Date(`${asOf}T00:00:00Z`));
}

/** The room that points take: those of a policy are the same for all its VMs. */
export function backupStorage(
  policy: EstimatedPolicy,
  { snapshots, vault }: RecoveryPoints,
  disks: readonly EstimatedDisk[],
  options: EstimateOptions,
): BackupStorage {
  const diskGib = disks.reduce((sum, { sizeGb = 0 }) => sum + sizeGb, 0);
  const usedGib = diskGib * (options.usedShare ?? DEFAULT_USED_SHARE);
  const changed = (days: number) => usedGib * changedShare(days, options);
  const standard = vault.filter(({ tier }) => tier === "standard");
  const gaps = standard.slice(1).map(({ ageDays }, i) => ageDays - (standard[i]?.ageDays ?? 0));
  const firstSnapshot = policy.type === "Enhanced" && snapshots.length > 0 ? usedGib : 0;
  return {
    diskGib,
    usedGib,
    points: countsOf({ snapshots, vault }),
    storage: {
      snapshotGib: firstSnapshot + sumOf(snapshots.map(({ days }) => changed(days))),
      vaultStandardGib: standard.length === 0 ? 0 : usedGib + sumOf(gaps.map(changed)),
      vaultArchiveGib: (vault.length - standard.length) * usedGib,
    },
  };
}

/** The share of the used data that has changed after so many days. */
export function changedShare(
  days: number,
  { churnPerDay = DEFAULT_CHURN_PER_DAY, changingShare = DEFAULT_CHANGING_SHARE }: EstimateOptions,
): number {
  return changingShare === 0 ? 0 : changingShare * (1 - (1 - churnPerDay / changingShare) ** days);
}

function countsOf({ snapshots, vault }: RecoveryPoints): RecoveryPointCounts {
  const count = (kind: RetentionKind) => vault.filter((point) => point.kind === kind).length;
  const vaultArchive = vault.filter(({ tier }) => tier === "archive").length;
  return {
    snapshots: snapshots.length,
    daily: count("daily"),
    weekly: count("weekly"),
    monthly: count("monthly"),
    yearly: count("yearly"),
    vaultStandard: vault.length - vaultArchive,
    vaultArchive,
  };
}

export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
