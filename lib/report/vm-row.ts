import type { VmObjectives } from "../objectives/recovery-objectives";

/** How a VM is protected. */
export type Protection =
  | "backed up and replicated"
  | "backed up"
  | "replicated"
  | "backups stopped"
  | "exempt"
  | "not protected";

/** The best protection first. */
export const PROTECTIONS: readonly Protection[] = [
  "backed up and replicated",
  "backed up",
  "replicated",
  "backups stopped",
  "exempt",
  "not protected",
];

/** A VM, what it is promised and what provides it. Times are in minutes. */
export interface VmRow {
  /** ARM id; of VMs that the program defines, Terraform's reference to it. */
  readonly id: string;
  readonly name: string;
  readonly resourceGroup?: string;
  /** The name that the program gives the subscription, or its GUID. */
  readonly subscription?: string;
  readonly region?: string;
  readonly zone?: string;
  readonly os?: string;
  readonly size?: string;
  /** What the promise is called; of VMs that nothing is promised, what their backup policy is for. */
  readonly tier?: string;
  readonly protection: Protection;
  readonly vault?: string;
  readonly policy?: string;
  /** Data disks that the backup leaves out. */
  readonly disksLeftOut?: number;
  readonly promisedRpo?: number;
  /** The longest time between two backups. */
  readonly backupRpo?: number;
  readonly replicationRpo?: number;
  /** undefined where nothing is promised, or it is not known. */
  readonly rpoMet?: boolean;
  readonly promisedRto?: number;
  readonly rtoBasis: VmObjectives["rtoBasis"];
  readonly targetRegion?: string;
  readonly targetZone?: string;
  readonly recoveryPlans?: string;
  readonly drills?: string;
  /** GiB of snapshots and recovery points, in steady state; not known where the size of a disk is not. */
  readonly backupGib?: number;
  /** GiB of replica disks. */
  readonly replicaGib?: number;
  /** File and entry of the inventory. */
  readonly source?: string;
  /** Places in the report's findings, such as "0 3". */
  readonly findings?: string;
}
