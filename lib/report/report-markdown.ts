import type { FindingKind } from "../core/findings";
import { providedRpo } from "./group-sums";
import { assumptionsOf } from "./page/storage";
import type { Report } from "./report";
import { counted, duration, NOTHING, regionName, whole } from "./report-words";
import type { VmRow } from "./vm-row";

/** More VMs than these are in the data file and on the page: forges show no longer tables. */
const VMS_SHOWN = 1000;
/** Names of one finding: the rest is counted. */
const NAMES_SHOWN = 20;

/** The report in Markdown, for a repository or the description of a pull request. */
export function reportMarkdown(report: Report): string {
  const parts = [
    head(report),
    sums("tier", report.tiers),
    sums("region", report.regions),
    sums("subscription", report.subscriptions),
    findings(report),
    vms(report.vms),
    timelines(report),
    replication(report),
    checks(report),
    exemptions(report),
    alerts(report),
    storage(report),
    vaults(report),
    irreversible(report),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function head({ total, stacks }: Report): string {
  const { protection, vms, rpoMet, rpoNotMet } = total;
  const both = protection["backed up and replicated"];
  return `# Resilience report

${counted(vms, "virtual machine")} in ${counted(stacks.length, "stack")}: ${whole(protection["not protected"])} not protected, ${whole(protection["backed up"] + both)} backed up, ${whole(protection.replicated + both)} replicated.
Recovery point objective met by ${whole(rpoMet)}, not by ${whole(rpoNotMet)}; failover drilled for ${whole(total.drilled)}.`;
}

function sums(by: string, rows: Report["tiers"]): string {
  const cells = rows.map(
    ({ name, vms, protection, promisedRpo, providedRpo, promisedRto, drilled, rpoNotMet }) => [
      by === "region" ? regionName(name) : name,
      whole(vms),
      whole(protection["backed up"] + protection["backed up and replicated"]),
      whole(protection.replicated + protection["backed up and replicated"]),
      whole(protection["not protected"]),
      duration(promisedRpo),
      duration(providedRpo),
      whole(rpoNotMet),
      duration(promisedRto),
      whole(drilled),
    ],
  );
  const titles = [
    by,
    "VMs",
    "backed up",
    "replicated",
    "not protected",
    "RPO promised",
    "RPO provided",
    "RPO not met",
    "RTO promised",
    "drilled",
  ];
  return rows.length > 0 ? `## By ${by}\n\n${table(titles, cells)}` : "";
}

const KINDS: Readonly<Record<FindingKind, string>> = {
  unprotected: "Not protected",
  unreplicated: "Not replicated",
  warning: "Look at",
  exempt: "Exempt",
};

function findings({ findings: groups }: Report): string {
  const items = groups.map(({ kind, reason, remedy, subjects }) => {
    const names = subjects.slice(0, NAMES_SHOWN).map(({ name }) => name);
    const rest = subjects.length - names.length;
    const list = [...names, ...(rest > 0 ? [`${whole(rest)} more`] : [])].join(", ");
    return `- **${KINDS[kind]}** (${subjects.length}): ${escaped(list)}: ${escaped(reason)}; ${escaped(remedy)}`;
  });
  return `## Findings\n\n${items.join("\n") || "Nothing was found."}`;
}

function vms(rows: readonly VmRow[]): string {
  const titles = [
    "VM",
    "tier",
    "region",
    "subscription",
    "protection",
    "RPO promised",
    "RPO provided",
    "RTO promised",
    "RTO rests on",
    "policy",
  ];
  const cells = rows
    .slice(0, VMS_SHOWN)
    .map((row) => [
      row.name,
      row.tier ?? NOTHING,
      regionName(row.region),
      row.subscription ?? NOTHING,
      row.protection,
      duration(row.promisedRpo),
      `${duration(providedRpo(row))}${row.rpoMet === false ? " (not met)" : ""}`,
      duration(row.promisedRto),
      row.rtoBasis,
      row.policy ?? NOTHING,
    ]);
  const rest = rows.length - cells.length;
  const more = rest > 0 ? `\n\n${counted(rest, "more VM")} in report.json and on the page.` : "";
  return rows.length > 0 ? `## Virtual machines\n\n${table(titles, cells)}${more}` : "";
}

function timelines({ timelines: all }: Report): string {
  const titles = ["after", "snapshots", "daily", "weekly", "monthly", "yearly", "archived", "oldest, days"];
  const parts = all.map(({ tier, schedule, retention, archive, moments }) => {
    const cells = moments.map(({ after, snapshots, daily, weekly, monthly, yearly, archived, oldestDays }) =>
      [after, snapshots, daily, weekly, monthly, yearly, archived, oldestDays ?? NOTHING].map(String),
    );
    return `### ${escaped(tier)}\n\n${schedule}; keeps ${retention}; archive: ${archive}.\n\n${table(titles, cells)}`;
  });
  return parts.length > 0 ? `## Recovery points over time\n\n${parts.join("\n\n")}` : "";
}

function replication({ replication: paths }: Report): string {
  const cells = paths.map(({ from, to, vms, vault, plans }) => [
    regionName(from),
    regionName(to),
    whole(vms),
    vault,
    plans.map(({ name, drills }) => `${name} (drill: ${drills.join(", ") || "never"})`).join("; ") || NOTHING,
  ]);
  return paths.length > 0
    ? `## Replication\n\n${table(["from", "to", "VMs", "vault", "recovery plans"], cells)}`
    : "";
}

function checks({ checks: summary }: Report): string {
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
      ? `\n\n${table(["rule", "what holds", "severity", "failed", "exempt", "not known"], cells)}`
      : "";
  return `## Checks\n\n${whole(total.passed)} passed, ${whole(total.failed)} failed, ${whole(total.exempt)} exempt, ${whole(total.unknown)} not known before the plan.${open}`;
}

function exemptions({ exemptions: rows }: Report): string {
  const cells = rows.map(({ at, kind, reason, owner, until }) => [
    at,
    kind,
    reason,
    owner ?? NOTHING,
    until ?? "no end",
  ]);
  return rows.length > 0
    ? `## Exemptions\n\n${table(["what", "exemption", "reason", "owner", "last day"], cells)}`
    : "";
}

function alerts({ alerts: rows }: Report): string {
  const cells = rows.map(({ name, severity, kind, description }) => [
    name,
    String(severity ?? "all"),
    kind,
    description ?? NOTHING,
  ]);
  return `## Alerts\n\n${rows.length > 0 ? table(["alert", "severity", "kind", "what it says"], cells) : "The program defines no alert."}`;
}

function storage({ storage: summary }: Report): string {
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
  return summary.total.vms > 0
    ? `## Estimated storage\n\n${assumptionsOf(summary)}\n\n${table(titles, cells)}`
    : "";
}

function vaults({ vaults: rows }: Report): string {
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
  return rows.length > 0 ? `## Vaults\n\n${table(titles, cells)}` : "";
}

function irreversible({ irreversible: steps }: Report): string {
  const items = steps.map(
    ({ step, since, consequence, at }) =>
      `- **${step}**, from ${since} on: ${escaped(at.join(", "))}. ${consequence}`,
  );
  return `## What cannot be undone\n\n${items.join("\n") || "Nothing of what the program defines."}`;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  return [line(titles), `|${titles.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

/** What Markdown and the HTML in it would read as more than text. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]|~]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/\r?\n/g, " ");
}
