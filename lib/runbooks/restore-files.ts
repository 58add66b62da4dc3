import { isGuarded } from "./guard-facts";
import type { ProtectedEstate } from "./protected-estate";
import { consentToRestore, restoreRunbook, withoutVmBackups } from "./restoring";
import type { Need, Runbook, RunbookKind, Step } from "./runbook";
import { command, ITEM } from "./shell";
import type { VaultFacts } from "./vault-facts";

/** Restoring files out of a backup of a VM. */
export const RESTORE_FILES: RunbookKind = {
  file: "restore-files.md",
  title: "Restore files",
  about: "a few files or folders of a VM are lost or overwritten",
  missing: withoutVmBackups,
  write: restoreFiles,
};

function restoreFiles({ vaults }: ProtectedEstate): Runbook {
  const guarded = vaults.some(({ guard }) => isGuarded(guard, "restore"));
  return restoreRunbook({
    vaults,
    when: when(vaults, guarded),
    who: WHO,
    time: [
      "Minutes until the volumes are mounted, then as long as the files take to copy. It is no way to bring back a whole VM.",
    ],
    steps: STEPS,
    worked: WORKED,
    undo: UNDO,
    record: ["which files, of which recovery point, for whom", "who had the script and its password"],
    pages: PAGES,
  });
}

function when(vaults: readonly VaultFacts[], guarded: boolean): readonly string[] {
  return [
    "A few files are lost. It takes no recovery point of the archive tier, and no encrypted VM: [restore the disks](restore-disks.md) of these.",
    ...(guarded ? consentToRestore(vaults) : []),
  ];
}

const WHO: readonly Need[] = [
  { role: "Backup Operator", at: "the vault" },
  { role: "Virtual Machine Contributor", at: "the VM that was backed up" },
];

const STEPS: readonly Step[] = [
  {
    title: "Fetch the script",
    text: ["It is written to the present folder; the password is printed once."],
    blocks: [{ lines: [filesCommand("mount-rp")] }],
  },
  copy(),
  {
    title: "Unmount",
    text: ["An open connection makes the next backup of the machine fail."],
    blocks: [{ lines: [filesCommand("unmount-rp")] }],
  },
];

const WORKED: readonly Step[] = [
  {
    title: "The application, or the files' owner, reads the copies. The next backup of the machine succeeds.",
  },
];

const UNDO: readonly Step[] = [
  {
    title:
      "Copy to another name than the file's own, so that nothing is overwritten; then remove the copies to undo it.",
  },
];

const PAGES: readonly string[] = [
  "Recover files from Azure virtual machine backup",
  "Restore files to a virtual machine in Azure",
];

function filesCommand(verb: "mount-rp" | "unmount-rp"): string {
  return command(`az backup restore files ${verb}`, ...ITEM, '--rp-name "$POINT"');
}

function copy(): Step {
  return {
    title: "Run the script and copy the files",
    text: [
      "On a machine whose operating system can read the VM's file system, as administrator or root. Not on the VM itself where its volumes are striped, mirrored, on Storage Spaces, LVM or RAID, or where it has more than 16 disks or one above 4 TB: use another machine.",
      "Windows gives the volumes new drive letters; Linux mounts them where the script runs. On Linux do not use `mount -a`: it can mount the copies over what is there.",
    ],
  };
}
