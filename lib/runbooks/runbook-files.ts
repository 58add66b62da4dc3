import { table } from "../core/markdown";
import type { OutputFile } from "../core/output-file";
import { APPROVE_CRITICAL_OPERATION } from "./approve-critical-operation";
import { FAIL_BACK } from "./fail-back";
import { FAIL_OVER } from "./fail-over";
import { bullets, GENERATED, page, runbookPage } from "./markdown";
import { ONBOARD_VM } from "./onboard-vm";
import { hasPlan, type ProtectedEstate } from "./protected-estate";
import { RESPOND_TO_ALERTS } from "./respond-to-alerts";
import { RESTORE_ARCHIVE } from "./restore-archive";
import { RESTORE_CROSS_REGION } from "./restore-cross-region";
import { RESTORE_DISKS } from "./restore-disks";
import { RESTORE_FILES } from "./restore-files";
import { RESTORE_VM } from "./restore-vm";
import { ROTATE_KEYS } from "./rotate-keys";
import type { RunbookKind } from "./runbook";
import { RUNBOOKS_FOLDER } from "./runbooks-folder";
import { TAKE_OFF_VM } from "./take-off-vm";
import { TEST_FAILOVER } from "./test-failover";
import { VM_LIST, vmList } from "./vm-list";

/** All runbooks, in the order of the index: what is urgent comes first. */
export const RUNBOOKS: readonly RunbookKind[] = [
  RESPOND_TO_ALERTS,
  RESTORE_VM,
  RESTORE_FILES,
  RESTORE_DISKS,
  RESTORE_ARCHIVE,
  RESTORE_CROSS_REGION,
  FAIL_OVER,
  FAIL_BACK,
  TEST_FAILOVER,
  ONBOARD_VM,
  TAKE_OFF_VM,
  ROTATE_KEYS,
  APPROVE_CRITICAL_OPERATION,
];

/** The runbooks that an estate has a use for, their index, and the list of VMs; nothing where it protects nothing. */
export function runbookFiles(estate: ProtectedEstate): readonly OutputFile[] {
  const written = RUNBOOKS.filter(({ missing }) => missing(estate) === undefined);
  if (written.length === 0) return [];
  const file = (name: string, content: string) => ({
    name: `${RUNBOOKS_FOLDER}/${name}`,
    content,
    summary: [],
  });
  const known = new Set([
    ...written.map((kind) => kind.file),
    ...(estate.vaults.length > 0 ? [VM_LIST] : []),
  ]);
  return [
    file("README.md", indexPage(estate, written)),
    ...(estate.vaults.length > 0 ? [file(VM_LIST, vmList(estate))] : []),
    ...written.map((kind) => file(kind.file, withoutDeadLinks(runbookPage(kind, kind.write(estate)), known))),
  ];
}

function indexPage(estate: ProtectedEstate, written: readonly RunbookKind[]): string {
  const missing = RUNBOOKS.flatMap(({ title, missing: why }) => {
    const reason = why(estate);
    return reason === undefined ? [] : [`${title}: ${reason}.`];
  });
  return page(
    "# Runbooks",
    GENERATED,
    "Print them, or keep them where they can be read when Azure, the network and the people who wrote them cannot be reached. They cover virtual machines of Azure; nothing here speaks of Backup vaults, file shares, databases, VMware and Hyper-V.",
    "Sign in first (`az login`). In Git Bash, `export MSYS_NO_PATHCONV=1` comes before everything else.",
    table(
      ["runbook", "when"],
      written.map(({ file, title, about }) => [`[${title}](${file})`, about]),
    ),
    ...(estate.vaults.length > 0 ? [`[All VMs](${VM_LIST}) with their vaults, groups and promises.`] : []),
    ...(hasPlan(estate) ? ["Drills, training and reviews: [plan](../plan/README.md)."] : []),
    ...(missing.length > 0 ? ["## Not written", bullets(missing)] : []),
  );
}

/** A page that an estate has no use for is named without a link. */
function withoutDeadLinks(text: string, known: ReadonlySet<string>): string {
  return text.replace(/(?<!\\)\[([^\]]+)\]\(([\w-]+\.md)\)/g, (link, words: string, target: string) =>
    known.has(target) ? link : words,
  );
}
