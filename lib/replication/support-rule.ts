import type { VirtualMachine, VmDataDisk, VmDisk } from "../inventory/virtual-machine";
import type { Obstacle } from "../protection/backup-support";

/** Why Azure Site Recovery would refuse something, what to do about it, and where that is written. */
export interface ReplicationObstacle extends Obstacle {
  /** The page and the line of it that says so; absent where the inventory says too little to replicate by. */
  readonly rule?: string;
}

/** How a VM is replicated, as far as it decides whether Site Recovery supports it. */
export interface ReplicationSupportOptions {
  /** From one availability zone to another of the VM's own region. @default false */
  readonly zoneToZone?: boolean;

  /** The logical unit numbers of the data disks that are left out. @default - every disk is replicated */
  readonly excludedLuns?: readonly number[];

  /** The availability zone of the recovered VM, "none" for none. @default - the VM's own zone */
  readonly targetZone?: string;

  /** Do changes pass through a storage account of premium block blobs, which Azure calls high churn? @default false */
  readonly premiumCache?: boolean;

  /** Have the recovered disks a disk encryption set in the target region: all of them, or which? @default false */
  readonly diskEncryptionSet?: boolean | ((disk: VmDisk) => boolean);

  /** Are keys in the target region given for disks with Azure Disk Encryption: for all, or for which? @default false */
  readonly diskEncryptionKeys?: boolean | ((disk: VmDisk) => boolean);

  /** Has the subnet that the VM is recovered to a network security group? @default false */
  readonly subnetSecurityGroup?: boolean;

  /** How much all its disks change, MB/s on average; nothing in Azure's inventory tells. @default - not checked */
  readonly churn?: number;
}

/** A VM with the way in which it is replicated. */
export interface ReplicationCase {
  readonly vm: VirtualMachine;
  /** The disks that are replicated, the OS disk first. */
  readonly disks: readonly VmDisk[];
  readonly dataDisks: readonly VmDataDisk[];
  /** Normalised name of the target region, where it is known. */
  readonly target?: string;
  readonly options: ReplicationSupportOptions;
}

/** A line of the support matrix. */
export interface SupportRule {
  readonly rule?: string;
  readonly applies: (given: ReplicationCase) => boolean;
  readonly reason: string | ((given: ReplicationCase) => string);
  readonly remedy: string | ((given: ReplicationCase) => string);
}

/** A line of the support matrix about each disk. */
export interface DiskRule {
  readonly rule?: string;
  readonly applies: (disk: VmDisk, given: ReplicationCase) => boolean;
  /** What follows the disk's name. */
  readonly what: string | ((given: ReplicationCase) => string);
  readonly remedy: string;
}

/** What a rule has against a VM. */
export function obstacleOf(rule: SupportRule, given: ReplicationCase): ReplicationObstacle | undefined {
  if (!rule.applies(given)) return undefined;
  return { reason: said(rule.reason, given), remedy: said(rule.remedy, given), rule: rule.rule };
}

/** The rule that names the first disk that a disk rule applies to. */
export function ofDisks({ rule, applies, what, remedy }: DiskRule): SupportRule {
  const found = (given: ReplicationCase) => given.disks.find((disk) => applies(disk, given));
  return {
    rule,
    applies: (given) => found(given) !== undefined,
    reason: (given) => `its disk ${found(given)?.name} ${said(what, given)}`,
    remedy,
  };
}

function said(text: string | ((given: ReplicationCase) => string), given: ReplicationCase): string {
  return typeof text === "string" ? text : text(given);
}

/** The reason, and the rule that says so. */
export function cited({ reason, rule }: ReplicationObstacle): string {
  return rule === undefined ? reason : `${reason} (${rule})`;
}

/** A line of a page of Microsoft Learn. */
export const learn = (page: string, line: string) => `Microsoft Learn, "${page}": ${line}`;

/** A line of the support matrix as of January 2026, the newest version read for these rules. */
export const matrix = (line: string) =>
  learn("Support matrix for Azure VM disaster recovery between Azure regions", line);

/** A line of the page on replication between zones. */
export const zonal = (line: string) =>
  learn("Enable Azure VM disaster recovery between availability zones", line);
