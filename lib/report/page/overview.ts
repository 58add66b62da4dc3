import { type GroupSum, NONE } from "../group-sums";
import type { Report } from "../report";
import { counted, duration, NOTHING, regionName, whole } from "../report-words";
import { PROTECTIONS, type Protection } from "../vm-row";
import { type Html, html } from "./html";
import { type Cell, type Column, filterLink, section, sortableTable } from "./parts";

/** The numbers that matter first, then who is protected how: by tier, region and subscription. */
export function overview(report: Report): Html {
  return section({
    id: "overview",
    title: "Overview",
    body: html`<ul class="tiles">${tilesOf(report).map(tile)}</ul>
${legend()}
<h3>By tier</h3>
${tierTable(report.tiers)}
<div class="halves"><div><h3>By region</h3>
${placeTable("region", report.regions)}</div>
<div><h3>By subscription</h3>
${placeTable("subscription", report.subscriptions)}</div></div>`,
  });
}

interface Tile {
  readonly label: string;
  readonly value: number | undefined;
  readonly of: string;
  readonly href: string;
  /** Is any of it too much? Others are counted, not judged. */
  readonly unwanted: boolean;
}

function tilesOf(report: Report): readonly Tile[] {
  return [
    ...unwanted(report).map((one) => ({ ...one, unwanted: true })),
    ...counts(report).map((one) => ({ ...one, unwanted: false })),
  ];
}

function unwanted({ total, findings, checks }: Report): readonly Omit<Tile, "unwanted">[] {
  const { rpoMet, rpoNotMet, rpoUnknown, protection } = total;
  const of = `of ${counted(total.vms, "VM")}`;
  const promised = `of ${whole(rpoMet + rpoNotMet + rpoUnknown)} promised`;
  const unreplicated = findings.filter(({ kind }) => kind === "unreplicated");
  const count = unreplicated.reduce((sum, { subjects }) => sum + subjects.length, 0);
  const rules = checks
    ? `of ${counted(checks.total.passed + checks.total.failed, "verdict")}`
    : "no checks were added";
  return [
    { label: "Not protected", value: protection["not protected"], of, href: "#protection=not+protected" },
    { label: "Recovery point not met", value: rpoNotMet, of: promised, href: "#rpo=not+met" },
    { label: "Promised, not replicated", value: count, of, href: "#findings" },
    { label: "Failed checks", value: checks?.total.failed, of: rules, href: "#checks" },
  ];
}

function counts({ total }: Report): readonly Omit<Tile, "unwanted">[] {
  const { rpoMet, rpoNotMet, rpoUnknown, protection, drilled } = total;
  const of = `of ${counted(total.vms, "VM")}`;
  const promised = `of ${whole(rpoMet + rpoNotMet + rpoUnknown)} promised`;
  const both = protection["backed up and replicated"];
  return [
    { label: "Backed up", value: protection["backed up"] + both, of, href: "#vms" },
    { label: "Replicated", value: protection.replicated + both, of, href: "#replication" },
    { label: "Recovery point met", value: rpoMet, of: promised, href: "#rpo=met" },
    { label: "Failover drilled", value: drilled, of, href: "#rto=drilled+failover" },
  ];
}

function tile({ label, value, of, href, unwanted }: Tile): Html {
  const tone = !unwanted || value === undefined ? "calm" : value > 0 ? "bad" : "good";
  return html`<li class="tile ${tone}"><a href="${href}"><span class="label">${label}</span> <strong>${value === undefined ? NOTHING : whole(value)}</strong> <span class="of">${of}</span></a></li>`;
}

const TIER_COLUMNS: readonly Column[] = [
  { title: "Tier" },
  { title: "VMs", number: true },
  { title: "Protection" },
  { title: "Not protected", number: true },
  { title: "RPO promised", number: true },
  { title: "Worst RPO provided", number: true },
  { title: "RPO met", number: true },
  { title: "RTO promised", number: true },
  { title: "Drilled", number: true },
];

function tierTable(tiers: readonly GroupSum[]): Html {
  return sortableTable("Virtual machines by tier", TIER_COLUMNS, tiers.map(tierCells));
}

function tierCells(sum: GroupSum): readonly Cell[] {
  const { name, vms, protection, promisedRpo, providedRpo, promisedRto, rpoMet, rpoNotMet, rpoUnknown } = sum;
  const promised = rpoMet + rpoNotMet + rpoUnknown;
  const time = (minutes: number | undefined) => ({ show: duration(minutes), sort: minutes ?? -1 });
  return [
    filterLink({ tier: name }, name === NONE ? "no tier" : name),
    whole(vms),
    bar(sum),
    whole(protection["not protected"]),
    time(promisedRpo),
    time(providedRpo),
    { show: promised > 0 ? `${whole(rpoMet)} of ${whole(promised)}` : NOTHING, sort: rpoMet },
    time(promisedRto),
    whole(sum.drilled),
  ];
}

const PLACE_COLUMNS: readonly Column[] = [
  { title: "Name" },
  { title: "VMs", number: true },
  { title: "Protection" },
  { title: "Not protected", number: true },
];

function placeTable(by: "region" | "subscription", sums: readonly GroupSum[]): Html {
  const nameOf = (name: string) => (by === "region" && name !== NONE ? regionName(name) : name);
  const rows = sums.map((sum) => [
    filterLink({ [by]: sum.name }, nameOf(sum.name)),
    whole(sum.vms),
    bar(sum),
    whole(sum.protection["not protected"]),
  ]);
  return sortableTable(`Virtual machines by ${by}`, PLACE_COLUMNS, rows);
}

const WIDTH = 200;

/** The shares of a group, best first; what it shows is its label too. */
function bar({ protection, vms }: GroupSum): { readonly show: Html; readonly sort: number } {
  const shares = PROTECTIONS.filter((one) => protection[one] > 0);
  const label = shares.map((one) => `${whole(protection[one])} ${one}`).join(", ");
  const before = (one: Protection) =>
    shares.slice(0, shares.indexOf(one)).reduce((sum, other) => sum + protection[other], 0);
  const at = (count: number) => Math.round((count / vms) * WIDTH * 10) / 10;
  const rects = shares.map(
    (one) =>
      html`<rect class="${toneOf(one)}" x="${at(before(one))}" width="${at(protection[one])}" height="12"/>`,
  );
  const show = html`<svg class="bar" viewBox="0 0 ${WIDTH} 12" preserveAspectRatio="none" role="img" aria-label="${label}">${rects}</svg>`;
  return { show, sort: protection["not protected"] / vms };
}

/** "backed up and replicated" as the name of a class. */
function toneOf(protection: Protection): string {
  return `p-${protection.replaceAll(" ", "-")}`;
}

function legend(): Html {
  return html`<p class="legend">${PROTECTIONS.map((one) => html`<span><svg class="key" viewBox="0 0 12 12" aria-hidden="true"><rect class="${toneOf(one)}" width="12" height="12"/></svg>${one}</span> `)}</p>`;
}
