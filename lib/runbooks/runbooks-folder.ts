/** Beside the stacks: the runbooks of the estate. */
export const RUNBOOKS_FOLDER = "runbooks";

/** Every page that a run may write there; what else is in the folder is somebody's own. */
export const RUNBOOK_PAGES = [
  "README.md",
  "approve-critical-operation.md",
  "fail-back.md",
  "fail-over.md",
  "onboard-vm.md",
  "respond-to-alerts.md",
  "restore-archive.md",
  "restore-cross-region.md",
  "restore-disks.md",
  "restore-files.md",
  "restore-vm.md",
  "rotate-keys.md",
  "take-off-vm.md",
  "test-failover.md",
  "vms.md",
];
