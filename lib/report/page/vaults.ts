import type { IrreversibleStep } from "../irreversible-step";
import type { Report } from "../report";
import { NOTHING, regionName, whole } from "../report-words";
import type { VaultRow } from "../vault-row";
import { type Html, html } from "./html";
import { type Column, fewOf, section, sortableTable } from "./parts";

/** The vaults, and what of them Azure never takes back. */
export function vaults({ vaults: rows, irreversible }: Pick<Report, "vaults" | "irreversible">): Html {
  const table = sortableTable("Vaults of the program", COLUMNS, rows.map(cellsOf));
  return section({
    id: "vaults",
    title: "Vaults and what cannot be undone",
    body: html`<h3>What cannot be undone</h3>${stepsOf(irreversible)}<h3>Vaults</h3>${rows.length > 0 ? table : html`<p>The program defines no vault.</p>`}`,
  });
}

function stepsOf(steps: readonly IrreversibleStep[]): Html {
  if (steps.length === 0) return html`<p>Nothing of what the program defines.</p>`;
  return html`<ul class="findings">${steps.map(
    ({ step, since, consequence, at }) =>
      html`<li><p><strong>${step}</strong>, from ${since} on. <span class="remedy">${consequence}</span></p><p class="subjects">${fewOf(
        at.map((name) => html`<code>${name}</code>`),
        (count) => `and ${whole(count)} more`,
      )}</p></li>`,
  )}</ul>`;
}

const COLUMNS: readonly Column[] = [
  { title: "Vault" },
  { title: "Kind" },
  { title: "Region" },
  { title: "Redundancy" },
  { title: "Immutability" },
  { title: "Cross-region restore" },
  { title: "Backed up VMs", number: true },
  { title: "Replicated VMs", number: true },
  { title: "Stack" },
];

function cellsOf(vault: VaultRow) {
  const { name, kind, region, redundancy, immutability, crossRegionRestore, backedUp, replicated, stack } =
    vault;
  return [
    html`<code>${name}</code>`,
    kind,
    regionName(region),
    redundancy ?? NOTHING,
    immutability ?? NOTHING,
    crossRegionRestore ? "yes" : "no",
    whole(backedUp),
    whole(replicated),
    stack,
  ];
}
