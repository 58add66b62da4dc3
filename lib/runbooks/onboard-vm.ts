import { escaped, table } from "../core/markdown";
import { chooseVault, chooseVm } from "./choosing";
import type { ProtectedEstate } from "./protected-estate";
import { duration } from "./recovery-times";
import { ROLES_PAGE, waitForJob, withoutVmBackups } from "./restoring";
import type { Need, Runbook, RunbookKind, Step } from "./runbook";
import { command, IN_VAULT, ITEM, need, SHOW_ITEM, toFillIn } from "./shell";
import { applyStacks } from "./terraform";
import type { VaultFacts } from "./vault-facts";

/** Taking a VM on: it gets its backup and its replication from the program. */
export const ONBOARD_VM: RunbookKind = {
  file: "onboard-vm.md",
  title: "Take a VM on",
  about: "a new VM shall be backed up, and replicated where its tier says so",
  missing: withoutVmBackups,
  write: onboardVm,
};

function onboardVm(estate: ProtectedEstate): Runbook {
  const { vaults } = estate;
  return {
    when: [
      "A VM is new, or was left out. Do it with the program, not in the portal: what the portal makes is not in the state of Terraform.",
    ],
    who: WHO,
    time: [
      "A run and its review. The first backup runs at the policy's time and copies everything: start it by hand where nobody may wait. Until it is over there is nothing to restore.",
    ],
    steps: steps(estate, vaults),
    worked: WORKED,
    undo: [{ title: "[Take it off](take-off-vm.md), which keeps what was backed up." }],
    record: RECORD,
    sources: ["Back up a virtual machine in Azure with the CLI", ROLES_PAGE],
  };
}

const WHO: readonly Need[] = [
  { role: "Backup Contributor", at: "the resource group of the vault: whoever applies the stacks" },
  { role: "Virtual Machine Contributor", at: "the VM" },
  { role: "Reader", at: "the VMs, to export the inventory" },
];

function steps(estate: ProtectedEstate, vaults: readonly VaultFacts[]): readonly Step[] {
  return [
    {
      title: "Tell the program of the VM",
      text: [
        'With an inventory: set the VM\'s tags, those that the tiers ask for above all, export the inventory anew and synthesise. With constructs: add a line that protects it. The summary of the run must not list it under "Not protected"; what is said there says what to do.',
        "What there is for it:",
        policies(estate),
      ],
    },
    applyStacks(estate, "The plan adds the VM, and changes or destroys nothing else."),
    chooseVault(vaults),
    chooseVm(),
    firstBackup(),
  ];
}

const WORKED: readonly Step[] = [
  {
    title: "The backup item is `Protected` by the policy that its tier has, and has a recovery point.",
    blocks: [
      {
        lines: [
          command(
            "az backup item show",
            ...SHOW_ITEM,
            '--query "{state: properties.protectionState, policy: properties.policyName, last: properties.lastRecoveryPoint}"',
          ),
        ],
      },
    ],
  },
  {
    title:
      "Where its tier replicates: it is `Protected` in the list of [the failover test](test-failover.md), which comes within hours.",
  },
];

const RECORD: readonly string[] = [
  "who asked for which tier, and what it promises",
  "when the first backup was over",
  "that the next drill includes it",
];

function policies({ vaults }: ProtectedEstate): string {
  const rows = vaults.flatMap(({ title, region = "", policies }) =>
    policies.map(({ name, gapMinutes, instantRestoreDays }) => [
      escaped(title),
      region,
      escaped(name),
      gapMinutes === undefined ? "" : duration(gapMinutes),
      instantRestoreDays === undefined ? "" : String(instantRestoreDays),
    ]),
  );
  return table(["vault", "region", "policy", "longest time between backups", "days of snapshots"], rows);
}

function firstBackup(): Step {
  return {
    title: "Back it up now",
    blocks: [
      {
        lines: [
          toFillIn("KEEP", "the last day that this backup is kept, as day-month-year: 31-12-2030"),
          need("KEEP"),
          `JOB=$(${command("az backup protection backup-now", ...ITEM, '--retain-until "$KEEP" --query name --output tsv)')}`,
          ...waitForJob(),
          `az backup job list ${IN_VAULT} --operation Backup --output table`,
        ],
      },
    ],
  };
}
