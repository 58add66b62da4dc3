import { table } from "../core/markdown";
import { GENERATED, page } from "../runbooks/markdown";
import type { ProtectedEstate } from "../runbooks/protected-estate";
import { RUNBOOKS } from "../runbooks/runbook-files";

const ROLES = ["operator", "responder", "security team", "application owner", "auditor"] as const;

/** R does it, A answers for it, C is asked, I is told; in the order of the roles. */
const LETTERS: readonly (readonly [what: string, letters: string, runbook?: string])[] = [
  ["Take a VM on", "R I I A I", "onboard-vm.md"],
  ["Take a VM off", "R I C A I", "take-off-vm.md"],
  ["Choose the tier of a VM", "C I I R/A I"],
  ["Change a backup policy", "R I C A I"],
  ["Answer alerts", "C R/A I I I", "respond-to-alerts.md"],
  ["Restore files", "R I - A -", "restore-files.md"],
  ["Restore a VM or disks", "R C I A I", "restore-vm.md"],
  ["Restore from the archive tier", "R I I A I", "restore-archive.md"],
  ["Restore in the paired region", "R A I C I", "restore-cross-region.md"],
  ["Decide to fail over", "C R I A I", "fail-over.md"],
  ["Fail over", "C R/A I C I", "fail-over.md"],
  ["Fail back", "C R C A I", "fail-back.md"],
  ["Drills", "C R I A I", "test-failover.md"],
  ["Agree to a critical operation", "C I R/A I I", "approve-critical-operation.md"],
  ["Rotate keys", "R I A I I", "rotate-keys.md"],
  ["Review of roles", "C C R I A"],
  ["Review of evidence", "C C C I R/A"],
];

/** Who does what: one answers for each, and never the one who agrees to what is done. */
export function responsibilities(estate: ProtectedEstate): string {
  const written = new Set(
    RUNBOOKS.filter(({ missing }) => missing(estate) === undefined).map(({ file }) => file),
  );
  const rows = LETTERS.filter(([, , runbook]) => runbook === undefined || written.has(runbook)).map(
    ([what, letters, runbook]) => [
      runbook ? `[${what}](../runbooks/${runbook})` : what,
      ...letters.split(" ").map((letter) => letter.replace("-", "")),
    ],
  );
  return page(
    "# Who does what",
    GENERATED,
    "R does it, A answers for it, C is asked before, I is told after. Put names and telephone numbers beside the roles, where they can be read without Azure.",
    table(["", ...ROLES], rows),
    "The security team and the operators are different people: who can weaken a backup must not be able to agree to it.",
  );
}
