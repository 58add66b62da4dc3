import { NAME_RULES } from "../core/names";
import { Problems } from "../core/problems";
import type { IVirtualMachine } from "../core/refs";
import { type ProtectedVm, type ProtectedVmOptions, protectVm } from "../protection/protected-vm";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import type { VmBackupPolicyType } from "./options";

/** What others need of a backup policy for virtual machines: those of the program and those of somebody else's. */
export interface IVmBackupPolicy {
  readonly vault: IRecoveryServicesVault;
  readonly policyName: string;
  /** ARM id. */
  readonly policyId: string;
  /** undefined where it is not known; what a Standard policy cannot protect is then left to Azure. */
  readonly type?: VmBackupPolicyType;
  /** What the policy is for, in the run's summary. */
  readonly tier: string;
  /** Backs up a VM by this policy. */
  protect(vm: IVirtualMachine, options?: ProtectedVmOptions): ProtectedVm;
}

/** What is known of a policy that somebody else defines. */
export interface ExistingVmPolicyOptions {
  /**
   * What the policy is in Azure: "DefaultPolicy" is "Standard", "EnhancedPolicy" is "Enhanced".
   * @default - not known: nothing is checked against it
   */
  readonly type?: VmBackupPolicyType;
}

/** A backup policy that somebody else defined, by its name in the vault. */
export class ExistingVmPolicyReference implements IVmBackupPolicy {
  readonly vault: IRecoveryServicesVault;
  readonly policyName: string;
  readonly policyId: string;
  readonly type?: VmBackupPolicyType;
  readonly tier: string;

  constructor(vault: IRecoveryServicesVault, name: string, options: ExistingVmPolicyOptions) {
    const problems = new Problems(vault);
    const { pattern, allowed } = NAME_RULES.vmBackupPolicy;
    problems.matches("the name of an existing policy", name, pattern, allowed);
    problems.oneOf("type", options.type, ["Standard", "Enhanced"], "azurerm calls them V1 and V2");
    problems.throwIfAny();
    this.vault = vault;
    this.policyName = name;
    this.policyId = `${vault.vaultId}/backupPolicies/${name}`;
    this.type = options.type;
    this.tier = name;
  }

  protect(vm: IVirtualMachine, options: ProtectedVmOptions = {}): ProtectedVm {
    return protectVm(this, vm, options);
  }
}
