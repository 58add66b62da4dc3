import type { IConstruct } from "constructs";
import { hasMark } from "../core/marks";

interface Count {
  readonly noun: string;
  /** Classes by their marks: a run that has none of them does not load them. */
  readonly marks: readonly string[];
  /** Is it said of runs that have none, too? */
  readonly always?: true;
}

const COUNTS: readonly Count[] = [
  { noun: "Vaults", marks: ["RecoveryServicesVault", "BackupVault"], always: true },
  {
    noun: "backup policies",
    marks: [
      "VmBackupPolicy",
      "FileSharePolicy",
      "WorkloadPolicy",
      "DiskBackupPolicy",
      "BlobBackupPolicy",
      "PostgresqlBackupPolicy",
      "MysqlBackupPolicy",
      "AksBackupPolicy",
    ],
    always: true,
  },
  { noun: "protected VMs", marks: ["ProtectedVm"], always: true },
  { noun: "protected file shares", marks: ["ProtectedFileShare"] },
  { noun: "protected disks", marks: ["ProtectedDisk"] },
  { noun: "protected storage accounts", marks: ["ProtectedBlobs"] },
  { noun: "protected database servers", marks: ["ProtectedPostgresqlServer", "ProtectedMysqlServer"] },
  { noun: "protected AKS clusters", marks: ["ProtectedAksCluster"] },
  { noun: "replicated VMs", marks: ["ReplicatedVm"], always: true },
  { noun: "recovery plans", marks: ["RecoveryPlan"] },
  { noun: "replicated VMware VMs", marks: ["VmwareReplicatedVm"] },
  { noun: "drills", marks: ["RecoveryDrill"] },
  { noun: "policy assignments", marks: ["PolicyAssignment"], always: true },
  { noun: "policy initiatives", marks: ["PolicyInitiative"] },
  { noun: "policy exemptions", marks: ["PolicyExemption"] },
  { noun: "policy remediations", marks: ["PolicyRemediation"] },
  { noun: "Lighthouse delegations", marks: ["LighthouseDelegation"] },
];

/** "Vaults 6 · backup policies 20 · …": how many there are of what the library defines. */
export function countLine(constructs: readonly IConstruct[]): string {
  return countsOf(constructs)
    .map(({ noun, count }) => `${noun} ${count}`)
    .join(" · ");
}

/** How many there are of each kind that is worth saying. */
export function countsOf(constructs: readonly IConstruct[]): readonly { noun: string; count: number }[] {
  return COUNTS.map(({ noun, marks, always }) => {
    const count = constructs.filter((construct) => isCounted(construct, marks)).length;
    return { noun, count, always };
  }).filter(({ count, always }) => count > 0 || always);
}

/** Those whose appliance is yet to be registered are findings, and not replicated: they have no resource. */
function isCounted(construct: IConstruct, marks: readonly string[]): boolean {
  const marked = marks.some((mark) => hasMark(construct, mark));
  if (!marked || !hasMark(construct, "VmwareReplicatedVm")) return marked;
  return Reflect.get(construct, "resource") !== undefined;
}
