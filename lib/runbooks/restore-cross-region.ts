import { escaped } from "../core/markdown";
import type { ProtectedEstate } from "./protected-estate";
import { promises } from "./recovery-times";
import {
  chooseStaging,
  consentToRestore,
  RESTORE_PAGE,
  restore,
  restoreRunbook,
  waitStep,
} from "./restoring";
import type { Runbook, RunbookKind, Step } from "./runbook";
import { command, IN_VAULT, need, toFillIn } from "./shell";
import type { VaultFacts } from "./vault-facts";

const SECONDARY = "--use-secondary-region";

/** Restoring in the region that a vault's region is paired with. */
export const RESTORE_CROSS_REGION: RunbookKind = {
  file: "restore-cross-region.md",
  title: "Restore in the paired region",
  about: "the region is down, or an audit asks whether its loss can be survived",
  missing: (estate) =>
    crossing(estate).length > 0 ? undefined : "no vault of the program has cross-region restore",
  write: restoreCrossRegion,
};

function crossing({ vaults }: ProtectedEstate): readonly VaultFacts[] {
  return vaults.filter(({ crossRegionRestore }) => crossRegionRestore);
}

function restoreCrossRegion(estate: ProtectedEstate): Runbook {
  const vaults = crossing(estate);
  const others = estate.vaults.filter(({ crossRegionRestore }) => !crossRegionRestore);
  return restoreRunbook({
    vaults,
    when: when(vaults, others),
    time: time(estate),
    before: [secondaryRegion()],
    points: [SECONDARY],
    steps: [
      chooseStaging('"$SECONDARY_REGION"', "the paired region"),
      bringBack(),
      waitStep(["Such a job cannot be cancelled."], SECONDARY),
    ],
    worked: WORKED,
    undo: [{ title: "Delete the restored VM and its disks when the region is back and nobody uses them." }],
    record: RECORD,
    pages: [RESTORE_PAGE, "Overview of Archive tier in Azure Backup"],
  });
}

function when(vaults: readonly VaultFacts[], others: readonly VaultFacts[]): readonly string[] {
  return [
    "The region of a vault is down, and the VM is not replicated: replicated VMs [fail over](fail-over.md), which is quicker. Or to show that it works: it needs no outage.",
    others.length > 0
      ? `Out of reach while their region is: ${others.map(({ title }) => escaped(title)).join(", ")}, which have no cross-region restore.`
      : "",
    ...consentToRestore(vaults),
  ];
}

function time(estate: ProtectedEstate): readonly string[] {
  return [
    "What is lost is up to 36 hours: 24 until the next backup in the region, and up to 12 until it is copied. There are no snapshots: every restore is one from the vault, and takes as long as it would there.",
    ...promises(estate),
  ];
}

const WORKED: readonly Step[] = [
  {
    title:
      "The job is `Completed`, and the VM runs in the paired region. Disks in place of theirs are not replaced from there. Back the VM up there, as long as it stays.",
  },
];

const RECORD: readonly string[] = [
  "when the region was given up, and who decided it",
  "the time of the recovery point against the time of the outage: what was lost",
];

function secondaryRegion(): Step {
  return {
    title: "Look at the paired region",
    text: ["What the paired region knows of the vault; a backup that is missing here has not arrived yet."],
    blocks: [
      {
        lines: [
          command(
            `az backup item list ${IN_VAULT}`,
            `--backup-management-type AzureIaasVM --workload-type VM ${SECONDARY}`,
            '--query "[].{vm: properties.friendlyName, state: properties.protectionState, last: properties.lastRecoveryPoint}" --output table',
          ),
          toFillIn("SECONDARY_REGION", "the region that $REGION is paired with"),
          need("SECONDARY_REGION"),
        ],
      },
    ],
  };
}

function bringBack(): Step {
  return {
    title: "Make the VM in the paired region",
    text: [
      "Group, network and staging account are in the paired region. For disks alone leave out the lines of the VM and the network.",
    ],
    blocks: [
      {
        lines: [
          toFillIn("NEW_VM", "the name of the new VM"),
          toFillIn("TARGET_GROUP", "its resource group"),
          toFillIn("NETWORK", "a virtual network of the paired region"),
          toFillIn("NETWORK_GROUP", "its resource group"),
          toFillIn("SUBNET", "the subnet"),
          need("NEW_VM", "TARGET_GROUP", "NETWORK", "NETWORK_GROUP", "SUBNET"),
          ...restore(
            SECONDARY,
            '--target-resource-group "$TARGET_GROUP" --target-vm-name "$NEW_VM"',
            '--target-vnet-name "$NETWORK" --target-vnet-resource-group "$NETWORK_GROUP" --target-subnet-name "$SUBNET"',
          ),
        ],
      },
    ],
  };
}
