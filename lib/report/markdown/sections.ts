import { escaped, textTable } from "../../core/markdown";
import { assumptionsOf, missingFrom } from "../page/storage";
import type { Report } from "../report";
import { NOTHING, regionName, whole } from "../report-words";

export function timelines({ timelines: all }: Report): string {
  const titles = ["after", "snapshots", "daily", "weekly", "monthly", "yearly", "archived", "oldest, days"];
  const parts = all.map(({ tier, schedule, retention, archive, moments }) => {
    const cells = moments.map(({ after, snapshots, daily, weekly, monthly, yearly, archived, oldestDays }) =>
      [after, snapshots, daily, weekly, monthly, yearly, archived, oldestDays ?? NOTHING].map(String),
    );
    return `### ${escaped(tier)}\n\n${schedule}; keeps ${retention}; archive: ${archive}.\n\n${textTable(titles, cells)}`;
  });
  return parts.length > 0 ? `## Recovery points over time\n\n${parts.join("\n\n")}` : "";
}

export function replication({ replication: paths }: Report): string {
  const cells = paths.map(({ from, to, vms, vault, plans }) => [
    regionName(from),
    regionName(to),
    whole(vms),
    vault,
    plans.map(({ name, drills }) => `${name} (drill: ${drills.join(", ") || "never"})`).join("; ") || NOTHING,
  ]);
  return paths.length > 0
    ? `## Replication\n\n${textTable(["from", "to", "VMs", "vault", "recovery plans"], cells)}`
    : "";
}

export function checks({ checks: summary }: Report): string {
  if (!summary) return "## Checks\n\nNo checks were added.";
  const { total, rules } = summary;
  const cells = rules
    .filter(({ off, failed, exempt, unknown }) => off === undefined && failed + exempt + unknown > 0)
    .map(({ rule, title, severity, failed, exempt, unknown }) => [
      rule,
      title,
      severity,
      ...[failed, exempt, unknown].map(whole),
    ]);
  const open =
    cells.length > 0
      ? `\n\n${textTable(["rule", "what holds", "severity", "failed", "exempt", "not known"], cells)}`
      : "";
  return `## Checks\n\n${whole(total.passed)} passed, ${whole(total.failed)} failed, ${whole(total.exempt)} exempt, ${whole(total.unknown)} not known before the plan.${open}`;
}

export function exemptions({ exemptions: rows }: Report): string {
  const cells = rows.map(({ at, kind, reason, owner, until }) => [
    at,
    kind,
    reason,
    owner ?? NOTHING,
    until ?? "no end",
  ]);
  return rows.length > 0
    ? `## Exemptions\n\n${textTable(["what", "exemption", "reason", "owner", "last day"], cells)}`
    : "";
}

export function alerts({ alerts: rows }: Report): string {
  const cells = rows.map(({ name, severity, kind, description }) => [
    name,
    String(severity ?? "all"),
    kind,
    description ?? NOTHING,
  ]);
  return `## Alerts\n\n${rows.length > 0 ? textTable(["alert", "severity", "kind", "what it says"], cells) : "The program defines no alert."}`;
}

export function storage({ storage: summary }: Report): string {
  const cells = [...Object.entries(summary.byTier), ["in all", summary.total] as const].map(([tier, sum]) => [
    tier,
    ...[
      sum.vms,
      sum.usedGib,
      sum.recoveryPoints,
      sum.snapshotGib,
      sum.vaultStandardGib,
      sum.vaultArchiveGib,
    ].map(whole),
  ]);
  const titles = [
    "tier",
    "VMs",
    "used GiB",
    "points",
    "snapshots GiB",
    "vault-standard GiB",
    "vault-archive GiB",
  ];
  const parts = [assumptionsOf(summary), textTable(titles, cells), ...missingFrom(summary).map(escaped)];
  return summary.total.vms > 0 ? `## Estimated storage\n\n${parts.join("\n\n")}` : "";
}

export function vaults({ vaults: rows }: Report): string {
  const cells = rows.map(
    ({ name, region, redundancy, immutability, crossRegionRestore, backedUp, replicated }) => [
      name,
      regionName(region),
      redundancy ?? NOTHING,
      immutability ?? NOTHING,
      crossRegionRestore ? "yes" : "no",
      whole(backedUp),
      whole(replicated),
    ],
  );
  const titles = [
    "vault",
    "region",
    "redundancy",
    "immutability",
    "cross-region restore",
    "backed up",
    "replicated",
  ];
  return rows.length > 0 ? `## Vaults\n\n${textTable(titles, cells)}` : "";
}

export function irreversible({ irreversible: steps }: Report): string {
  const items = steps.map(
    ({ step, since, consequence, at }) =>
      `- **${step}**, from ${since} on: ${escaped(at.join(", "))}. ${consequence}`,
  );
  return `## What cannot be undone\n\n${items.join("\n") || "Nothing of what the program defines."}`;
}
