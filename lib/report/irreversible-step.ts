import type { TerraformResource } from "cdktf";
import { given, givenText, stackOf, type Tree } from "./tree";

/** Something that Azure never takes back, or that is frozen once something is protected. */
export interface IrreversibleStep {
  readonly step: string;
  /** What it is said of: vaults, by their names. */
  readonly at: readonly string[];
  /** What is impossible afterwards. */
  readonly consequence: string;
  /** "at the deployment", or with the first item that the vault protects. */
  readonly since: "the deployment" | "the first item";
}

interface Known {
  readonly step: string;
  readonly consequence: string;
  readonly since: IrreversibleStep["since"];
  holds(vault: TerraformResource): boolean;
}

const VAULTS = ["azurerm_recovery_services_vault", "azurerm_data_protection_backup_vault"] as const;

/** As docs/guides/vaults.md says; sources: Microsoft Learn, "Immutable vault for Azure Backup", "Secure by default …". */
const STEPS: readonly Known[] = [
  {
    step: "Locked immutability",
    consequence: "No recovery point goes before its time and no retention gets shorter, by anybody.",
    since: "the deployment",
    holds: (vault) => given(vault, "immutability") === "Locked",
  },
  {
    step: "Cross-region restore",
    consequence:
      "It cannot be switched off: that would replace the vault, which Azure refuses while it has backups.",
    since: "the deployment",
    holds: (vault) => given(vault, "crossRegionRestoreEnabled") === true,
  },
  {
    step: "Customer-managed key",
    consequence: "There is no way back to keys of Microsoft; without the key no backup can be read.",
    since: "the deployment",
    holds: (vault) => given(vault, "encryption") !== undefined || hasOwnKey(vault),
  },
  {
    step: "Infrastructure encryption",
    consequence: "It stays on.",
    since: "the deployment",
    holds: (vault) => encryptsTwice(given(vault, "encryption")),
  },
  {
    step: "Soft delete always on",
    consequence: "Every deleted backup stays, and is billed beyond 14 days, until its days are over.",
    since: "the deployment",
    holds: (vault) => given(vault, "softDelete") === "AlwaysOn" || /"AlwaysON"/i.test(laidOver(vault)),
  },
  {
    step: "No cross-subscription restore ever",
    consequence: "Backups can only be restored in the vault's own subscription.",
    since: "the deployment",
    holds: (vault) => laidOver(vault).includes('"PermanentlyDisabled"'),
  },
  ...(["GeoRedundant", "ZoneRedundant", "LocallyRedundant"] as const).map((redundancy) => ({
    step: `Redundancy ${redundancy}`,
    consequence: "Another redundancy is another vault, with backups that begin anew.",
    since: "the first item" as const,
    holds: (vault: TerraformResource) =>
      [given(vault, "storageModeType"), given(vault, "redundancy")].includes(redundancy),
  })),
];

/** What of a tree cannot be undone, with the vaults that it is true of. */
export function irreversibleSteps(tree: Tree): readonly IrreversibleStep[] {
  const vaults = VAULTS.flatMap((type) => tree.ofType(type));
  return STEPS.flatMap(({ holds, ...step }) => {
    const own = vaults.filter(holds);
    return own.length > 0 ? [{ ...step, at: own.map(nameOf) }] : [];
  });
}

function nameOf(vault: TerraformResource): string {
  return givenText(vault, "name") ?? `${stackOf(vault)}/${vault.node.id}`;
}

/** Backup vaults have their key as a resource of its own. */
function hasOwnKey(vault: TerraformResource): boolean {
  return siblings(vault).some(
    ({ terraformResourceType }) =>
      terraformResourceType === "azurerm_data_protection_backup_vault_customer_managed_key",
  );
}

/** What azapi lays over the vault that azurerm cannot set, as text. */
function laidOver(vault: TerraformResource): string {
  const changes = siblings(vault).filter(
    ({ terraformResourceType }) => terraformResourceType === "azapi_update_resource",
  );
  return JSON.stringify(changes.map((change) => Reflect.get(Reflect.get(change, "config") ?? {}, "body")));
}

function siblings(vault: TerraformResource): readonly TerraformResource[] {
  return (vault.node.scope?.node.children ?? []) as TerraformResource[];
}

function encryptsTwice(encryption: unknown): boolean {
  return (
    typeof encryption === "object" &&
    encryption !== null &&
    Reflect.get(encryption, "infrastructureEncryptionEnabled") === true
  );
}
