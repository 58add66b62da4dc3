import { groupBy } from "../../core/group-by";
import type { PlanRow, ReplicationPath } from "../replication-map";
import type { Report } from "../report";
import { counted, duration, NOTHING, regionName, whole } from "../report-words";
import { type Html, html } from "./html";
import { type Column, section, sortableTable } from "./parts";

/** Which regions, or zones, replicate to which: as a picture, and as a table with recovery plans and drills. */
export function replication({ replication: paths, regions }: Pick<Report, "replication" | "regions">): Html {
  if (paths.length === 0)
    return section({
      id: "replication",
      title: "Replication",
      body: html`<p>No virtual machine is replicated.</p>`,
    });
  const rows = paths.flatMap((path) =>
    (path.plans.length > 0 ? path.plans : [undefined]).map((plan) => cellsOf(path, plan)),
  );
  return section({
    id: "replication",
    title: "Replication",
    body: html`${map(paths, regions)}${sortableTable("Replication by pair and recovery plan", COLUMNS, rows)}`,
  });
}

const COLUMNS: readonly Column[] = [
  { title: "From" },
  { title: "To" },
  { title: "VMs", number: true },
  { title: "Recovery plan" },
  { title: "VMs of the plan", number: true },
  { title: "Drill" },
  { title: "Crash-consistent" },
  { title: "App-consistent" },
  { title: "Kept for" },
  { title: "Test network" },
  { title: "Vault" },
];

function cellsOf(path: ReplicationPath, plan: PlanRow | undefined) {
  const app = path.appConsistent.map((minutes) => (minutes === 0 ? "never" : `every ${duration(minutes)}`));
  return [
    regionName(path.from),
    regionName(path.to),
    whole(path.vms),
    plan?.name ?? "none",
    plan ? whole(plan.vms) : NOTHING,
    plan?.drills.join(", ") || "never",
    `every ${duration(path.rpo)}`,
    app.join(", ") || NOTHING,
    path.keeps.map((minutes) => duration(minutes)).join(", ") || NOTHING,
    path.hasTestNetwork ? "yes" : "no",
    path.vault,
  ];
}

const ROW = 64;
const BOX = { width: 200, height: 44 };
const WIDTH = 720;

/** Sources on the left, targets on the right; a line is as wide as it carries VMs. */
function map(paths: readonly ReplicationPath[], regions: Report["regions"]): Html {
  const links = linksOf(paths);
  const sources = [...new Set(links.map(({ from }) => from))];
  const targets = [...new Set(links.map(({ to }) => to))];
  const height = Math.max(sources.length, targets.length) * ROW;
  const most = Math.max(...links.map(({ vms }) => vms), 1);
  const label = links.map(
    ({ from, to, vms }) => `${counted(vms, "VM")} from ${regionName(from)} to ${regionName(to)}`,
  );
  const vmsIn = (region: string) => regions.find(({ name }) => name === region)?.vms;
  const box = (side: "from" | "to") => (name: string, i: number) => boxOf(name, i, side, vmsIn(name));
  return html`<svg class="map" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label.join("; ")}">
${links.map((link) => lineOf(link, sources.indexOf(link.from), targets.indexOf(link.to), most))}
${sources.map(box("from"))}${targets.map(box("to"))}</svg>`;
}

interface Link {
  readonly from: string;
  readonly to: string;
  readonly vms: number;
}

/** Several vaults between the same two regions are one line. */
function linksOf(paths: readonly ReplicationPath[]): readonly Link[] {
  const alike = groupBy(paths, ({ from, to }) => `${from} → ${to}`);
  return [...alike.values()].flatMap((own) => {
    const [first] = own;
    return first ? [{ from: first.from, to: first.to, vms: own.reduce((sum, { vms }) => sum + vms, 0) }] : [];
  });
}

function lineOf({ vms }: Link, from: number, to: number, most: number): Html {
  const [y1, y2] = [middle(from), middle(to)];
  const [x1, x2] = [BOX.width + 6, WIDTH - BOX.width - 6];
  const bend = (x1 + x2) / 2;
  const width = Math.round((1.5 + 8 * Math.sqrt(vms / most)) * 10) / 10;
  return html`<path class="link" d="M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}" stroke-width="${width}"/><text class="on-link" x="${bend}" y="${(y1 + y2) / 2 - width / 2 - 4}" text-anchor="middle">${counted(vms, "VM")} →</text>`;
}

function boxOf(name: string, index: number, side: "from" | "to", vms: number | undefined): Html {
  const x = side === "from" ? 0 : WIDTH - BOX.width;
  const y = middle(index) - BOX.height / 2;
  const holds = vms === undefined ? "recovers here" : `holds ${counted(vms, "VM")}`;
  return html`<g><rect class="node" x="${x + 0.5}" y="${y + 0.5}" width="${BOX.width - 1}" height="${BOX.height - 1}" rx="6"/><text class="name" x="${x + 12}" y="${y + 19}">${regionName(name)}</text><text class="holds" x="${x + 12}" y="${y + 35}">${holds}</text></g>`;
}

function middle(index: number): number {
  return index * ROW + ROW / 2;
}
