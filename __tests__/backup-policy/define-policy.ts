import {
  type ResilienceStack,
  Schedule,
  type VmBackupPolicy,
  type VmBackupPolicyOptions,
  type VmBackupRetention,
  type VmBackupSchedule,
} from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { defineVault } from "../vault/define-vault";

export const POLICY = "azurerm_backup_policy_vm";

/** A policy "Gold" of daily backups in an ordinary vault; say only what matters. */
export const definePolicy =
  (changes: Partial<VmBackupPolicyOptions> = {}) =>
  (stack: ResilienceStack): VmBackupPolicy =>
    defineVault()(stack).addVmPolicy("Gold", {
      schedule: Schedule.daily("02:00"),
      retention: { daily: 30 },
      ...changes,
    });

/** The policy's JSON. */
export const policyJson = (changes: Partial<VmBackupPolicyOptions> = {}) =>
  synthesise(definePolicy(changes)).only(POLICY);

/** Why the policy is refused, with the place that all its refusals begin with. */
export const policyRefusal = (changes: Partial<VmBackupPolicyOptions>) => refusalOf(definePolicy(changes));

/** A refusal with several problems. */
export const problems = (...messages: readonly string[]) =>
  [`[test/Vault/Gold] ${messages.length} problems:`, ...messages.map((m) => `  - ${m}`)].join("\n");

export const nightly: VmBackupSchedule = Schedule.daily("02:00");
export const sundays: VmBackupSchedule = Schedule.weekly(["Sunday"], "02:00");

/** What a weekly schedule keeps at least. */
export const weekly = (retention: VmBackupRetention = {}): Partial<VmBackupPolicyOptions> => ({
  schedule: sundays,
  retention: { weekly: 4, ...retention },
});
