import type { ActionGroupRow, AlertRow } from "../alert-row";
import type { Report } from "../report";
import { isoDuration, NOTHING, SEVERITY_NAMES } from "../report-words";
import { type Html, html } from "./html";
import { badge, type Column, section, sortableTable } from "./parts";

/** Who is told of what. */
export function alerts({ alerts: rows, actionGroups }: Pick<Report, "alerts" | "actionGroups">): Html {
  const none = html`<p>The program defines no alert: nobody is told when a backup fails.</p>`;
  const table = sortableTable("Alerts", COLUMNS, rows.map(cellsOf));
  return section({
    id: "alerts",
    title: "Alerts",
    body: html`${rows.length > 0 ? table : none}${actionGroups.length > 0 && groupsOf(actionGroups)}`,
  });
}

const COLUMNS: readonly Column[] = [
  { title: "Alert" },
  { title: "Severity" },
  { title: "Kind" },
  { title: "What it says" },
  { title: "Looks back" },
  { title: "Every" },
  { title: "Stack" },
];

function cellsOf({ name, severity, kind, description, window, frequency, enabled, stack }: AlertRow) {
  return [
    html`<code>${name}</code>${!enabled && html` ${badge("warn", "off")}`}`,
    {
      show: severity === undefined ? "all" : `${severity} ${SEVERITY_NAMES[severity] ?? ""}`,
      sort: severity ?? -1,
    },
    kind,
    description ?? NOTHING,
    isoDuration(window),
    isoDuration(frequency),
    stack,
  ];
}

function groupsOf(groups: readonly ActionGroupRow[]): Html {
  return html`<h3>Who is told</h3><ul>${groups.map(
    ({ name, stack, enabled, receivers }) =>
      html`<li><code>${name}</code> (${stack})${!enabled && html` ${badge("warn", "off")}`}: ${receivers.join("; ") || "nobody"}</li>`,
  )}</ul>`;
}
