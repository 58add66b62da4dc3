import {
  type IVirtualMachine,
  type ProtectedVmOptions,
  type RecoveryServicesVaultProps,
  type ResilienceStack,
  Schedule,
  type VmBackupPolicy,
  type VmBackupPolicyType,
} from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { defineVault } from "../vault/define-vault";

export const PROTECTED = "azurerm_backup_protected_vm";

export interface Surroundings {
  readonly type?: VmBackupPolicyType;
  readonly vault?: Partial<RecoveryServicesVaultProps>;
}

/** A policy of daily backups, in a vault in Australia East. */
export const policyIn = (stack: ResilienceStack, { type, vault }: Surroundings = {}): VmBackupPolicy =>
  defineVault(vault)(stack).addVmPolicy("Gold", {
    type,
    schedule: Schedule.daily("02:00"),
    retention: { daily: 7 },
  });

/** The JSON of a VM that is protected with these options. */
export const protectedJson = (
  vm: IVirtualMachine,
  options: ProtectedVmOptions = {},
  surroundings: Surroundings = {},
) => synthesise((stack) => policyIn(stack, surroundings).protect(vm, options)).only(PROTECTED);

/** Why the VM is refused. */
export const protectionRefusal = (
  vm: IVirtualMachine,
  options: ProtectedVmOptions = {},
  surroundings: Surroundings = {},
) => refusalOf((stack) => policyIn(stack, surroundings).protect(vm, options));
