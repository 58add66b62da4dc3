import {
  BackupProtectedVm,
  type BackupProtectedVmConfig,
} from "@cdktf/provider-azurerm/lib/backup-protected-vm";
import { Construct } from "constructs";
import type { IVmBackupPolicy } from "../backup-policy/existing-vm-policy";
import { checkFreeId, checkId } from "../core/construct-id";
import { standIn } from "../core/last";
import { Problems, quoted } from "../core/problems";
import type { IVirtualMachine } from "../core/refs";
import { canonicalId, parseResourceId, VM_TYPE } from "../core/resource-id";
import { providerOf } from "../core/subscription-of";
import { withoutStackTraces } from "../core/without-stack-traces";
import { VirtualMachine } from "../inventory/virtual-machine";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import type { DiskSelection } from "./disks";
import { checkOnce, checkProtectedVm } from "./protection-checks";

export interface ProtectedVmOptions {
  /**
   * The construct's id.
   * @default - the inventory VM's key, or the id of the VM's construct
   */
  readonly id?: string;

  /**
   * Which data disks are backed up.
   * @default - all of them
   */
  readonly disks?: DiskSelection;

  /**
   * "ProtectionStopped" makes no more backups and keeps what there is, for ever; "BackupsSuspended" lets what there is
   * expire by its retention, and needs an immutable vault. Write "Protected" to resume: azurerm leaves the state as it is
   * when nothing is said (azurerm `protection_state`).
   * @default - as it is in Azure; a new backup is "Protected"
   */
  readonly state?: ProtectionState;
}

/** Are backups made (azurerm `protection_state`)? */
export type ProtectionState = "Protected" | "ProtectionStopped" | "BackupsSuspended";

export interface ProtectedVmProps extends ProtectedVmOptions {
  readonly vm: IVirtualMachine;
  readonly policy: IVmBackupPolicy;
}

/**
 * A virtual machine that is backed up (`azurerm_backup_protected_vm`). VM and vault share region and subscription.
 * When it leaves the program, backups stop and the recovery points stay, unless the provider says otherwise.
 */
export class ProtectedVm extends Construct {
  static isProtectedVm(x: unknown): x is ProtectedVm {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly vm: IVirtualMachine;
  readonly policy: IVmBackupPolicy;
  /** Which data disks are backed up; `{}` is all of them. */
  readonly disks: DiskSelection;
  /** What the program says of the backups; undefined where it leaves them as they are. */
  readonly state?: ProtectionState;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: BackupProtectedVm;

  constructor(scope: Construct, id: string, props: ProtectedVmProps) {
    super(scope, checkId(scope, id));
    checkProtectedVm(this, props);
    standIn(props.policy.vault, this);
    const { vm, policy, disks = {}, state } = props;
    const excluded = disks.osDiskOnly ? dataLuns(vm) : disks.exclude;
    const ignored = [
      ...(isNamedAfter(vm, id) ? ["source_vm_id"] : []),
      // Azure forgets the policy of a backup that was stopped
      ...(state === "ProtectionStopped" ? ["backup_policy_id"] : []),
    ];
    const config: BackupProtectedVmConfig = {
      provider: providerOf(policy.vault),
      resourceGroupName: policy.vault.resourceGroupName,
      recoveryVaultName: policy.vault.vaultName,
      sourceVmId: canonicalId(vm.id, VM_TYPE) ?? vm.id,
      backupPolicyId: policy.policyId,
      includeDiskLuns: ascending(disks.include),
      excludeDiskLuns: ascending(excluded),
      protectionState: state,
      lifecycle: ignored.length > 0 ? { ignoreChanges: ignored } : undefined,
    };
    this.resource = withoutStackTraces(() => new BackupProtectedVm(this, "Default", config));
    this.vm = vm;
    this.policy = policy;
    this.disks = disks;
    this.state = state;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/ProtectedVm");

/** azurerm takes an empty list as all disks, and so do we not write one. */
function ascending(luns: readonly number[] | undefined): number[] | undefined {
  return luns && luns.length > 0 ? [...luns].sort((a, b) => a - b) : undefined;
}

function dataLuns(vm: IVirtualMachine): readonly number[] {
  return VirtualMachine.isVirtualMachine(vm) ? vm.dataDisks.map((disk) => disk.lun) : [];
}

/**
 * Is the construct's id the VM's, so that another VM is another resource? Azure answers the VM's id in a letter case of
 * its own, and azurerm then replaces the item, backups and all (hashicorp/terraform-provider-azurerm#26876): such a
 * resource need not look at it.
 */
function isNamedAfter(vm: IVirtualMachine, id: string): boolean {
  return VirtualMachine.isVirtualMachine(vm) && vm.key === id;
}

/** Backs up a VM by a policy; what is protected belongs to the vault. */
export function protectVm(
  policy: IVmBackupPolicy,
  vm: IVirtualMachine,
  options: ProtectedVmOptions,
): ProtectedVm {
  const { vault } = policy;
  return new ProtectedVm(vault, protectedVmId(vault, vm, options.id), { ...options, vm, policy });
}

/** The id of a protected VM in its vault: the one given, the inventory's key, or the VM construct's own id. */
function protectedVmId(vault: IRecoveryServicesVault, vm: IVirtualMachine, id: string | undefined): string {
  const problems = new Problems(vault);
  checkOnce(problems, vm, vault);
  problems.throwIfAny();
  return checkFreeId(vault, id ?? (VirtualMachine.isVirtualMachine(vm) ? vm.key : constructId(vault, vm)));
}

/** Azure's names of VMs have dots, and ids have none. */
function constructId(vault: IRecoveryServicesVault, vm: IVirtualMachine): string {
  if (Construct.isConstruct(vm)) return vm.node.id;
  const name = parseResourceId(vm.id)?.name ?? "Vm";
  const allowed = name.replace(/[^\w-]+/g, "-");
  const problems = new Problems(vault);
  problems.when(
    allowed !== name,
    `the VM ${quoted(name)} has a name that is no id, which must be letters, digits, "_" and "-": pass one, such as protect(vm, { id: ${quoted(allowed)} })`,
  );
  problems.throwIfAny();
  return name;
}
