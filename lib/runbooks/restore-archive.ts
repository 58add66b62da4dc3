import { code, escaped } from "../core/markdown";
import type { ProtectedEstate } from "./protected-estate";
import { choosePoint, chooseStaging, consentToRestore, restore, restoreRunbook, waitStep } from "./restoring";
import type { Runbook, RunbookKind, Step } from "./runbook";
import { need, toFillIn } from "./shell";
import type { VaultFacts } from "./vault-facts";

/** Restoring a recovery point that has moved to the archive tier. */
export const RESTORE_ARCHIVE: RunbookKind = {
  file: "restore-archive.md",
  title: "Restore from the archive tier",
  about: "the only good recovery point is months old and in the archive tier",
  missing: (estate) =>
    archiving(estate).length > 0
      ? undefined
      : "no policy of the program moves recovery points to the archive tier",
  write: restoreArchive,
};

function archiving({ vaults }: ProtectedEstate): readonly VaultFacts[] {
  return vaults.filter(({ policies }) => policies.some(({ archives }) => archives));
}

function restoreArchive(estate: ProtectedEstate): Runbook {
  const vaults = archiving(estate);
  return restoreRunbook({
    vaults,
    when: when(vaults),
    time: TIME,
    points: ["--tier VaultArchive"],
    steps: [chooseStaging(), rehydrate(), waitStep(["Again, when two hours are over and it still runs."])],
    worked: WORKED,
    undo: [
      { title: "Delete the restored disks. The rehydrated copy goes by itself when its days are over." },
    ],
    record: RECORD,
    pages: PAGES,
  });
}

function when(vaults: readonly VaultFacts[]): readonly string[] {
  return [
    `A monthly or yearly point is needed whose tier is "VaultArchive". Policies that move points there: ${policiesOf(vaults)}.`,
    ...consentToRestore(vaults),
  ];
}

const TIME: readonly string[] = [
  "The point is rehydrated first: up to 15 hours with the priority Standard; High comes first and costs more, less than an hour only for objects under 10 GB. Then the disks are copied from the vault. No tier promises such a recovery time.",
  "The rehydrated copy stays for the days that you choose, 10 to 30, which cannot be changed afterwards, and is charged. A point of the archive tier cannot be restored in the paired region before it is rehydrated.",
];

const WORKED: readonly Step[] = [
  {
    title:
      "The job is `Completed` and the disks are in the group. While the copy lives, the point is listed as rehydrated, and further restores of it need no rehydration.",
    blocks: choosePoint("--tier VaultStandardRehydrated").blocks?.slice(0, 1),
  },
  { title: "Go on as in [disks](restore-disks.md): attach them, or build a VM." },
];

const RECORD: readonly string[] = [
  "which point, which priority and days, who agreed to the cost",
  "when the rehydrated copy ends: until then restore all that is needed",
];

const PAGES: readonly string[] = [
  "Overview of Archive tier in Azure Backup",
  "Use Archive tier support",
  "Blob rehydration from the archive tier",
];

function policiesOf(vaults: readonly VaultFacts[]): string {
  return vaults
    .flatMap(({ title, policies }) =>
      policies.filter(({ archives }) => archives).map(({ name }) => `${code(name)} of ${escaped(title)}`),
    )
    .join(", ");
}

function rehydrate(): Step {
  return {
    title: "Rehydrate and restore the disks",
    text: ["One command does both. Take `Standard` where it can wait for a day."],
    blocks: [
      {
        lines: [
          toFillIn("TARGET_GROUP", "a resource group in the vault's region for the disks"),
          need("TARGET_GROUP"),
          ...restore(
            '--target-resource-group "$TARGET_GROUP"',
            "--rehydration-priority High --rehydration-duration 15",
          ),
        ],
      },
    ],
  };
}
