import type { IConstruct } from "constructs";
import { FileSharePolicy } from "../backup-policy/file-share-policy";
import { VmBackupPolicy } from "../backup-policy/vm-backup-policy";
import { WorkloadPolicy } from "../backup-policy/workload-policy";
import { AksBackupPolicy } from "../backup-vault/aks-backup-policy";
import { BackupVault } from "../backup-vault/backup-vault";
import { BlobBackupPolicy } from "../backup-vault/blob-backup-policy";
import { DiskBackupPolicy } from "../backup-vault/disk-backup-policy";
import { MysqlBackupPolicy } from "../backup-vault/mysql-backup-policy";
import { PostgresqlBackupPolicy } from "../backup-vault/postgresql-backup-policy";
import { ProtectedAksCluster } from "../backup-vault/protected-aks-cluster";
import { ProtectedBlobs } from "../backup-vault/protected-blobs";
import { ProtectedDisk } from "../backup-vault/protected-disk";
import { ProtectedMysqlServer } from "../backup-vault/protected-mysql-server";
import { ProtectedPostgresqlServer } from "../backup-vault/protected-postgresql-server";
import { RecoveryDrill } from "../drills/recovery-drill";
import { PolicyAssignment } from "../governance/policy-assignment";
import { VmwareReplicatedVm } from "../on-premises/vmware-replicated-vm";
import { ProtectedFileShare } from "../protection/protected-file-share";
import { ProtectedVm } from "../protection/protected-vm";
import { RecoveryPlan } from "../replication/recovery-plan";
import { ReplicatedVm } from "../replication/replicated-vm";
import { RecoveryServicesVault } from "../vault/recovery-services-vault";

interface Count {
  readonly noun: string;
  readonly kinds: readonly ((x: unknown) => boolean)[];
  /** Is it said of runs that have none, too? */
  readonly always?: true;
}

const COUNTS: readonly Count[] = [
  {
    noun: "Vaults",
    kinds: [RecoveryServicesVault.isRecoveryServicesVault, BackupVault.isBackupVault],
    always: true,
  },
  {
    noun: "backup policies",
    kinds: [
      VmBackupPolicy.isVmBackupPolicy,
      FileSharePolicy.isFileSharePolicy,
      WorkloadPolicy.isWorkloadPolicy,
      DiskBackupPolicy.isDiskBackupPolicy,
      BlobBackupPolicy.isBlobBackupPolicy,
      PostgresqlBackupPolicy.isPostgresqlBackupPolicy,
      MysqlBackupPolicy.isMysqlBackupPolicy,
      AksBackupPolicy.isAksBackupPolicy,
    ],
    always: true,
  },
  { noun: "protected VMs", kinds: [ProtectedVm.isProtectedVm], always: true },
  { noun: "protected file shares", kinds: [ProtectedFileShare.isProtectedFileShare] },
  { noun: "protected disks", kinds: [ProtectedDisk.isProtectedDisk] },
  { noun: "protected storage accounts", kinds: [ProtectedBlobs.isProtectedBlobs] },
  {
    noun: "protected database servers",
    kinds: [
      ProtectedPostgresqlServer.isProtectedPostgresqlServer,
      ProtectedMysqlServer.isProtectedMysqlServer,
    ],
  },
  { noun: "protected AKS clusters", kinds: [ProtectedAksCluster.isProtectedAksCluster] },
  { noun: "replicated VMs", kinds: [ReplicatedVm.isReplicatedVm], always: true },
  { noun: "recovery plans", kinds: [RecoveryPlan.isRecoveryPlan] },
  { noun: "replicated VMware VMs", kinds: [isReplicatedToday] },
  { noun: "drills", kinds: [RecoveryDrill.isRecoveryDrill] },
  { noun: "policy assignments", kinds: [PolicyAssignment.isPolicyAssignment], always: true },
];

/** "Vaults 6 · backup policies 20 · …": how many there are of what the library defines. */
export function countLine(constructs: readonly IConstruct[]): string {
  return COUNTS.map(({ noun, kinds, always }) => {
    const count = constructs.filter((construct) => kinds.some((isKind) => isKind(construct))).length;
    return count > 0 || always ? `${noun} ${count}` : "";
  })
    .filter(Boolean)
    .join(" · ");
}

/** Those whose appliance is yet to be registered are findings, and not replicated. */
function isReplicatedToday(x: unknown): boolean {
  return VmwareReplicatedVm.isVmwareReplicatedVm(x) && x.resource !== undefined;
}
