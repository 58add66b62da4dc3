import type { IConstruct } from "constructs";
import type { VmBackupPolicy } from "../backup-policy/vm-backup-policy";
import { groupBy } from "../core/group-by";
import { hasMark } from "../core/marks";
import { resolvedText } from "../core/resolved";
import { VirtualMachine, type VmDisk } from "../inventory/virtual-machine";
import { isSelected } from "../protection/disks";
import type { ProtectedVm } from "../protection/protected-vm";
import type { ReplicatedVm } from "../replication/replicated-vm";
import {
  type BackupStorage,
  backupStorage,
  DEFAULT_AS_OF,
  DEFAULT_CHANGING_SHARE,
  DEFAULT_CHURN_PER_DAY,
  DEFAULT_USED_SHARE,
  type EstimateOptions,
  pointsOf,
  type StorageByTier,
  sumOf,
} from "./estimate-backup-storage";
import { checkEstimateOptions } from "./estimate-checks";
import { estimateReplicationStorage, type ReplicationStorage } from "./estimate-replication-storage";
import { type ProtectedInstance, protectedInstance } from "./protected-instance";
import type { RecoveryPoints } from "./recovery-points";

/** What the backups of a VM take. */
export interface BackupEstimate extends BackupStorage {
  readonly vmId: string;
  readonly name: string;
  /** What its policy is for. */
  readonly tier: string;
  readonly protectedInstance?: ProtectedInstance;
  /** Disks of which the inventory does not say the size: they are not in the numbers. */
  readonly disksOfUnknownSize: number;
}

/** What the replication of a VM takes. */
export interface ReplicationEstimate extends ReplicationStorage {
  readonly vmId: string;
  readonly name: string;
  readonly targetRegion: string;
  readonly disksOfUnknownSize: number;
}

/** The backups of all VMs of a tier, or of all. */
export interface BackupSum extends StorageByTier {
  readonly vms: number;
  readonly usedGib: number;
  readonly recoveryPoints: number;
}

/** A VM that is protected, and of which too little is known. */
export interface NotEstimated {
  readonly vmId: string;
  readonly reason: string;
}

/** Recovery points and storage of a construct tree in steady state. */
export interface Estimate {
  readonly assumptions: Required<EstimateOptions>;
  /** In the order of the VMs' ids. */
  readonly backups: readonly BackupEstimate[];
  readonly replications: readonly ReplicationEstimate[];
  readonly byTier: Readonly<Record<string, BackupSum>>;
  readonly total: BackupSum;
  readonly notEstimated: readonly NotEstimated[];
}

/**
 * What the backups and replications of a construct tree will take, read off its `ProtectedVm`s and `ReplicatedVm`s: of VMs
 * of the inventory, whose disks are known, under policies of the program.
 *
 * @throws ConfigurationError when an option is not a share or a day
 */
export function estimateOf(root: IConstruct, options: EstimateOptions = {}): Estimate {
  checkEstimateOptions(options);
  const all = root.node.findAll();
  const points = new Map<string, RecoveryPoints>();
  const protectedVms = all.filter((c): c is ProtectedVm => hasMark(c, "ProtectedVm"));
  const backups = inOrder(protectedVms.flatMap((vm) => backupOf(vm, points, options) ?? []));
  const replications = inOrder(
    all.filter((c): c is ReplicatedVm => hasMark(c, "ReplicatedVm")).map((vm) => replicationOf(vm, options)),
  );
  const tiers = [...groupBy(backups, ({ tier }) => tier)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    assumptions: {
      churnPerDay: options.churnPerDay ?? DEFAULT_CHURN_PER_DAY,
      changingShare: options.changingShare ?? DEFAULT_CHANGING_SHARE,
      usedShare: options.usedShare ?? DEFAULT_USED_SHARE,
      asOf: options.asOf ?? DEFAULT_AS_OF,
    },
    backups,
    replications,
    byTier: Object.fromEntries(tiers.map(([tier, own]) => [tier, summed(own)])),
    total: summed(backups),
    notEstimated: inOrder(
      protectedVms.flatMap((vm) => {
        const reason = unknownOf(vm);
        return reason === undefined ? [] : [{ vmId: resolvedText(vm, vm.vm.id), reason }];
      }),
    ),
  };
}

/** What decides a policy's points: those of a tier are the same in every vault. */
function traitsOf(policy: VmBackupPolicy): string {
  const { type, schedule, retention, instantRestoreDays, archiveTiering } = policy;
  return JSON.stringify([type, schedule, retention, instantRestoreDays, archiveTiering]);
}

/** Why too little is known of a VM's backups; undefined when enough is. */
function unknownOf({ vm, policy, state }: ProtectedVm): string | undefined {
  if (!VirtualMachine.isVirtualMachine(vm)) return "its disks are not in the inventory";
  if (!isOwn(policy)) return "its policy is not of this program";
  return state === "ProtectionStopped" || state === "BackupsSuspended"
    ? "its backups are stopped: what there is stays as it is"
    : undefined;
}

/** By its mark: a run that only reports does not load what defines policies. */
function isOwn(policy: object): policy is VmBackupPolicy {
  return hasMark(policy, "VmBackupPolicy");
}

function backupOf(
  item: ProtectedVm,
  known: Map<string, RecoveryPoints>,
  options: EstimateOptions,
): BackupEstimate | undefined {
  const { vm, policy, disks } = item;
  const estimable = VirtualMachine.isVirtualMachine(vm) && isOwn(policy);
  if (!estimable || unknownOf(item) !== undefined) return undefined;
  const traits = traitsOf(policy);
  const points = known.get(traits) ?? pointsOf(policy, options);
  known.set(traits, points);
  const chosen = [vm.osDisk, ...vm.dataDisks.filter(({ lun }) => isSelected(disks, lun))];
  const storage = backupStorage(policy, points, chosen, options);
  return {
    vmId: vm.id,
    name: vm.name,
    tier: policy.tier,
    ...storage,
    protectedInstance: protectedInstance(storage.usedGib),
    disksOfUnknownSize: withoutSize(chosen),
  };
}

function replicationOf(
  { vm, pair, policy, disks }: ReplicatedVm,
  options: EstimateOptions,
): ReplicationEstimate {
  const replicas = disks.map(({ source, type }) => ({ sizeGb: source.sizeGb, type }));
  return {
    vmId: vm.id,
    name: vm.name,
    targetRegion: pair.targetRegion,
    ...estimateReplicationStorage(policy.recoveryPointRetentionMinutes, replicas, options),
    disksOfUnknownSize: withoutSize(disks.map(({ source }) => source)),
  };
}

function withoutSize(disks: readonly VmDisk[]): number {
  return disks.filter(({ sizeGb }) => sizeGb === undefined).length;
}

function summed(backups: readonly BackupEstimate[]): BackupSum {
  const sum = (pick: (backup: BackupEstimate) => number) => sumOf(backups.map(pick));
  return {
    vms: backups.length,
    usedGib: sum(({ usedGib }) => usedGib),
    recoveryPoints: sum(({ points }) => points.vaultStandard + points.vaultArchive),
    snapshotGib: sum(({ storage }) => storage.snapshotGib),
    vaultStandardGib: sum(({ storage }) => storage.vaultStandardGib),
    vaultArchiveGib: sum(({ storage }) => storage.vaultArchiveGib),
  };
}

function inOrder<Row extends { readonly vmId: string }>(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort((a, b) => (a.vmId < b.vmId ? -1 : Number(a.vmId > b.vmId)));
}
