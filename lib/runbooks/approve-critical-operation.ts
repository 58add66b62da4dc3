import { escaped, table } from "../core/markdown";
import { RECOVERY_SERVICES_OPERATIONS } from "../vault/critical-operations";
import type { GuardFacts } from "./guard-facts";
import type { ProtectedEstate } from "./protected-estate";
import type { Need, Runbook, RunbookKind, Step } from "./runbook";
import { assignments, command, need, toFillIn } from "./shell";
import type { VaultFacts } from "./vault-facts";

/** Multi-user authorization: one asks, another one agrees. */
export const APPROVE_CRITICAL_OPERATION: RunbookKind = {
  file: "approve-critical-operation.md",
  title: "Approve a critical operation",
  about: "something is to be done that a resource guard protects a vault from",
  missing: (estate) =>
    guarded(estate).length > 0 ? undefined : "no vault of the program is under a resource guard",
  write: approve,
};

interface GuardedVault extends VaultFacts {
  readonly guard: GuardFacts;
}

function guarded({ vaults }: ProtectedEstate): readonly GuardedVault[] {
  return vaults.filter((vault): vault is GuardedVault => vault.guard !== undefined);
}

function approve(estate: ProtectedEstate): Runbook {
  const vaults = guarded(estate);
  return {
    when: when(vaults),
    who: WHO,
    time: [
      "As long as it takes to reach an approver. Name two of them, with telephone numbers, before a night needs them.",
    ],
    steps: steps(vaults),
    worked: WORKED,
    undo: UNDO,
    record: RECORD,
    sources: SOURCES,
  };
}

function when(vaults: readonly GuardedVault[]): readonly string[] {
  return [
    "Somebody wants to do what a guard protects. One person asks, another one agrees, never the same. Whoever owns the guard must not own the backups.",
    operations(vaults),
  ];
}

const WHO: readonly Need[] = [
  { role: "Backup Contributor", at: "the vault: who asks" },
  { role: "Reader", at: "the guard: who asks, always; nothing more" },
  { role: "Backup MUA Operator", at: "the guard: who asks, for the hour in which it is done" },
  {
    role: "Backup MUA Admin",
    at: "the guard: the security team, which agrees, as an approver or with a role that may give roles there",
  },
];

function steps(vaults: readonly GuardedVault[]): readonly Step[] {
  return [
    {
      title: "Ask",
      text: [
        "Say which operation, on which vault and item, why, and until when. With Privileged Identity Management: My roles, Azure resources, activate the eligible role on the guard. Make sure that its settings require an approver, or requests approve themselves.",
      ],
    },
    {
      title: "Decide",
      text: [
        "The approver calls back on a number that was known before, reads the change, and looks whether the operation makes backups weaker for good. Approve in Privileged Identity Management; without it, give the role by hand:",
      ],
      blocks: vaults.map((vault) => ({
        for: `${vault.title} under ${vault.guard.name}`,
        lines: guardLines(vault),
      })),
    },
    give(),
    doIt(),
    takeBack(),
  ];
}

const WORKED: readonly Step[] = [
  {
    title:
      "The operation is done, the guard still protects the vault, and nobody but the security team has a role on it beyond Reader.",
    blocks: [
      {
        lines: [
          'az backup vault resource-guard-mapping show --resource-group "$VAULT_GROUP" --name "$VAULT"',
          'az role assignment list --scope "$GUARD" --query "[].{who: principalName, role: roleDefinitionName}" --output table',
        ],
      },
    ],
  },
];

const UNDO: readonly Step[] = [
  {
    title:
      "Take the role back at once; then undo the operation itself, as its own runbook says. Deleted backups are kept by soft delete for 14 days at least.",
  },
];

const RECORD: readonly string[] = [
  "who asked, who agreed, when, and for what",
  "when the role was given and taken back",
  "what exactly was done",
];

const SOURCES: readonly string[] = [
  "Configure Multi-user authorization using Resource Guard in Azure Backup",
  "Multi-user authorization using Resource Guard",
];

function operations(vaults: readonly GuardedVault[]): string {
  const all = Object.keys(RECOVERY_SERVICES_OPERATIONS);
  return table(
    ["vault", "guard", "protected", "not protected"],
    vaults.map(({ title, guard: { name, unguarded } }) => [
      escaped(title),
      escaped(name),
      unguarded === undefined
        ? "what the guard's owner has left on it, at most all: see its properties"
        : ["disable soft delete", "remove the guard", ...all.filter((one) => !unguarded.includes(one))].join(
            ", ",
          ),
      unguarded === undefined ? "not known here" : unguarded.join(", "),
    ]),
  );
}

function guardLines({ subscriptionId, name, resourceGroup, guard }: GuardedVault): readonly string[] {
  return [
    ...assignments(
      ["SUBSCRIPTION", subscriptionId],
      ["VAULT", name],
      ["VAULT_GROUP", resourceGroup],
      ["GUARD", guard.id, "the id of the resource guard"],
    ),
    'az account set --subscription "$SUBSCRIPTION"',
  ];
}

function give(): Step {
  return {
    title: "Give the role, where there is no Privileged Identity Management",
    text: ["By the approver, signed in to the tenant of the guard."],
    blocks: [
      {
        lines: [
          toFillIn("PERSON", "the object id of who asked"),
          need("PERSON"),
          command(
            'az role assignment create --assignee-object-id "$PERSON" --assignee-principal-type User',
            '--role "Backup MUA Operator" --scope "$GUARD"',
          ),
        ],
      },
    ],
  };
}

function doIt(): Step {
  return {
    title: "Do it",
    text: [
      "By who asked, with the Azure CLI or in the portal; where the guard is in another tenant, sign in there too and add `--tenant-id` to the command. Terraform cannot ask for consent: for a change by Terraform the association with the guard is removed, the change applied, and the association made again, which is a critical operation of its own.",
    ],
  };
}

function takeBack(): Step {
  return {
    title: "Take the role back",
    blocks: [
      {
        lines: [
          'az role assignment delete --assignee "$PERSON" --role "Backup MUA Operator" --scope "$GUARD"',
        ],
      },
    ],
  };
}
