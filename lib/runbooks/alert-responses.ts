import { command, IN_VAULT } from "./shell";
import { look } from "./site-recovery";

/** What somebody does who is woken by an alert of a kind. */
export interface AlertResponse {
  readonly means: string;
  readonly response: string;
  readonly lines?: readonly string[];
}

const FAILED_JOBS = [
  command(
    `az backup job list ${IN_VAULT} --status Failed`,
    '--query "[].{job: name, item: properties.entityFriendlyName, what: properties.operation, ended: properties.endTime, error: properties.errorDetails[0].errorString}" --output table',
  ),
];

const ITEMS = [
  command(
    `az backup item list ${IN_VAULT} --backup-management-type AzureIaasVM --workload-type VM`,
    '--query "[].{vm: properties.friendlyName, state: properties.protectionState, last: properties.lastRecoveryPoint, outcome: properties.lastBackupStatus, policy: properties.policyName}" --output table',
  ),
];

const POLICIES = [
  `az backup policy list ${IN_VAULT} --query "[].{policy: name, items: properties.protectedItemsCount}" --output table`,
];

const BACK_UP_AGAIN =
  "Mend the cause that the job names (the VM agent, its network, disk space in the VM), then back the item up by hand as in [onboarding](onboard-vm.md).";

/** The alert pack's kinds. */
export const ALERT_RESPONSES: Readonly<Record<string, AlertResponse>> = {
  VaultAlerts: {
    means:
      "Delivers what Azure itself raises: failed jobs, backups that were deleted, soft delete or multi-user authorization switched off.",
    response:
      "A failed job is handled as below. Anything that makes backups easier to destroy is an attack until somebody says otherwise: call the security team, and undelete what was deleted ([take a VM off](take-off-vm.md), Undo).",
    lines: FAILED_JOBS,
  },
  BackupHealth: {
    means: "A backup of a data source was not healthy within the last day.",
    response: `A single failure that the next job mends needs no more than a look. ${BACK_UP_AGAIN}`,
    lines: FAILED_JOBS,
  },
  RestoreHealth: {
    means: "A restore was not healthy.",
    response: "Somebody is waiting for it: find who restores, and try another recovery point.",
    lines: FAILED_JOBS,
  },
  ConsecutiveFailures: {
    means: "Backups of an item failed one after the other: it will not mend itself.",
    response: BACK_UP_AGAIN,
    lines: FAILED_JOBS,
  },
  RpoMissed: {
    means: "An item has no recovery point that is as young as its tier promises.",
    response: `The promise is broken now. Tell the application's owner. ${BACK_UP_AGAIN}`,
    lines: ITEMS,
  },
  SuccessRate: {
    means: "Too few of the day's jobs succeeded: seldom one VM, mostly something that all have in common.",
    response:
      "Group the failures by their error. One error for many VMs: an outage of the region, a policy that starts too many at once, a network or identity that was changed.",
    lines: FAILED_JOBS,
  },
  ItemWithoutJob: {
    means: "For a protected item no job ran: it does not fail, it does nothing.",
    response:
      "Look whether its protection was stopped, its VM is gone, or its policy was changed. Resume it as in [take a VM off](take-off-vm.md), Undo.",
    lines: ITEMS,
  },
  StorageSpike: {
    means: "Backups have grown suddenly: much data has come, or much was changed at once.",
    response:
      "Ask the application's owner what changed. Encrypted by nobody known: keep every recovery point, stop the retention from expiring them (suspend no policy, delete nothing), and call the security team.",
    lines: ITEMS,
  },
  RetentionShortened: {
    means: "A policy keeps less than it did: recovery points will expire early.",
    response:
      "Find who changed it and why in the activity log. What the program says is right: apply its stack again.",
    lines: POLICIES,
  },
  ProtectionWeakened: {
    means: "Soft delete, multi-user authorization or immutability was weakened.",
    response:
      "An attack until somebody says otherwise. Call the security team, apply the program's stack again, look for deleted items and undelete them.",
    lines: [
      `az backup vault backup-properties show --resource-group "$VAULT_GROUP" --name "$VAULT"`,
      ...ITEMS,
    ],
  },
  ReplicationRpo: {
    means: "A replica is further behind than it may be.",
    response:
      "High churn, or a cache or network that is too slow. Look at the VM's writes; a VM that writes more than its cache takes needs a premium one.",
    lines: [look("HERE")],
  },
  ReplicationCritical: {
    means: "The replication of a VM is in critical health: a failover would fail, or lose much.",
    response: "The error names the cause. Where it asks for a resynchronisation, start one in the portal.",
    lines: [look("HERE")],
  },
  AgentOutOfDate: {
    means: "The Mobility service on a VM is too old: its replication stops one day.",
    response:
      "Where the program lets Site Recovery update it, look why it could not: the automation account's identity and its jobs. Else update it in the portal.",
    lines: [look("HERE")],
  },
  DrillOverdue: {
    means: "No test failover has shown for too long that a VM can be recovered.",
    response: "[Test it](test-failover.md) now, and look why the drill did not run.",
    lines: [look("HERE")],
  },
};

/** For alerts of one's own. */
export const OTHER_RESPONSE: AlertResponse = {
  means: "An alert that is not of the pack: its description says what it watches.",
  response: "Open it in the portal and look at the query or metric that raised it.",
};
