import { bars, icons, numberTiles, percentTiles, resources, subscriptions } from "./formatters";
import type { Tab } from "./items";
import type { WorkbookDefaults } from "./parameters";
import { drills, replication } from "./recovery-tabs";

const HALF = 50;

/** The pages of the workbook; each query stands on one of them. */
export function tabs({ successPercent }: WorkbookDefaults): readonly Tab[] {
  return [overview(successPercent), jobs(), protection(), storage(), replication(), drills()];
}

function overview(target: number): Tab {
  return {
    label: "Overview",
    about:
      "Success is the share of backup jobs that succeeded, with warnings too, of those that succeeded or failed. Storage is what the vaults hold, without the snapshots for instant restore.",
    tiles: [
      {
        query: "success-rate",
        source: "logs",
        title: "Backup jobs that succeeded (%), by workload",
        as: "tiles",
        empty: "No backup job ended in this time: are the diagnostic settings of the vaults in place?",
        tileSettings: percentTiles("Workload", "SuccessPercent", "Jobs", target),
      },
      {
        query: "vm-protection",
        source: "resources",
        title: "Virtual machines, by backup",
        as: "piechart",
        width: HALF,
      },
      {
        query: "replication-health",
        source: "resources",
        title: "Replicated machines, by health",
        as: "piechart",
        width: HALF,
        empty: "Nothing is replicated by these vaults.",
      },
      {
        query: "storage-by-tier",
        source: "logs",
        title: "Backups in the vaults now (GiB), by tier",
        as: "tiles",
        tileSettings: numberTiles("Tier", "GiB"),
      },
    ],
  };
}

function jobs(): Tab {
  return {
    label: "Jobs",
    about:
      "Log backups of databases are not counted: there are so many that nothing else could be seen. Logs arrive 20 to 30 minutes after the job ended, those of database backups after six hours at most.",
    tiles: [
      {
        query: "success-rate-by-day",
        source: "logs",
        title: "Backup jobs that succeeded (%), and the target",
        as: "timechart",
        width: HALF,
      },
      {
        query: "jobs-by-day",
        source: "logs",
        title: "Backup jobs, by status",
        as: "barchart",
        width: HALF,
        chartSettings: { xAxis: "Day", yAxis: ["Jobs"], group: "JobStatus", showLegend: true },
      },
      {
        query: "failures-by-code",
        source: "logs",
        title: "Error codes",
        as: "table",
        empty: "No job failed in this time.",
        formatters: [bars("Failures", "red")],
      },
      {
        query: "failed-jobs",
        source: "logs",
        title: "Failed jobs",
        as: "table",
        empty: "No job failed in this time.",
        formatters: resources("Vault", "Datasource"),
      },
    ],
  };
}

function protection(): Tab {
  return {
    label: "Protection",
    about:
      "As it is now. A virtual machine is protected when any vault backs it up, whichever vaults are chosen above. Soft-deleted backups can be brought back until their time has passed.",
    tiles: [
      {
        query: "unprotected-vms",
        source: "resources",
        title: "Virtual machines without a backup",
        as: "table",
        empty: "Every virtual machine of these subscriptions is backed up.",
        formatters: [
          ...resources("VirtualMachine"),
          subscriptions("Subscription"),
          icons("Replication", { none: "more", Critical: "4", Warning: "2" }),
        ],
      },
      {
        query: "protected-vms",
        source: "resources",
        title: "Virtual machines with a backup",
        as: "table",
        formatters: [
          ...resources("VirtualMachine", "Vault"),
          icons("LastBackup", { Failed: "4", CompletedWithWarnings: "2", "": "more" }),
          bars("HoursSincePoint", "orange"),
        ],
      },
      {
        query: "items-by-policy",
        source: "resources",
        title: "Backup items, by vault and policy",
        as: "table",
        formatters: [...resources("Vault"), bars("Items", "blue")],
      },
      {
        query: "soft-deleted-items",
        source: "resources",
        title: "Soft-deleted items",
        as: "table",
        empty: "Nothing is soft-deleted.",
        formatters: resources("Vault", "Source"),
      },
    ],
  };
}

function storage(): Tab {
  return {
    label: "Storage",
    about:
      "What the vaults report once a day. Azure Backup bills it by tier, and protected instances besides; snapshots for instant restore are billed with the disks.",
    tiles: [
      {
        query: "storage-trend",
        source: "logs",
        title: "Backups in Recovery Services vaults (GiB), by tier",
        as: "timechart",
      },
      {
        query: "storage-by-item",
        source: "logs",
        title: "Largest items (GiB)",
        as: "table",
        formatters: [
          ...resources("Vault"),
          bars("VaultStandardGiB", "blue"),
          bars("VaultArchiveGiB", "blue"),
          bars("GrowthGiB", "orange"),
        ],
      },
      {
        query: "protected-instances",
        source: "logs",
        title: "Protected instances",
        as: "table",
        formatters: [...resources("Vault"), bars("ProtectedInstances", "blue")],
      },
    ],
  };
}
