import { BackupProtectedVm } from "@cdktf/provider-azurerm/lib/backup-protected-vm";
import { Token } from "cdktf";
import { Construct } from "constructs";
import type { IVmBackupPolicy } from "../backup-policy/existing-vm-policy";
import { checkFreeId, checkId } from "../core/construct-id";
import { Problems, quoted } from "../core/problems";
import type { IVirtualMachine } from "../core/refs";
import { Registry } from "../core/registry";
import { canonicalId, parseResourceId, partsOf, VM_TYPE } from "../core/resource-id";
import { VirtualMachine } from "../inventory/virtual-machine";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { backupObstacle, policyObstacle } from "./backup-support";
import type { DiskSelection } from "./disks";

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
}

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
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: BackupProtectedVm;

  constructor(scope: Construct, id: string, props: ProtectedVmProps) {
    super(scope, checkId(scope, id));
    checkProtectedVm(this, props);
    const { vm, policy, disks } = props;
    this.resource = new BackupProtectedVm(this, "Default", {
      resourceGroupName: policy.vault.resourceGroupName,
      recoveryVaultName: policy.vault.vaultName,
      sourceVmId: canonicalId(vm.id, VM_TYPE) ?? vm.id,
      backupPolicyId: policy.policyId,
      includeDiskLuns: disks?.include && [...disks.include].sort((a, b) => a - b),
      excludeDiskLuns: disks?.exclude && [...disks.exclude].sort((a, b) => a - b),
      lifecycle: isNamedAfter(vm, id) ? { ignoreChanges: ["source_vm_id"] } : undefined,
    });
    this.vm = vm;
    this.policy = policy;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/ProtectedVm");

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
  return checkFreeId(vault, id ?? (VirtualMachine.isVirtualMachine(vm) ? vm.key : constructId(vm)));
}

function constructId(vm: IVirtualMachine): string {
  return Construct.isConstruct(vm) ? vm.node.id : (parseResourceId(vm.id)?.name ?? "Vm");
}

function checkProtectedVm(scope: Construct, { vm, policy, disks }: ProtectedVmProps): void {
  const problems = new Problems(scope);
  checkVmId(problems, vm);
  checkPlace(problems, vm, policy.vault);
  checkSelection(problems, vm, disks);
  if (VirtualMachine.isVirtualMachine(vm)) {
    const obstacle =
      backupObstacle(vm, disks) ?? policyObstacle(vm, policy.type, policy.vault.redundancy, disks);
    if (obstacle) problems.add(`${vm.name} cannot be protected: ${obstacle.reason}; ${obstacle.remedy}`);
  }
  checkOnce(problems, vm, policy.vault);
  problems.throwIfAny();
  protectedVms.take(policy.vault, vm.id, scope.node.path);
}

/** The VMs that each vault protects, by id. */
const protectedVms = new Registry<IRecoveryServicesVault>();

function checkOnce(problems: Problems, vm: IVirtualMachine, vault: IRecoveryServicesVault): void {
  const twice = protectedVms.holder(vault, vm.id) !== undefined;
  const name = VirtualMachine.isVirtualMachine(vm) ? vm.name : vm.id;
  problems.when(
    twice,
    `${name} is protected in this vault already: Azure backs up a VM once; remove the repeat`,
  );
}

function checkVmId(problems: Problems, vm: IVirtualMachine): void {
  if (Token.isUnresolved(vm.id) || partsOf(vm.id, VM_TYPE)) return;
  problems.add(`vm.id must be the ARM id of a virtual machine, got ${quoted(vm.id)}`);
}

function checkPlace(problems: Problems, vm: IVirtualMachine, vault: IRecoveryServicesVault): void {
  const { region, subscriptionId } = VirtualMachine.isVirtualMachine(vm)
    ? vm
    : { region: undefined, ...parseResourceId(vm.id) };
  problems.when(
    region !== undefined && vault.region !== undefined && region !== vault.region,
    `vm must be in the vault's region ${vault.region}, got ${region}: use a vault in ${region}, since Azure backs up VMs only to their own region`,
  );
  problems.when(
    subscriptionId !== undefined &&
      vault.subscriptionId !== undefined &&
      subscriptionId.toLowerCase() !== vault.subscriptionId,
    `vm must be in the vault's subscription ${vault.subscriptionId}, got ${subscriptionId}: use a vault of that subscription`,
  );
}

function checkSelection(problems: Problems, vm: IVirtualMachine, disks: DiskSelection | undefined): void {
  if (!disks) return;
  problems.when(
    disks.include !== undefined && disks.exclude !== undefined,
    "disks must include or exclude LUNs, not both: use Disks.only or Disks.except",
  );
  const luns = disks.include ?? disks.exclude ?? [];
  problems.when(
    luns.length === 0,
    "disks must name at least one LUN: azurerm takes an empty list as all disks (the OS disk alone cannot be chosen)",
  );
  for (const lun of luns) problems.integer("disks", lun, [0, 63], "", "a LUN is the data disk's slot");
  if (!VirtualMachine.isVirtualMachine(vm)) return;
  const present = vm.dataDisks.map((disk) => disk.lun);
  const missing = luns.filter((lun) => !present.includes(lun));
  problems.when(
    missing.length > 0,
    `disks names LUN ${missing.join(", ")}, and ${vm.name} has ${present.length > 0 ? `LUN ${present.join(", ")}` : "no data disks"}`,
  );
}
