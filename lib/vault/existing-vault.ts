import { Token } from "cdktf";
import type { Construct } from "constructs";
import { checkPrincipal } from "../access/principal";
import { ConfigurationError } from "../core/configuration-error";
import { GUID } from "../core/guid";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import { isRegion, similarRegions } from "../core/regions";
import { partsOf, type ResourceId, VAULT_TYPE } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";
import { IMMUTABILITIES, REDUNDANCIES } from "./shared-checks";
import type { VaultImmutability, VaultRedundancy } from "./vault-props";

/** What the id of a vault does not say. What is not known is not checked. */
export interface ImportedVaultFacts {
  /** The vault's region: VMs of another one are refused. @default - not known */
  readonly region?: string;
  /** Ultra and Premium SSD v2 disks are refused in a "GeoRedundant" one. @default - not known */
  readonly redundancy?: VaultRedundancy;
  /** Backups are suspended in immutable vaults only. @default - not known */
  readonly immutability?: VaultImmutability;
  /** Object id of the vault's system-assigned identity, for roles on cache storage accounts. @default - not known */
  readonly principalId?: string;
}

/**
 * The parts of an existing vault's id.
 * @throws ConfigurationError when it is none, or not one that a stack of this scope can use
 */
export function checkExistingVault(
  scope: Construct,
  id: string,
  vaultId: string,
  { region, redundancy, immutability, principalId }: ImportedVaultFacts,
): ResourceId {
  const where = `${scope.node.path}/${id}`;
  const parts = partsOf(vaultId, VAULT_TYPE);
  if (!parts || Token.isUnresolved(vaultId)) {
    throw new ConfigurationError([{ where, message: notAnId(vaultId) }]);
  }
  const problems = new Problems(where);
  checkParts(problems, parts, subscriptionOf(scope));
  if (region !== undefined) checkRegion(problems, region);
  problems.oneOf("redundancy", redundancy, REDUNDANCIES, "see azurerm storage_mode_type");
  problems.oneOf("immutability", immutability, IMMUTABILITIES, "see azurerm immutability");
  if (principalId !== undefined) checkPrincipal(problems, { principalId });
  problems.throwIfAny();
  return parts;
}

function notAnId(vaultId: string): string {
  return Token.isUnresolved(vaultId)
    ? "vaultId must be text, got a value that only Terraform will know: azurerm asks for the vault's name and group apart; write the id out"
    : `vaultId must be the ARM id of a Recovery Services vault, got ${quoted(vaultId)}`;
}

function checkParts(problems: Problems, parts: ResourceId, own: string | undefined): void {
  const { subscriptionId, name, resourceGroup } = parts;
  if (!GUID.test(subscriptionId)) {
    problems.add(`vaultId must name a subscription by its GUID, got ${quoted(subscriptionId)}`);
  } else {
    problems.when(
      own !== undefined && subscriptionId.toLowerCase() !== own,
      `vaultId must be in the stack's subscription ${own}, got ${subscriptionId}: use a stack of that subscription, or a scope of AzureProvider.useFor, since azurerm looks for the vault in its own`,
    );
  }
  const vault = NAME_RULES.recoveryServicesVault;
  const group = NAME_RULES.resourceGroup;
  problems.matches("vaultId's name", name, vault.pattern, vault.allowed);
  problems.matches("vaultId's resource group", resourceGroup, group.pattern, group.allowed);
}

/** A region that is misspelt would refuse every VM, with the blame on the VM. */
function checkRegion(problems: Problems, region: string): void {
  if (Token.isUnresolved(region) || isRegion(region)) return;
  const similar = similarRegions(region);
  const way =
    similar.length > 0 ? `did you mean ${similar.join(" or ")}?` : "leave it out if it is not known";
  problems.add(`region must be an Azure region, got ${quoted(region)}: ${way}`);
}
