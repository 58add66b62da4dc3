import type { FindingKind } from "../../core/findings";
import { escaped, textTable } from "../../core/markdown";
import type { ReportDocument } from "../document";
import { providedRpo } from "../group-sums";
import type { Report } from "../report";
import { counted, duration, NOTHING, regionName, whole } from "../report-words";
import type { VmRow } from "../vm-row";
import {
  alerts,
  checks,
  exemptions,
  irreversible,
  replication,
  storage,
  timelines,
  vaults,
} from "./sections";

/** More VMs than these are in the data file and on the page: forges show no longer tables. */
const VMS_SHOWN = 1000;
/** Names of one finding: the rest is counted. */
const NAMES_SHOWN = 20;

/** The report in Markdown, for a repository or the description of a pull request. */
export function reportMarkdown(report: Report, pages: readonly ReportDocument[] = []): string {
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
    documents(pages),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function documents(pages: readonly ReportDocument[]): string {
  const links = pages.map(({ title, href }) => `- [${escaped(title)}](${href})`);
  return links.length > 0 ? `## Runbooks\n\n${links.join("\n")}` : "";
}

function head({ total, stacks }: Report): string {
  const { protection, vms, rpoMet, rpoNotMet } = total;
  const both = protection["backed up and replicated"];
  return `# Resilience report

${counted(vms, "virtual machine")} in ${counted(stacks.length, "stack")}: ${whole(protection["not protected"])} not protected, ${whole(protection["backed up"] + both)} backed up, ${whole(protection.replicated + both)} replicated.
Recovery point objective met by ${whole(rpoMet)}, not by ${whole(rpoNotMet)}; failover drilled for ${whole(total.drilled)}.`;
}

const SUM_TITLES = [
  "VMs",
  "backed up",
  "replicated",
  "not protected",
  "RPO promised",
  "worst RPO provided",
  "RPO not met",
  "RTO promised",
  "drilled",
];

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
  return rows.length > 0 ? `## By ${by}\n\n${textTable([by, ...SUM_TITLES], cells)}` : "";
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

const VM_TITLES = [
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

function vms(rows: readonly VmRow[]): string {
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
  return rows.length > 0 ? `## Virtual machines\n\n${textTable(VM_TITLES, cells)}${more}` : "";
}
