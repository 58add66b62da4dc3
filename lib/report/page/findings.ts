import type { FindingKind } from "../../core/findings";
import { groupBy } from "../../core/group-by";
import type { ExemptionRow } from "../exemption-row";
import type { FindingGroup } from "../finding-groups";
import type { Report } from "../report";
import { counted, NOTHING, whole } from "../report-words";
import { type Html, html } from "./html";
import { badge, type Column, fewOf, filterLink, section, sortableTable } from "./parts";

const KINDS: Readonly<
  Record<FindingKind, { readonly title: string; readonly tone: "bad" | "warn" | "calm" }>
> = {
  unprotected: { title: "Not protected", tone: "bad" },
  unreplicated: { title: "Not replicated", tone: "bad" },
  warning: { title: "Look at", tone: "warn" },
  exempt: { title: "Exempt", tone: "calm" },
};

/** What the run found, by what it says; and what somebody has decided to leave as it is. */
export function findings({ findings: groups, vms, exemptions }: Report): Html {
  const names = new Set(vms.map(({ name }) => name));
  const rows = groups.map((group, index) => ({ group, index }));
  const kinds = [...groupBy(rows, ({ group }) => group.kind)];
  const list = kinds.map(([kind, own]) => {
    const count = own.reduce((sum, { group }) => sum + group.subjects.length, 0);
    const items = own.map(({ group, index }) => itemOf(group, index, names));
    return html`<h3>${badge(KINDS[kind].tone, KINDS[kind].title)} <span class="of">${counted(count, "finding")}</span></h3><ul class="findings">${items}</ul>`;
  });
  return section({
    id: "findings",
    title: "Findings and exemptions",
    body: html`${list.length > 0 ? list : html`<p>Nothing was found.</p>`}${exemptionList(exemptions)}`,
  });
}

function itemOf({ reason, remedy, subjects }: FindingGroup, index: number, vms: ReadonlySet<string>): Html {
  const links = subjects.map(({ name, source }) =>
    source !== undefined && vms.has(name) ? vmLink(name) : html`<code>${name}</code>`,
  );
  const more = (count: number) => filterLink({ finding: String(index) }, `and ${whole(count)} more`);
  return html`<li><p>${capital(reason)}. <span class="remedy">${capital(remedy)}.</span></p><p class="subjects">${fewOf(links, more)}</p></li>
`;
}

function vmLink(name: string): Html {
  return filterLink({ vm: name }, name);
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

const COLUMNS: readonly Column[] = [
  { title: "What is exempt" },
  { title: "From" },
  { title: "Reason" },
  { title: "Owner" },
  { title: "Last day" },
];

const FROM: Readonly<Record<ExemptionRow["kind"], string>> = {
  "of the program": "protection",
  "of Azure Policy": "Azure Policy",
  "of a check": "check",
};

/** More are in the data file: a page of thousands is read by nobody. */
const SHOWN = 200;

function exemptionList(exemptions: readonly ExemptionRow[]): Html {
  if (exemptions.length === 0) return html`<h3>Exemptions</h3><p>Nothing is exempt from anything.</p>`;
  const rows = exemptions
    .slice(0, SHOWN)
    .map(({ kind, at, reason, owner, until, where }) => [
      html`<span title="${at}">${at.split("/").at(-1) || at}</span>`,
      where ? `${FROM[kind]}: ${where}` : FROM[kind],
      reason,
      owner ?? NOTHING,
      until ?? "no end",
    ]);
  const rest = exemptions.length - rows.length;
  return html`<h3>Exemptions</h3>${sortableTable("Exemptions", COLUMNS, rows)}${rest > 0 && html`<p>${counted(rest, "more exemption")} in <code>report.json</code>.</p>`}`;
}
