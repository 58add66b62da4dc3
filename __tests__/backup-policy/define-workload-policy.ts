import {
  type FullBackups,
  type ResilienceStack,
  type SapHanaPolicyOptions,
  Schedule,
  type SqlPolicyOptions,
} from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { defineVault } from "../vault/define-vault";

export const WORKLOAD_POLICY = "azurerm_backup_policy_vm_workload";

export const sundays: FullBackups = {
  schedule: Schedule.weekly(["Sunday"], "01:00"),
  retention: { weekly: 12 },
};
export const nightly: FullBackups = { schedule: Schedule.daily("01:00"), retention: { daily: 30 } };
export const log = { everyMinutes: 15, retentionDays: 14 } as const;

/** A policy "Gold" of weekly full backups of SQL Server; say only what matters. */
export const defineSqlPolicy =
  (changes: Partial<SqlPolicyOptions> = {}) =>
  (stack: ResilienceStack) =>
    defineVault()(stack).addSqlPolicy("Gold", { full: sundays, ...changes });

/** The same of SAP HANA, with the log backups that it needs. */
const defineHanaPolicy =
  (changes: Partial<SapHanaPolicyOptions> = {}) =>
  (stack: ResilienceStack) =>
    defineVault()(stack).addSapHanaPolicy("Gold", { full: sundays, log, ...changes } as SapHanaPolicyOptions);

export const sqlJson = (changes: Partial<SqlPolicyOptions> = {}) =>
  synthesise(defineSqlPolicy(changes)).only(WORKLOAD_POLICY);

export const hanaJson = (changes: Partial<SapHanaPolicyOptions> = {}) =>
  synthesise(defineHanaPolicy(changes)).only(WORKLOAD_POLICY);

export const sqlRefusal = (changes: Partial<SqlPolicyOptions>) => refusalOf(defineSqlPolicy(changes));

export const hanaRefusal = (changes: Partial<SapHanaPolicyOptions>) => refusalOf(defineHanaPolicy(changes));
