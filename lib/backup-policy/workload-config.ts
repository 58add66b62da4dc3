import type {
  BackupPolicyVmWorkloadConfig,
  BackupPolicyVmWorkloadProtectionPolicy as SubPolicy,
} from "@cdktf/provider-azurerm/lib/backup-policy-vm-workload";
import { providerOf } from "../core/subscription-of";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import type { FullRetention, PointsOfMonth } from "./retention";
import type {
  AnyWorkloadOptions,
  FullBackups,
  LogBackups,
  PartialBackups,
  Workload,
} from "./workload-options";

const WORKLOAD_TYPES = { SQL: "SQLDataBase", "SAP HANA": "SAPHanaDatabase" } as const;

/** The policy as azurerm writes it: one block for each kind of backup. */
export function workloadConfig(
  vault: IRecoveryServicesVault,
  name: string,
  workload: Workload,
  options: AnyWorkloadOptions,
  retention: FullRetention,
): BackupPolicyVmWorkloadConfig {
  const { full, differential, incremental, log } = options;
  return {
    name,
    provider: providerOf(vault),
    resourceGroupName: vault.resourceGroupName,
    recoveryVaultName: vault.vaultName,
    workloadType: WORKLOAD_TYPES[workload],
    settings: {
      timeZone: options.timezone ?? "UTC",
      compressionEnabled: options.compression === true ? true : undefined,
    },
    protectionPolicy: [
      fullPolicy(full, retention),
      ...(differential ? [partialPolicy("Differential", differential)] : []),
      ...(incremental ? [partialPolicy("Incremental", incremental)] : []),
      ...(log ? [logPolicy(log)] : []),
    ],
  };
}

function fullPolicy({ schedule }: FullBackups, retention: FullRetention): SubPolicy {
  const { daily, weekly, monthly, yearly } = retention;
  return {
    policyType: "Full",
    backup: {
      frequency: schedule.frequency,
      time: schedule.at,
      weekdays: schedule.frequency === "Weekly" ? [...schedule.on] : undefined,
    },
    retentionDaily: daily === undefined ? undefined : { count: daily },
    retentionWeekly: weekly && { count: weekly.weeks, weekdays: [...weekly.on] },
    retentionMonthly: monthly && { count: monthly.months, ...pointsBlock(monthly) },
    retentionYearly: yearly && { count: yearly.years, months: [...yearly.in], ...pointsBlock(yearly) },
  };
}

/** azurerm calls the last day of the month day 0. */
function pointsBlock(points: PointsOfMonth) {
  if ("the" in points) return { formatType: "Weekly", weeks: [...points.the], weekdays: [...points.on] };
  return { formatType: "Daily", monthdays: [...points.days, ...(points.lastDay === true ? [0] : [])] };
}

/** Always weekly: azurerm's daily ones demand a daily retention, and then drop it. */
function partialPolicy(policyType: "Differential" | "Incremental", partial: PartialBackups): SubPolicy {
  return {
    policyType,
    backup: { frequency: "Weekly", time: partial.at, weekdays: [...partial.on] },
    simpleRetention: { count: partial.retentionDays },
  };
}

function logPolicy({ everyMinutes, retentionDays }: LogBackups): SubPolicy {
  return {
    policyType: "Log",
    backup: { frequencyInMinutes: everyMinutes },
    simpleRetention: { count: retentionDays },
  };
}
