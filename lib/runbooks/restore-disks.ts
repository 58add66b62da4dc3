import type { ProtectedEstate } from "./protected-estate";
import { promises } from "./recovery-times";
import {
  chooseStaging,
  consentToRestore,
  RESTORE_PAGE,
  restore,
  restoreRunbook,
  waitForJob,
  withoutVmBackups,
} from "./restoring";
import type { Runbook, RunbookKind, Step } from "./runbook";
import { command, need, toFillIn } from "./shell";

/** Restoring disks, to attach them or to build a VM that is not as it was. */
export const RESTORE_DISKS: RunbookKind = {
  file: "restore-disks.md",
  title: "Restore disks",
  about: "single disks are needed, or a VM in another shape: network, size, load balancer",
  missing: withoutVmBackups,
  write: restoreDisks,
};

function restoreDisks(estate: ProtectedEstate): Runbook {
  return restoreRunbook({
    vaults: estate.vaults,
    when: when(estate),
    time: promises(estate),
    steps: [chooseStaging(), bringBack(), attach()],
    worked: WORKED,
    undo: UNDO,
    record: RECORD,
    pages: [RESTORE_PAGE],
  });
}

function when(estate: ProtectedEstate): readonly string[] {
  return [
    "One disk is damaged; or the VM has an internal or external load balancer, several network interfaces or addresses, or licences of its own, which a restored VM would lose.",
    ...consentToRestore(estate.vaults),
  ];
}

const WORKED: readonly Step[] = [
  {
    title: "The job is `Completed`, every disk is there, and what is on it can be read in the VM.",
    blocks: [{ lines: [listDisks()] }],
  },
];

const UNDO: readonly Step[] = [
  {
    title: "Unmount the disk in the VM, detach it, and delete the restored copy.",
    blocks: [
      {
        lines: [
          `az vm disk detach --resource-group "$VM_GROUP" --vm-name "$VM" --name "\${DISK##*/}"`,
          'az disk delete --ids "$DISK"',
        ],
      },
    ],
  },
];

const RECORD: readonly string[] = [
  "which disks of which VM and recovery point, and where they are now",
  "when the restored copies may be deleted, and who deletes them: they cost what other disks cost",
];

function bringBack(): Step {
  return {
    title: "Restore the disks",
    text: [
      "Without the resource group they would come back unmanaged, and slowly. For the OS disk alone add `--restore-only-osdisk true`; for some data disks `--diskslist` and their LUNs, such as `--diskslist 0 2`. Disks from the vault tier come back encrypted with keys of Microsoft, unless `--disk-encryption-set-id` names a set of yours.",
    ],
    blocks: [
      {
        lines: [
          toFillIn("TARGET_GROUP", "a resource group in the vault's region for the disks"),
          need("TARGET_GROUP"),
          ...restore('--target-resource-group "$TARGET_GROUP"'),
          ...waitForJob(),
        ],
      },
    ],
  };
}

function attach(): Step {
  return {
    title: "Attach a disk, or build a VM",
    text: [
      "A disk is attached to a VM of its own region and zone. To build a VM, open the job in the portal (Recovery Services vault, Backup Jobs) and choose Deploy Template: it asks for network, size and names.",
    ],
    blocks: [
      {
        lines: [
          listDisks(),
          toFillIn("DISK", "the id of the restored disk"),
          need("DISK"),
          'az vm disk attach --resource-group "$VM_GROUP" --vm-name "$VM" --name "$DISK"',
        ],
      },
    ],
  };
}

function listDisks(): string {
  return command(
    'az disk list --resource-group "$TARGET_GROUP"',
    '--query "[].{name: name, size: diskSizeGB, made: timeCreated, on: managedBy, id: id}" --output table',
  );
}
