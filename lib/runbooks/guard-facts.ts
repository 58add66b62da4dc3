import type { RecoveryServicesVaultResourceGuardAssociation } from "@cdktf/provider-azurerm/lib/recovery-services-vault-resource-guard-association";
import { TerraformResource } from "cdktf";
import { parseResourceId } from "../core/resource-id";
import { RECOVERY_SERVICES_OPERATIONS } from "../vault/critical-operations";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import type { KnownTexts } from "./known-texts";

/** The resource guard that a vault is under. */
export interface GuardFacts {
  /** ARM id; undefined where only Terraform will know it. */
  readonly id?: string;
  readonly name: string;
  readonly subscriptionId?: string;
  /** The operations that need nobody's consent, in the portal's words; undefined for somebody else's guard. */
  readonly unguarded?: readonly string[];
}

const TYPE = "azurerm_recovery_services_vault_resource_guard_association";

export function guardOf(vault: IRecoveryServicesVault, texts: KnownTexts): GuardFacts | undefined {
  const found = vault.node.children.find(
    (child) => TerraformResource.isTerraformResource(child) && child.terraformResourceType === TYPE,
  ) as RecoveryServicesVaultResourceGuardAssociation | undefined;
  const given = found?.resourceGuardIdInput;
  if (!found || given === undefined) return undefined;
  const id = texts.of(found, given);
  const parts = id === undefined ? undefined : parseResourceId(id);
  const resource = texts.resourceOf(found, given);
  return {
    id,
    name: parts?.name ?? "the vault's resource guard",
    subscriptionId: parts?.subscriptionId,
    unguarded: resource && unguarded(resource),
  };
}

/** Does an operation need consent? Of somebody else's guard nothing is known: it is taken to. */
export function isGuarded(
  guard: GuardFacts | undefined,
  operation: keyof typeof RECOVERY_SERVICES_OPERATIONS,
): boolean {
  return guard !== undefined && !(guard.unguarded ?? []).includes(operation);
}

function unguarded(resource: TerraformResource): readonly string[] {
  const given: unknown = Reflect.get(resource, "vaultCriticalOperationExclusionListInput");
  const types: readonly unknown[] = Array.isArray(given) ? given : [];
  return Object.entries(RECOVERY_SERVICES_OPERATIONS).flatMap(([word, type]) =>
    types.includes(type) ? [word] : [],
  );
}
