import type { ProtectedEstate } from "./protected-estate";
import { promises } from "./recovery-times";
import {
  chooseStaging,
  consentToRestore,
  RESTORE_PAGE,
  restore,
  restoreRunbook,
  waitStep,
  withoutVmBackups,
} from "./restoring";
import type { Runbook, RunbookKind, Step } from "./runbook";
import { need, toFillIn } from "./shell";
import type { VaultFacts } from "./vault-facts";

/** Restoring a whole VM: in its place, or beside it. */
export const RESTORE_VM: RunbookKind = {
  file: "restore-vm.md",
  title: "Restore a VM",
  about: "a VM is lost or damaged, and a recovery point of it is good",
  missing: withoutVmBackups,
  write: restoreVm,
};

function restoreVm(estate: ProtectedEstate): Runbook {
  const { vaults } = estate;
  return restoreRunbook({
    vaults,
    when: when(vaults),
    time: [...promises(estate), ...tiersOfPoints(estate)],
    steps: [chooseStaging(), inPlace(), beside(), waitStep()],
    worked: worked(),
    undo: undo(),
    record: RECORD,
    pages: [RESTORE_PAGE],
  });
}

function when(vaults: readonly VaultFacts[]): readonly string[] {
  return [
    "A VM is lost or damaged. For a few files see [files](restore-files.md), for single disks [disks](restore-disks.md). When the region is down, [fail over](fail-over.md) what is replicated, and [restore the rest in the paired region](restore-cross-region.md), where the index has these pages.",
    ...consentToRestore(vaults),
  ];
}

const RECORD: readonly string[] = [
  "which VM, which recovery point, who asked for it, and why",
  "when the job began and ended: the true recovery time",
  "what was lost between the recovery point and the failure",
];

/** Snapshots are near the disks: how long they are, by policy. */
function tiersOfPoints({ vaults }: ProtectedEstate): readonly string[] {
  const days = vaults.flatMap(({ policies }) => policies.map((one) => one.instantRestoreDays ?? 0));
  const longest = Math.max(0, ...days);
  const kept = longest > 0 ? `, here up to ${longest} days by policy,` : "";
  return [
    `A point whose tier is a snapshot${kept} is restored from snapshots beside the disks, which does not wait for a copy from the vault. Points of the tier "VaultStandard" are copied from the vault first: hours for terabytes. Those of "VaultArchive" have [a page of their own](restore-archive.md), where the index has it.`,
  ];
}

function inPlace(): Step {
  return {
    title: "Either: replace the disks of the VM",
    text: [
      "The VM has to exist. Azure Backup takes a snapshot of it first; its present disks stay in their resource group. VMs with encrypted or unmanaged disks, and generalized ones, are restored beside (the next step).",
    ],
    blocks: [{ lines: restore("--restore-mode OriginalLocation") }],
  };
}

function beside(): Step {
  return {
    title: "Or: make a new VM beside it",
    text: ["Under a name that the subscription does not have yet, in a network of the vault's region."],
    blocks: [
      {
        lines: [
          toFillIn("NEW_VM", "the name of the new VM"),
          toFillIn("TARGET_GROUP", "the resource group of the new VM"),
          toFillIn("NETWORK", "the virtual network"),
          toFillIn("NETWORK_GROUP", "the resource group of the network"),
          toFillIn("SUBNET", "the subnet"),
          need("NEW_VM", "TARGET_GROUP", "NETWORK", "NETWORK_GROUP", "SUBNET"),
          ...restore(
            "--restore-mode AlternateLocation",
            '--target-resource-group "$TARGET_GROUP" --target-vm-name "$NEW_VM"',
            '--target-vnet-name "$NETWORK" --target-vnet-resource-group "$NETWORK_GROUP" --target-subnet-name "$SUBNET"',
          ),
        ],
      },
    ],
  };
}

function worked(): readonly Step[] {
  return [
    {
      title:
        "The job is `Completed`, the VM runs, its agent reports, and somebody who knows the application has signed in and used it. For a new VM, say its name and group.",
      blocks: [
        {
          lines: [
            'az vm get-instance-view --name "$VM" --resource-group "$VM_GROUP" --query "{power: instanceView.statuses[1].displayStatus, agent: instanceView.vmAgent.statuses[0].displayStatus}"',
          ],
        },
      ],
    },
    {
      title:
        "A new VM has no backup yet: [take it on](onboard-vm.md). A restored SQL Server VM is registered with the SQL IaaS Agent extension anew.",
    },
  ];
}

function undo(): readonly Step[] {
  return [
    {
      title:
        "Replaced disks: restore the snapshot that was taken just before, which is now the newest recovery point, or attach the former disks, which are still in their group. Delete these only when the application's owner agrees.",
    },
    {
      title: "A new VM: delete it, then its disks and network interface.",
      blocks: [
        {
          lines: [
            need("NEW_VM", "TARGET_GROUP"),
            'az vm delete --name "$NEW_VM" --resource-group "$TARGET_GROUP"',
          ],
        },
      ],
    },
  ];
}
