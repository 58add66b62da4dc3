import { hoursAgo } from "../support/kql";
import type { Value } from "../support/kql/values";
import { SUBSCRIPTION } from "../support/synthesise";

type Row = Record<string, Value>;

/** As Azure Monitor writes `_ResourceId`: in lower case. */
export const vaultOf = (name = "rsv-a") =>
  `/subscriptions/${SUBSCRIPTION}/resourcegroups/rg-backup/providers/microsoft.recoveryservices/vaults/${name}`;

/** The row of a backup job that started so many hours ago, of item "web"; say only what matters. */
export function job(hours: number, status = "Completed", changes: Row = {}): Row {
  return {
    TimeGenerated: hoursAgo(hours - 0.5),
    JobUniqueId: `job-${hours}`,
    JobOperation: "Backup",
    JobStatus: status,
    JobStartDateTime: hoursAgo(hours),
    BackupItemUniqueId: "1",
    _ResourceId: vaultOf(),
    ...changes,
  };
}

/** The daily row of an item, as a Recovery Services vault writes it, so many hours ago. */
export function item(changes: Row = {}, hours = 3): Row {
  return {
    TimeGenerated: hoursAgo(hours),
    OperationName: "BackupItem",
    BackupItemUniqueId: "1",
    BackupItemFriendlyName: "web",
    BackupItemProtectionState: "Protected",
    State: "Active",
    PolicyUniqueId: "p1",
    _ResourceId: vaultOf(),
    ...changes,
  };
}

/** The daily row of an item's recovery points, the latest of so many hours ago. */
export function point(latest: number, changes: Row = {}): Row {
  return {
    TimeGenerated: hoursAgo(1),
    OperationName: "RecoveryPoint",
    BackupItemUniqueId: "1",
    LatestRecoveryPointTime: hoursAgo(latest),
    _ResourceId: vaultOf(),
    ...changes,
  };
}

/** The daily row of a policy, so many hours ago. */
export function policy(changes: Row = {}, hours = 3): Row {
  return {
    TimeGenerated: hoursAgo(hours),
    OperationName: "Policy",
    PolicyUniqueId: "p1",
    PolicyName: "bkpol-gold",
    BackupFrequency: "Daily",
    State: "Active",
    _ResourceId: vaultOf(),
    ...changes,
  };
}

/** A row of a replicated machine in AzureDiagnostics, so many hours ago. */
export function machine(changes: Row = {}, hours = 0.5): Row {
  return {
    TimeGenerated: hoursAgo(hours),
    Category: "AzureSiteRecoveryReplicatedItems",
    name_s: "web",
    _ResourceId: vaultOf("rsv-dr"),
    ...changes,
  };
}

/** What every row of an item in "rsv-a" under "bkpol-gold" says. */
export const WEB = { Vault: "rsv-a", Policy: "bkpol-gold", Item: "web", _ResourceId: vaultOf() };
