import type { PolicyTimeline } from "../policy-timeline";
import { counted, NOTHING, whole } from "../report-words";
import { type PointRun, TIMELINE_SPANS, type TimelineMoment } from "../retention-timeline";
import { type Html, html } from "./html";
import { scrollable, section } from "./parts";

/** For each tier, which recovery points there are after a day, a week, a month, a year and seven years. */
export function timelines(all: readonly PolicyTimeline[]): Html {
  const intro = html`<p>What there is to restore from, when backups have run for so long. A point that several retentions keep counts as the one that
keeps it longest. Each mark is a point, by its age: on the left those of today. Snapshots beside the disks are restored quickest.</p>
<p class="legend">${LEGEND.map(([name, label]) => html`<span><svg class="key" viewBox="0 0 12 12" aria-hidden="true"><rect class="k-${name}" width="12" height="12"/></svg>${label}</span> `)}</p>`;
  const none = html`<p>The program defines no backup policy for virtual machines.</p>`;
  return section({
    id: "retention",
    title: "Recovery points over time",
    body: all.length > 0 ? html`${intro}${all.map(timelineOf)}` : none,
  });
}

const LEGEND = [
  ["snapshot", "snapshots (instant restore)"],
  ["daily", "daily"],
  ["weekly", "weekly"],
  ["monthly", "monthly"],
  ["yearly", "yearly"],
  ["archive", "in the archive tier"],
] as const;

function timelineOf(timeline: PolicyTimeline): Html {
  const { tier, policies, vms, type, schedule, retention, instantRestoreDays, archive, moments } = timeline;
  const instant = instantRestoreDays === undefined ? "as Azure decides" : counted(instantRestoreDays, "day");
  return html`<article class="timeline"><h3>${tier}</h3>
<p>${type} policy ${policies.length > 1 ? `(${policies.length} names)` : policies[0]}, ${counted(vms, "VM")}; ${schedule}; keeps ${retention}; instant restore ${instant}; archive: ${archive}.</p>
${scrollable(
  `Table: recovery points of ${tier}`,
  html`<table><caption class="hidden">Recovery points of ${tier}</caption><thead><tr><th scope="col">After</th><th scope="col" class="picture">${axis()}<span class="hidden">Points by age</span></th>
${["Snapshots", "Daily", "Weekly", "Monthly", "Yearly", "Archived"].map((title) => html`<th scope="col" class="number">${title}</th>`)}<th scope="col">Oldest point</th></tr></thead>
<tbody>${moments.map((moment) => rowOf(moment))}</tbody></table>`,
)}</article>`;
}

function rowOf(moment: TimelineMoment): Html {
  const { after, snapshots, instantRestoreDays, daily, weekly, monthly, yearly, archived, oldestDays } =
    moment;
  const numbers = [daily, weekly, monthly, yearly, archived].map((number) => whole(number));
  const span = snapshots > 0 && html` <span class="of">${counted(instantRestoreDays, "day")}</span>`;
  return html`<tr><th scope="row">${after}</th><td class="picture">${pictureOf(moment)}</td><td class="number">${whole(snapshots)}${span}</td>${numbers.map((number) => html`<td class="number">${number}</td>`)}<td>${ageOf(oldestDays)}</td></tr>
`;
}

function ageOf(days: number | undefined): string {
  if (days === undefined) return NOTHING;
  if (days === 0) return "today";
  return days < 60
    ? counted(days, "day")
    : days < 730
      ? `${Math.floor(days / 30)} months`
      : `${Math.floor(days / 365)} years`;
}

const WIDTH = 480;
const OLDEST = TIMELINE_SPANS.at(-1)?.days ?? 1;

/** Ages on a logarithmic scale: seven years and the last week are both to be seen. */
function place(ageDays: number): number {
  return round((Math.log1p(ageDays) / Math.log1p(OLDEST)) * WIDTH);
}

function pictureOf({ runs, instantRestoreDays }: TimelineMoment): Html {
  const snapshot =
    instantRestoreDays > 0 &&
    html`<rect class="k-snapshot" x="0" y="19" width="${place(instantRestoreDays)}" height="4"/>`;
  return html`<svg viewBox="0 0 ${WIDTH} 24" aria-hidden="true" preserveAspectRatio="none"><path class="base" d="M0 17.5H${WIDTH}"/>${runs.map(markOf)}${snapshot}</svg>`;
}

function markOf({ kind, tier, newest, oldest }: PointRun): Html {
  const x = place(newest);
  const width = Math.max(2, round(place(oldest + 1) - x - 0.6));
  return html`<rect class="k-${kind}${tier === "archive" && " k-archived"}" x="${x}" y="3" width="${width}" height="14"/>`;
}

const AGES = [
  [0, "today"],
  [7, "1 w"],
  [30, "1 mo"],
  [365, "1 y"],
  [OLDEST, "7 y"],
] as const;

function axis(): Html {
  const marks = AGES.map(([days, name]) => {
    const anchor = days === 0 ? "start" : days === OLDEST ? "end" : "middle";
    return html`<text x="${place(days)}" y="12" text-anchor="${anchor}">${name}</text>`;
  });
  return html`<svg viewBox="0 0 ${WIDTH} 16" aria-hidden="true">${marks}</svg>`;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
