import { escaped } from "../core/markdown";
import { chooseVault, chooseVm } from "./choosing";
import { isGuarded } from "./guard-facts";
import type { ProtectedEstate } from "./protected-estate";
import type { Need, Runbook, Step } from "./runbook";
import { command, IN_VAULT, ITEM, need, toFillIn } from "./shell";
import type { VaultFacts } from "./vault-facts";

/** Why an estate has no use for runbooks on backups of VMs. */
export function withoutVmBackups(estate: ProtectedEstate): string | undefined {
  return estate.vaults.length > 0 ? undefined : "no vault of the program backs up virtual machines";
}

/** Who restores (Microsoft Learn, "Use Azure role-based access control to manage Azure Backup recovery points"). */
const RESTORERS: readonly Need[] = [
  { role: "Backup Operator", at: "the vault" },
  { role: "Virtual Machine Contributor", at: "the VM that was backed up" },
  { role: "Storage Account Contributor", at: "the staging storage account" },
  { role: "Contributor", at: "the resource group that is restored to" },
];

export const ROLES_PAGE = "Use Azure role-based access control to manage Azure Backup recovery points";
export const RESTORE_PAGE = "How to restore Azure VM data in Azure portal";

/** The step that lists recovery points and takes one; `options` narrow the list. */
export function choosePoint(...options: readonly string[]): Step {
  return {
    title: "Choose the recovery point",
    text: ["The newest is on top. After ransomware, take one from before the first sign of it."],
    blocks: [
      {
        lines: [
          command(
            "az backup recoverypoint list",
            ...ITEM,
            ...options,
            '--query "[].{name: name, time: properties.recoveryPointTime, kind: properties.recoveryPointType, tier: tierType}"',
            "--output table",
          ),
        ],
      },
      { lines: [toFillIn("POINT", "the name of the recovery point"), need("POINT")] },
    ],
  };
}

/** The step that names where a restore puts its files; a new account where there is none. */
export function chooseStaging(place = '"$REGION"', where = "the vault's region"): Step {
  return {
    title: "Name the staging storage account",
    text: [
      `A restore writes its template there. It is in ${where}; neither zone-redundant nor blob storage will do. The last command makes one, where there is none.`,
    ],
    blocks: [
      {
        lines: [
          toFillIn("STAGING", `a storage account in ${where}: 3 to 24 lower-case letters and digits`),
          toFillIn("STAGING_GROUP", "its resource group"),
          need("STAGING", "STAGING_GROUP"),
          command(
            `az storage account create --name "$STAGING" --resource-group "$STAGING_GROUP" --location ${place}`,
            "--sku Standard_LRS --kind StorageV2 --min-tls-version TLS1_2 --allow-blob-public-access false",
          ),
        ],
      },
    ],
  };
}

/** The lines that wait for a job and say how it ended; two hours at a time. */
export function waitForJob(...options: readonly string[]): readonly string[] {
  return [
    command(`az backup job wait --name "$JOB" ${IN_VAULT}`, "--timeout 7200", ...options),
    command(
      `az backup job show --name "$JOB" ${IN_VAULT}`,
      ...options,
      '--query "{status: properties.status, took: properties.duration, errors: properties.errorDetails}"',
    ),
  ];
}

/** The step that waits for the job. */
export function waitStep(text: readonly string[] = [], ...options: readonly string[]): Step {
  return { title: "Wait for the job", text, blocks: [{ lines: waitForJob(...options) }] };
}

/** The lines of a restore, and of the wait for it. */
export function restore(...options: readonly string[]): readonly string[] {
  return [
    `JOB=$(${command(
      "az backup restore restore-disks",
      ...ITEM,
      '--rp-name "$POINT" --storage-account "$STAGING" --storage-account-resource-group "$STAGING_GROUP"',
      ...options,
      "--query name --output tsv)",
    )}`,
  ];
}

/** What is a restore's own; all else is as in every restore. */
interface Restore extends Pick<Runbook, "when" | "time" | "worked" | "undo" | "record"> {
  readonly vaults: readonly VaultFacts[];
  /** @default RESTORERS */
  readonly who?: readonly Need[];
  /** Between naming the VM and choosing its recovery point. */
  readonly before?: readonly Step[];
  /** Options that narrow the list of recovery points. */
  readonly points?: readonly string[];
  /** From the recovery point on. */
  readonly steps: readonly Step[];
  /** Pages of Microsoft Learn, besides that on roles. */
  readonly pages: readonly string[];
}

/** A restore of a VM, or of a part of it: it begins with the vault, the VM and the recovery point. */
export function restoreRunbook({ vaults, before = [], points = [], pages, ...own }: Restore): Runbook {
  return {
    ...own,
    who: own.who ?? RESTORERS,
    steps: [chooseVault(vaults), chooseVm(), ...before, choosePoint(...points), ...own.steps],
    sources: [...pages, ROLES_PAGE],
  };
}

/** The paragraph on consent, where a vault's guard asks for it. */
export function consentToRestore(vaults: readonly VaultFacts[]): readonly string[] {
  const guarded = vaults.filter(({ guard }) => isGuarded(guard, "restore"));
  if (guarded.length === 0) return [];
  return [
    `Restores from ${guarded.map(({ title }) => escaped(title)).join(", ")} need consent: see [critical operations](approve-critical-operation.md) first. Where the guard is in another tenant, add \`--tenant-id\` of that tenant to the restore.`,
  ];
}
