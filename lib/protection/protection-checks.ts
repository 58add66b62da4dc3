import { Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { Problems, quoted } from "../core/problems";
import type { IVirtualMachine } from "../core/refs";
import { differ, normalizeRegion } from "../core/regions";
import { Registry } from "../core/registry";
import { keyInApp, resolvedText } from "../core/resolved";
import { canonicalId, parseResourceId, partsOf, VM_TYPE } from "../core/resource-id";
import { VirtualMachine } from "../inventory/virtual-machine";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { backupObstacle, policyObstacle } from "./backup-support";
import type { DiskSelection } from "./disks";
import type { ProtectedVmProps, ProtectionState } from "./protected-vm";

/** Refuses what azurerm or Azure would refuse, and takes the VM for the vault. */
export function checkProtectedVm(scope: Construct, { vm, policy, disks, state }: ProtectedVmProps): void {
  const problems = new Problems(scope);
  checkVmId(problems, vm);
  checkState(problems, state, policy.vault);
  checkPlace(problems, vm, policy.vault);
  checkSelection(problems, vm, disks);
  if (VirtualMachine.isVirtualMachine(vm)) {
    const obstacle = backupObstacle(vm, disks) ?? policyObstacle(vm, policy, policy.vault.redundancy, disks);
    if (obstacle) problems.add(`${vm.name} cannot be protected: ${obstacle.reason}; ${obstacle.remedy}`);
  }
  checkOnce(problems, vm, policy.vault);
  problems.throwIfAny();
  protectedVms.take(scope.node.root, vmKey(policy.vault, vm), policy.vault.node.path);
}

/** The vaults that protect the VMs of an app, by VM. */
const protectedVms = new Registry<IConstruct>();

function vmKey(vault: IRecoveryServicesVault, { id }: IVirtualMachine): string {
  const spelt = Token.isUnresolved(id) ? undefined : canonicalId(id, VM_TYPE);
  return spelt ?? keyInApp(vault, id);
}

/** The path of the vault that protects the VM already, in the app of the vault. */
export function protectingVault(vault: IRecoveryServicesVault, vm: IVirtualMachine): string | undefined {
  return protectedVms.holder(vault.node.root, vmKey(vault, vm));
}

export function checkOnce(problems: Problems, vm: IVirtualMachine, vault: IRecoveryServicesVault): void {
  const other = protectingVault(vault, vm);
  if (other === undefined) return;
  const name = VirtualMachine.isVirtualMachine(vm) ? vm.name : resolvedText(vault, vm.id);
  const where = other === vault.node.path ? "this vault" : `the vault ${other}`;
  problems.add(`${name} is protected in ${where} already: Azure backs up a VM once; remove the repeat`);
}

function checkState(
  problems: Problems,
  state: ProtectionState | undefined,
  vault: IRecoveryServicesVault,
): void {
  problems.oneOf("state", state, STATES, "see azurerm protection_state");
  problems.when(
    state === "BackupsSuspended" && vault.immutability === "Disabled",
    'state "BackupsSuspended" needs an immutable vault: choose immutability "Unlocked" or "Locked", or stop protection with "ProtectionStopped"',
  );
}

const STATES = ["Protected", "ProtectionStopped", "BackupsSuspended"];

function checkVmId(problems: Problems, vm: IVirtualMachine): void {
  if (Token.isUnresolved(vm.id) || partsOf(vm.id, VM_TYPE)) return;
  problems.add(`vm.id must be the ARM id of a virtual machine, got ${quoted(vm.id)}`);
}

function checkPlace(problems: Problems, vm: IVirtualMachine, vault: IRecoveryServicesVault): void {
  const { region, subscriptionId } = VirtualMachine.isVirtualMachine(vm)
    ? vm
    : { region: regionOf(vm), ...parseResourceId(vm.id) };
  problems.when(
    differ(region, vault.region),
    `vm must be in the vault's region ${vault.region}, got ${region}: use a vault in ${region}, since Azure backs up VMs only to their own region`,
  );
  problems.when(
    subscriptionId !== undefined &&
      vault.subscriptionId !== undefined &&
      subscriptionId.toLowerCase() !== vault.subscriptionId,
    `vm must be in the vault's subscription ${vault.subscriptionId}, got ${subscriptionId}: use a vault of that subscription`,
  );
}

function regionOf({ locationInput }: IVirtualMachine): string | undefined {
  if (locationInput === undefined || Token.isUnresolved(locationInput)) return undefined;
  return normalizeRegion(locationInput);
}

function checkSelection(problems: Problems, vm: IVirtualMachine, disks: DiskSelection | undefined): void {
  if (!disks) return;
  const ways = [disks.include, disks.exclude, disks.osDiskOnly || undefined].filter(
    (way) => way !== undefined,
  );
  problems.when(
    ways.length > 1,
    "disks must include or exclude LUNs, not both: use Disks.only, Disks.except or Disks.osDiskOnly",
  );
  if (disks.osDiskOnly) {
    problems.when(
      !VirtualMachine.isVirtualMachine(vm),
      "disks cannot be the OS disk only where the VM's data disks are not known, since azurerm leaves out only what is named: take the VM from the inventory, or name the LUNs with Disks.except",
    );
    return;
  }
  const luns = disks.include ?? disks.exclude ?? [];
  problems.when(
    luns.length === 0,
    "disks must name at least one LUN, since azurerm takes an empty list as all disks: for the OS disk alone use Disks.osDiskOnly",
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
