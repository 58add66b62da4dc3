import { escaped } from "../core/markdown";
import { count } from "../core/words";
import { bullets, GENERATED, page } from "../runbooks/markdown";
import type { ProtectedEstate } from "../runbooks/protected-estate";
import type { RunbookKind } from "../runbooks/runbook";
import { RUNBOOKS } from "../runbooks/runbook-files";

interface Course {
  readonly title: string;
  readonly aim: string;
  readonly learns: (estate: ProtectedEstate) => readonly string[];
  /** The runbooks that are done by hand, by their files. */
  readonly practises: readonly string[];
  readonly proves: string;
}

/** What people in each role learn and practise, with the names of the estate. */
export function trainingPlan(estate: ProtectedEstate): string {
  return page(
    "# Training",
    GENERATED,
    "Three roles. Nobody answers an alert alone before the practice of the role is done; everybody repeats it twice a year, and after each drill that failed.",
    ...COURSES.flatMap((course) => courseText(course, estate)),
  );
}

function courseText(
  { title, aim, learns, practises, proves }: Course,
  estate: ProtectedEstate,
): readonly string[] {
  const runbooks = practises
    .map((file) => RUNBOOKS.find((kind) => kind.file === file))
    .filter((kind): kind is RunbookKind => kind !== undefined && kind.missing(estate) === undefined);
  return [
    `## ${title}`,
    aim,
    "Learns:",
    bullets(learns(estate)),
    ...(runbooks.length > 0
      ? [
          "Practises, without changing production:",
          bullets(runbooks.map(({ file, title: name }) => `[${name}](../runbooks/${file})`)),
        ]
      : []),
    `Proves it: ${proves}`,
  ];
}

const COURSES: readonly Course[] = [
  {
    title: "Operator",
    aim: "Keeps backups and replication going: takes VMs on and off, restores files and VMs.",
    learns: (estate) => [
      `the vaults, and what is in which: ${names(estate.vaults.map(({ title, vms }) => `${title} (${count(vms.length, "VM")})`))}`,
      "policies, recovery points and their tiers: snapshot, vault, archive",
      "why everything is changed in the program, and what the summary of a run says",
      "how to read a plan of Terraform: what would lose backups",
    ],
    practises: [
      "restore-files.md",
      "restore-vm.md",
      "restore-disks.md",
      "restore-archive.md",
      "onboard-vm.md",
      "take-off-vm.md",
      "rotate-keys.md",
    ],
    proves: "restores a VM that somebody else has chosen, from the runbook alone, and says what was lost.",
  },
  {
    title: "Responder",
    aim: "Is woken by alerts, decides what they mean, and leads a failover.",
    learns: (estate) => [
      `the alerts and their severities: ${count(estate.alerts.length, "rule")}`,
      `what is replicated, from where to where: ${names(estate.pairs.map(({ title, vms }) => `${title} (${count(vms.length, "VM")})`))}`,
      "what the tiers promise, and who of the business decides to leave a region",
      "who agrees to critical operations, and how they are reached at night",
    ],
    practises: [
      "respond-to-alerts.md",
      "test-failover.md",
      "fail-over.md",
      "fail-back.md",
      "restore-cross-region.md",
      "approve-critical-operation.md",
    ],
    proves:
      "leads a drill; and tells of three alerts, chosen by somebody else, what they mean and what to do.",
  },
  {
    title: "Auditor",
    aim: "Sees whether what was promised is provided, and whether it was shown.",
    learns: ({ objectives, findings }) => [
      `\`recovery-objectives.json\`: what ${count(objectives.length, "VM is", "VMs are")} promised and ${objectives.length === 1 ? "gets" : "get"}`,
      `the summary of a run: ${count(findings.filter(({ kind }) => kind === "unprotected").length, "VM")} that nothing backs up, ${findings.filter(({ kind }) => kind === "exempt").length} exempt with a reason`,
      "evidence of checks and drills, where the program writes it: who made it, and why nobody can change it",
      "roles: who can weaken a backup, and who has to agree",
    ],
    practises: ["approve-critical-operation.md"],
    proves:
      "takes one VM, and shows from evidence alone what was promised, what is provided, and when it was last tried out.",
  },
];

function names(words: readonly string[]): string {
  return words.length > 0 ? words.map(escaped).join(", ") : "none";
}
