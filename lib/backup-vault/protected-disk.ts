import { DataProtectionBackupInstanceDisk } from "@cdktf/provider-azurerm/lib/data-protection-backup-instance-disk";
import { type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { Problems } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { canonicalSegments, DISK_TYPE } from "../core/resource-id";
import { groupIdOf, type IManagedDisk, subscriptionOfSource } from "./data-source";
import type { DiskBackupPolicy } from "./disk-backup-policy";
import {
  type BackupInstanceOptions,
  checkName,
  checkSource,
  lifecycleOf,
  takeName,
  takeSource,
} from "./instance";
import { checkIdentity, grantAll, groupPlace, readyFor } from "./instance-roles";
import { checkGroup } from "./snapshot-group";

export interface ProtectedDiskOptions extends BackupInstanceOptions {
  /** The group that the snapshots are kept in, of the disk's own subscription. It cannot be changed. */
  readonly snapshotResourceGroup: IResourceGroup;
}

export interface ProtectedDiskProps extends ProtectedDiskOptions {
  readonly disk: IManagedDisk;
  readonly policy: DiskBackupPolicy;
}

/**
 * A managed disk that is backed up (`azurerm_data_protection_backup_instance_disk`). The vault's identity gets "Disk
 * Backup Reader" on the disk and "Disk Snapshot Contributor" on the snapshots' group, and Azure time to learn of it.
 */
export class ProtectedDisk extends Construct {
  static isProtectedDisk(x: unknown): x is ProtectedDisk {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly disk: IManagedDisk;
  readonly policy: DiskBackupPolicy;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: DataProtectionBackupInstanceDisk;

  constructor(scope: Construct, id: string, props: ProtectedDiskProps) {
    super(scope, checkId(scope, id));
    checkDisk(this, props);
    const { disk, policy, snapshotResourceGroup: group } = props;
    const { vault } = policy;
    const subscription = subscriptionOfSource(disk);
    this.resource = new DataProtectionBackupInstanceDisk(this, "Default", {
      name: takeName(this, vault, props),
      location: vault.region,
      vaultId: vault.vaultId,
      diskId: takeSource(this, vault, disk, DISK_TYPE),
      snapshotResourceGroupName: group.name,
      snapshotSubscriptionId: subscription === vault.subscriptionId ? undefined : subscription,
      backupPolicyId: policy.policyId,
      dependsOn: ready(this, props),
      lifecycle: lifecycleOf(vault, props),
    });
    this.disk = disk;
    this.policy = policy;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/ProtectedDisk");

function snapshotGroupId({ disk, policy, snapshotResourceGroup }: ProtectedDiskProps): string | undefined {
  return groupIdOf(snapshotResourceGroup, subscriptionOfSource(disk) ?? policy.vault.subscriptionId);
}

/** What the roles are given for, before Azure checks them. */
function ready(scope: Construct, props: ProtectedDiskProps): ITerraformDependable[] | undefined {
  const { vault } = props.policy;
  if (props.grantRoles === false) return readyFor(vault, []);
  const at = snapshotGroupId(props) ?? "";
  const place = groupPlace(vault, props.snapshotResourceGroup, at);
  const assignments = grantAll(vault, props.disk, [
    { role: "Disk Backup Reader", at: canonicalSegments(props.disk.id, DISK_TYPE), place: scope.node.id },
    { role: "Disk Snapshot Contributor", at, place },
  ]);
  return readyFor(vault, assignments);
}

function checkDisk(scope: Construct, props: ProtectedDiskProps): void {
  const { disk, policy, snapshotResourceGroup: group } = props;
  const problems = new Problems(scope);
  checkSource(problems, policy.vault, disk, { name: "disk", noun: "a managed disk", type: DISK_TYPE });
  checkName(problems, scope, policy.vault, props);
  checkIdentity(problems, policy.vault, props);
  checkGroup(problems, group, subscriptionOfSource(disk), "disk");
  problems.when(
    props.grantRoles !== false && snapshotGroupId(props) === undefined,
    "snapshotResourceGroup.id is missing, on which roles are given: pass it, since neither the disk's id nor the stack says the subscription",
  );
  checkType(problems, disk, policy);
  problems.throwIfAny();
}

const TWICE_A_DAY_AT_MOST = ["PremiumV2_LRS", "UltraSSD_LRS"];

function checkType(
  problems: Problems,
  { storageAccountTypeInput: type }: IManagedDisk,
  policy: DiskBackupPolicy,
): void {
  if (type === undefined || Token.isUnresolved(type) || !TWICE_A_DAY_AT_MOST.includes(type)) return;
  const { schedule } = policy;
  problems.when(
    schedule.frequency === "RoundTheClock" && schedule.every !== 12,
    `disk is of type ${type}, which Azure backs up once a day or every 12 hours, and ${policy.node.id} does it every ${"every" in schedule ? schedule.every : ""} hours: use another policy`,
  );
}
