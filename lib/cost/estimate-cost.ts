import { Problems, quoted } from "../core/problems";
import type { BackupEstimate, Estimate, ReplicationEstimate } from "./estimate";
import { sumOf } from "./estimate-backup-storage";

/** What somebody pays. No price is built in: they differ by region, redundancy and contract, and change. */
export interface BackupPrices {
  /** The code of the currency: "AUD". */
  readonly currency: string;
  /** For a GiB and month, by the redundancy of the vaults. */
  readonly perGibMonth: {
    readonly snapshot: number;
    readonly vaultStandard: number;
    readonly vaultArchive: number;
    /** Of replica disks by type, such as "Premium_LRS". @default - replicas have no price */
    readonly replica?: Readonly<Record<string, number>>;
    /** Of the recovery points of replicas. @default - they have no price */
    readonly replicaRecoveryPoint?: number;
  };
  /** For a protected instance and month. */
  readonly protectedInstance: { readonly upTo50Gb: number; readonly each500Gb: number };
  /** For a replicated machine and month. @default - it has no price */
  readonly replicatedInstance?: number;
}

/** What a month costs, in the currency of the prices, to two decimals. */
export interface CostEstimate {
  readonly currency: string;
  readonly perMonth: number;
  readonly backupPerMonth: number;
  readonly replicationPerMonth: number;
  /** Of backups. */
  readonly byTier: Readonly<Record<string, number>>;
  /** Backup and replication together, in the order of the VMs' ids. */
  readonly byVm: readonly { readonly vmId: string; readonly name: string; readonly perMonth: number }[];
  /** What is in the estimate and has no price: it costs too. */
  readonly unpriced: readonly string[];
}

/**
 * What an estimate costs at the prices given.
 *
 * @throws ConfigurationError when a price is not a number of 0 or more, or the currency not three capital letters
 */
export function estimateCost({ backups, replications }: Estimate, prices: BackupPrices): CostEstimate {
  checkPrices(prices);
  const backup = backups.map((row) => ({ ...row, perMonth: backupCost(row, prices) }));
  const replication = replications.map((row) => ({ ...row, perMonth: replicationCost(row, prices) }));
  const all = [...backup, ...replication];
  const total = (rows: readonly { perMonth: number }[]) => sumOf(rows.map(({ perMonth }) => perMonth));
  const tiers = [...new Set(backup.map(({ tier }) => tier))].sort();
  const vms = [...new Map(all.map(({ vmId, name }) => [vmId, name]))].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    currency: prices.currency,
    perMonth: cents(total(all)),
    backupPerMonth: cents(total(backup)),
    replicationPerMonth: cents(total(replication)),
    byTier: Object.fromEntries(
      tiers.map((tier) => [tier, cents(total(backup.filter((row) => row.tier === tier)))]),
    ),
    byVm: vms.map(([vmId, name]) => ({
      vmId,
      name,
      perMonth: cents(total(all.filter((row) => row.vmId === vmId))),
    })),
    unpriced: unpricedOf(replications, prices),
  };
}

function backupCost({ storage, protectedInstance }: BackupEstimate, prices: BackupPrices): number {
  const { snapshot, vaultStandard, vaultArchive } = prices.perGibMonth;
  const { upTo50Gb, each500Gb } = prices.protectedInstance;
  const each = protectedInstance?.size === "up to 50 GB" ? upTo50Gb : each500Gb;
  return (
    storage.snapshotGib * snapshot +
    storage.vaultStandardGib * vaultStandard +
    storage.vaultArchiveGib * vaultArchive +
    (protectedInstance?.units ?? 0) * each
  );
}

function replicationCost(
  row: ReplicationEstimate,
  { perGibMonth, replicatedInstance = 0 }: BackupPrices,
): number {
  const { replica = {}, replicaRecoveryPoint = 0 } = perGibMonth;
  const disks = Object.entries(row.replicaGibByType).map(([type, gib]) => gib * (replica[type] ?? 0));
  return sumOf(disks) + row.recoveryPointGib * replicaRecoveryPoint + replicatedInstance;
}

function unpricedOf(rows: readonly ReplicationEstimate[], prices: BackupPrices): readonly string[] {
  if (rows.length === 0) return [];
  const { replica = {}, replicaRecoveryPoint } = prices.perGibMonth;
  const types = [...new Set(rows.flatMap((row) => Object.keys(row.replicaGibByType)))].sort();
  return [
    ...types.filter((type) => replica[type] === undefined).map((type) => `replica disks of type ${type}`),
    ...(replicaRecoveryPoint === undefined ? ["recovery points of replicas"] : []),
    ...(prices.replicatedInstance === undefined ? ["replicated machines"] : []),
  ];
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

/** Refuses what is no price. */
export function checkPrices({
  currency,
  perGibMonth,
  protectedInstance,
  replicatedInstance,
}: BackupPrices): void {
  const problems = new Problems("the prices");
  problems.matches("currency", currency, /^[A-Z]{3}$/, 'a code of three capital letters, such as "AUD"');
  const { replica = {}, ...others } = perGibMonth;
  const all = {
    ...prefixed("perGibMonth", others),
    ...prefixed("perGibMonth.replica", replica),
    ...prefixed("protectedInstance", protectedInstance),
    replicatedInstance,
  };
  for (const [name, price] of Object.entries(all))
    problems.when(
      price !== undefined && !(Number.isFinite(price) && price >= 0),
      `${name} must be a number of 0 or more, got ${quoted(price)}`,
    );
  problems.throwIfAny();
}

function prefixed(prefix: string, prices: object): Record<string, number | undefined> {
  return Object.fromEntries(Object.entries(prices).map(([name, price]) => [`${prefix}.${name}`, price]));
}
