import { type GroupSum, NONE } from "../group-sums";
import type { Report } from "../report";
import { counted, regionName, whole } from "../report-words";
import { PROTECTIONS } from "../vm-row";
import { type Html, type HtmlValue, html } from "./html";
import { section } from "./parts";

/** The columns of the table; the page's script fills it. */
const COLUMNS = [
  ["name", "VM"],
  ["tier", "Tier"],
  ["region", "Region"],
  ["subscription", "Subscription"],
  ["protection", "Protection"],
  ["promisedRpo", "RPO promised"],
  ["providedRpo", "RPO provided"],
  ["rpoMet", "RPO met"],
  ["promisedRto", "RTO promised"],
  ["rtoBasis", "RTO rests on"],
  ["policy", "Backup policy"],
  ["backupGib", "Backup GiB"],
] as const;

const NUMBERS: readonly string[] = ["promisedRpo", "providedRpo", "promisedRto", "backupGib"];

/** Every VM, with filters; a page of them at a time, so that ten thousand are as quick as ten. */
export function vms({ vms: rows, tiers, regions, subscriptions }: Report): Html {
  const none = html`<p>The program knows of no virtual machine.</p>`;
  return section({
    id: "vms",
    title: "Virtual machines",
    body: rows.length === 0 ? none : html`${filters(tiers, regions, subscriptions)}${table(rows.length)}`,
  });
}

function filters(tiers: readonly GroupSum[], regions: readonly GroupSum[], subs: readonly GroupSum[]): Html {
  const named = (sums: readonly GroupSum[], nameOf: (name: string) => string = (name) => name) =>
    sums.map(({ name, vms }) => [name, `${name === NONE ? "none" : nameOf(name)} (${whole(vms)})`] as const);
  const plain = (names: readonly string[]) => names.map((name) => [name, name] as const);
  return html`<form id="filters" class="filters" role="search" aria-label="Filter virtual machines">
<label class="wide">Search <input type="search" name="q" autocomplete="off" spellcheck="false" placeholder="name, policy, vault, id"></label>
${select("tier", "Tier", named(tiers))}
${select("region", "Region", named(regions, regionName))}
${select("subscription", "Subscription", named(subs))}
${select("protection", "Protection", plain(PROTECTIONS))}
${select("rpo", "RPO", plain(["met", "not met", "not known", "nothing promised"]))}
${select("rto", "RTO rests on", plain(["drilled failover", "failover, never drilled", "restore of a backup", "nothing"]))}
<button type="reset">Clear</button>
</form>`;
}

function select(name: string, label: string, options: readonly (readonly [string, string])[]): HtmlValue {
  return html`<label>${label} <select name="${name}"><option value="">all</option>${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>`;
}

function table(count: number): Html {
  const head = COLUMNS.map(
    ([name, title]) =>
      html`<th scope="col"${NUMBERS.includes(name) && html` class="number"`}><button type="button" data-column="${name}">${title}</button></th>`,
  );
  return html`<p id="shown" role="status">${counted(count, "VM")}</p>
<noscript><p>The table and its filters need JavaScript. <code>report.md</code> and <code>report.json</code> beside this page have the same content.</p></noscript>
<div class="scroll" role="region" aria-label="Table of virtual machines" tabindex="0"><table id="vm-table"><caption class="hidden">Virtual machines</caption>
<thead><tr>${head}</tr></thead><tbody></tbody></table></div>
<nav class="pager" aria-label="Pages of the table"><button type="button" id="previous">Previous</button> <span id="page"></span> <button type="button" id="next">Next</button></nav>
<dialog id="vm-detail" aria-labelledby="vm-name"></dialog>`;
}
