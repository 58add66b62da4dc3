import { code, escaped } from "../core/markdown";
import { chooseVault, chooseVm } from "./choosing";
import { isGuarded } from "./guard-facts";
import type { ProtectedEstate } from "./protected-estate";
import type { PairFacts } from "./replication-facts";
import { ROLES_PAGE, waitForJob, withoutVmBackups } from "./restoring";
import type { Need, Runbook, RunbookKind, Step } from "./runbook";
import { command, ITEM, need, SHOW_ITEM, toFillIn } from "./shell";
import { applyStacks } from "./terraform";
import type { VaultFacts } from "./vault-facts";

/** Taking a VM off: nothing that was backed up is lost on the way. */
export const TAKE_OFF_VM: RunbookKind = {
  file: "take-off-vm.md",
  title: "Take a VM off safely",
  about: "a VM is given up, or leaves the program; its backups stay",
  missing: withoutVmBackups,
  write: takeOffVm,
};

function takeOffVm(estate: ProtectedEstate): Runbook {
  const { vaults, pairs } = estate;
  return {
    when: when(estate),
    who: WHO,
    time: ["As long as the last backup takes. What is kept is charged until it is deleted or has expired."],
    steps: steps(estate, vaults, pairs),
    worked: WORKED,
    undo: undo(estate),
    record: RECORD,
    sources: ["Manage Azure VM backups", "Soft delete for virtual machines", ROLES_PAGE],
  };
}

function when(estate: ProtectedEstate): readonly string[] {
  return [
    "A VM is given up, or somebody else takes care of it. Do this before the VM is deleted: backups of a VM that is gone fail, and its replication breaks its recovery plan.",
    ...consent(estate),
  ];
}

const WHO: readonly Need[] = [
  { role: "Backup Contributor", at: "the vault: stopping a backup is nothing that an operator may do" },
  { role: "Backup Operator", at: "the vault, for the last backup" },
];

function steps(
  estate: ProtectedEstate,
  vaults: readonly VaultFacts[],
  pairs: readonly PairFacts[],
): readonly Step[] {
  return [
    chooseVault(vaults),
    chooseVm(),
    lastBackup(),
    ...(pairs.length > 0 ? [outOfPlans(estate)] : []),
    {
      title: "Take it out of the program",
      text: [
        "Remove it from the inventory, or its line. In the plan its backup item is destroyed: backups stop, and recovery points stay, unless the provider was told otherwise (`retainBackupDataOnDestroy`). If the plan says anything else, or if the provider deletes data, stop the backup by hand first (the next step).",
      ],
    },
    stopByHand(),
    applyStacks(estate, "The plan destroys the item of this VM, and nothing else."),
  ];
}

const WORKED: readonly Step[] = [
  {
    title: "The item is `ProtectionStopped`, or `BackupsSuspended`, and its recovery points are there.",
    blocks: [
      {
        lines: [
          command(
            "az backup item show",
            ...SHOW_ITEM,
            '--query "{state: properties.protectionState, last: properties.lastRecoveryPoint}"',
          ),
        ],
      },
    ],
  },
];

const RECORD: readonly string[] = [
  "who decided it, and until when the recovery points are kept: nobody deletes them by themselves when protection is stopped for good",
  "the name of the last recovery point",
  "that monitoring and plans no longer expect the VM",
];

function consent({ vaults }: ProtectedEstate): readonly string[] {
  const guarded = vaults.filter(
    ({ guard }) => isGuarded(guard, "stop backup and retain data") || isGuarded(guard, "delete protection"),
  );
  if (guarded.length === 0) return [];
  return [
    `Stopping a backup of ${guarded.map(({ title }) => escaped(title)).join(", ")} needs consent: [critical operations](approve-critical-operation.md).`,
  ];
}

function lastBackup(): Step {
  return {
    title: "Make a last backup",
    text: ["It is kept until the date that you give: choose it by law and contract, not by habit."],
    blocks: [
      {
        lines: [
          toFillIn("KEEP", "the last day that the backup is kept, as day-month-year: 31-12-2030"),
          need("KEEP"),
          `JOB=$(${command("az backup protection backup-now", ...ITEM, '--retain-until "$KEEP" --query name --output tsv)')}`,
          ...waitForJob(),
        ],
      },
    ],
  };
}

function outOfPlans({ pairs }: ProtectedEstate): Step {
  const planned = pairs.flatMap(({ plans }) =>
    plans.map(({ title, vms }) => `${code(title)} (${vms.map(escaped).join(", ")})`),
  );
  return {
    title: "If it is replicated, take it out of its recovery plan first",
    text: [
      planned.length > 0
        ? `Plans and their VMs: ${planned.join("; ")}. Terraform removes what is gone before it changes what named it, and Site Recovery may refuse to stop replicating a VM that a plan has: deploy the plan without the VM, then go on.`
        : "No recovery plan of the program names VMs: there is nothing to do.",
    ],
  };
}

function stopByHand(): Step {
  return {
    title: "Only where Terraform does not stop it: stop the backup by hand",
    text: [
      "The first line keeps all points for ever, the second lets them expire by their policy and needs an immutable vault. Run one.",
    ],
    blocks: [
      { lines: [command("az backup protection disable", ...ITEM, "--delete-backup-data false --yes")] },
      {
        lines: [
          command(
            "az backup protection disable",
            ...ITEM,
            "--retain-recovery-points-as-per-policy true --yes",
          ),
        ],
      },
    ],
  };
}

function undo({ vaults }: ProtectedEstate): readonly Step[] {
  const names = [...new Set(vaults.flatMap(({ policies }) => policies.map(({ name }) => name)))];
  return [
    {
      title: `Bring the VM back into the program, or resume the backup by hand. Policies: ${names.map(escaped).join(", ")}.`,
      blocks: [
        {
          lines: [
            toFillIn("POLICY", "the policy"),
            need("POLICY"),
            command("az backup protection resume", ...ITEM, '--policy-name "$POLICY"'),
          ],
        },
      ],
    },
    {
      title:
        "Somebody deleted the backups: soft delete keeps them for 14 days at least. Bring them back, and then resume as above.",
      blocks: [{ lines: [command("az backup protection undelete", ...ITEM)] }],
    },
  ];
}
