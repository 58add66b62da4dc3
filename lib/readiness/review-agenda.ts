import { describeFinding, type Finding, type FindingKind, placeInInventory } from "../core/findings";
import { groupBy } from "../core/group-by";
import { escaped } from "../core/markdown";
import { count } from "../core/words";
import { bullets, GENERATED, page } from "../runbooks/markdown";
import type { ProtectedEstate } from "../runbooks/protected-estate";
import { promises } from "../runbooks/recovery-times";
import type { PlannedEvent } from "./planned-event";

/** At most so many lines of a kind: the summary of the run has them all. */
const MOST = 20;

/** The agenda of the monthly review, with the numbers of the estate as the program has it. */
export function reviewAgenda(estate: ProtectedEstate, events: readonly PlannedEvent[]): string {
  return page(
    "# Backup review",
    GENERATED,
    "An hour each month: operator, responder, an owner of each application whose promise was broken.",
    "## 1. Numbers",
    bullets(numbers(estate)),
    "Compare with last month's, and say why they differ.",
    "## 2. Promises",
    ...promises(estate),
    "## 3. What nobody protects",
    ...findings(
      estate.findings,
      "unprotected",
      "The program knows of no VM that nothing backs up.",
      "Backed up by nothing:",
    ),
    ...findings(
      estate.findings,
      "unreplicated",
      "No tier promises a replication that is missing.",
      "Promised a replication that is missing:",
    ),
    "## 4. Exemptions",
    ...findings(estate.findings, "exempt", "None."),
    "## 5. Drills and restore tests",
    bullets(
      events
        .filter(({ key }) => /^(drill|test|restore) /.test(key))
        .map(({ title }) => `${escaped(title)}: last time, outcome, time against objective`),
    ),
    ...CLOSING,
  );
}

const CLOSING = [
  "## 6. Alerts of the month",
  "Which were raised, how long each took, which told nothing new. Success rate of the jobs against 99 %.",
  "## 7. Cost and storage",
  "Growth of the vaults against the estimate; recovery points that nobody needs any more.",
  "## 8. Decisions",
  "Each with a name and a date. What changes, changes in the program.",
];

function numbers(estate: ProtectedEstate): readonly string[] {
  const { vaults, pairs, alerts, objectives } = estate;
  const vms = vaults.flatMap((vault) => vault.vms);
  const replicas = pairs.flatMap((pair) => pair.vms);
  const plans = pairs.flatMap((pair) => pair.plans);
  const promised = objectives.filter((row) => row.promised !== undefined);
  return [
    `${count(vms.length, "VM")} backed up in ${count(vaults.length, "vault")}, ${vms.filter(({ stopped }) => stopped).length} of them stopped`,
    `${count(replicas.length, "VM")} replicated, ${count(plans.length, "recovery plan")}`,
    `RPO met by ${met(estate, true)}, not by ${met(estate, false)}, of ${count(promised.length, "VM")} with a promise`,
    `${count(alerts.length, "alert rule")}${alertsBySeverity(estate)}`,
  ];
}

function met({ objectives }: ProtectedEstate, wanted: boolean): number {
  return objectives.filter(({ promised, rpoMet }) => promised && rpoMet === wanted).length;
}

function alertsBySeverity({ alerts }: ProtectedEstate): string {
  const rated = groupBy(
    alerts.filter(({ severity }) => severity !== undefined),
    ({ severity }) => severity,
  );
  const words = [...rated].map(([severity, own]) => `${own.length} of severity ${severity}`);
  return words.length > 0 ? `: ${words.join(", ")}` : "";
}

function lineOf(finding: Finding): string {
  return escaped(describeFinding({ ...finding, source: placeInInventory(finding.source) }));
}

/** The findings of a kind, below a line that says what they are: two lists in a row would be one. */
function findings(all: readonly Finding[], kind: FindingKind, none: string, title = ""): readonly string[] {
  const found = all.filter((one) => one.kind === kind);
  if (found.length === 0) return [none];
  const more = found.length > MOST ? [`${found.length - MOST} more: see the summary of the run`] : [];
  return [title, bullets([...found.slice(0, MOST).map(lineOf), ...more])];
}
