import { icons, resources } from "./formatters";
import type { Tab } from "./items";

const HALF = 50;

/** Machines that Site Recovery replicates. */
export function replication(): Tab {
  return {
    label: "Replication",
    about: "Machines that Site Recovery replicates: as they are now, and as they were in the time range.",
    tiles: [
      {
        query: "replicated-items",
        source: "resources",
        title: "Replicated machines",
        as: "table",
        empty: "Nothing is replicated by these vaults.",
        formatters: [
          ...resources("Source", "Vault"),
          icons("Health", { Critical: "4", Warning: "2", "": "more" }),
          icons("FailoverHealth", { Critical: "4", Warning: "2", "": "more" }),
          icons("Rpo", { missed: "4", "not known": "more" }),
          icons("AgentUpdateRequired", { true: "2" }),
        ],
      },
      {
        query: "rpo-trend",
        source: "logs",
        title: "Largest RPO of each hour (minutes)",
        as: "timechart",
        width: HALF,
        chartSettings: { xAxis: "Hour", yAxis: ["RpoMinutes"], group: "Machine", showLegend: true },
      },
      {
        query: "replication-history",
        source: "logs",
        title: "Replicated machines, and how many replicated normally",
        as: "timechart",
        width: HALF,
      },
      {
        query: "site-recovery-jobs",
        source: "logs",
        title: "Site Recovery jobs that did not succeed",
        as: "table",
        empty: "Every job succeeded.",
        formatters: resources("Vault"),
      },
    ],
  };
}

/** Whether a failover was ever tried. */
export function drills(): Tab {
  return {
    label: "Drills",
    about:
      "A failover that was never tried is a hope: the last test failover of each machine, and how it went.",
    tiles: [
      {
        query: "drills",
        source: "resources",
        title: "Last test failover of each replicated machine",
        as: "table",
        empty: "Nothing is replicated by these vaults.",
        formatters: [...resources("Source", "Vault"), icons("Drill", { never: "4", overdue: "2" })],
      },
      {
        query: "drill-jobs",
        source: "logs",
        title: "Test failovers and their cleanup",
        as: "table",
        empty: "There was no test failover in this time.",
        formatters: resources("Vault"),
      },
    ],
  };
}
