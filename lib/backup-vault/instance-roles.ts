import type { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { type ITerraformDependable, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { BuiltInRole } from "../access/built-in-roles";
import { grantRole } from "../access/grant-role";
import type { IPrincipal } from "../access/principal";
import { RolePropagation } from "../access/role-propagation";
import { accessScope } from "../access/vault-access";
import { fingerprint } from "../core/fingerprint";
import type { Problems } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { resolvedText } from "../core/resolved";
import { type IDataSource, subscriptionOfSource } from "./data-source";
import { keyOf } from "./encryption";
import type { BackupInstanceOptions } from "./instance";
import type { IBackupVault } from "./vault-base";

/** A role that a backup needs. */
export interface InstanceGrant {
  readonly role: BuiltInRole;
  /** ARM id. */
  readonly at: string;
  /** What it is given on, for the construct's id. */
  readonly place: string;
  /** @default - the vault's identity */
  readonly to?: IPrincipal;
}

/** Refuses to grant roles to an identity that nobody named. */
export function checkIdentity(
  problems: Problems,
  vault: IBackupVault,
  { grantRoles }: BackupInstanceOptions,
): void {
  problems.when(
    grantRoles !== false && vault.principalId === undefined,
    "the vault's principalId is missing, to which the backup's roles are given: pass it to fromVaultId, or set grantRoles: false where the roles exist",
  );
}

/**
 * Gives the roles, each once in a stack, to the vault's identity unless to another one. They hold in the subscription of
 * the data source, which need not be the vault's.
 */
export function grantAll(
  vault: IBackupVault,
  source: IDataSource,
  grants: readonly InstanceGrant[],
): RoleAssignment[] {
  if (!hasIdentity(vault)) return [];
  const subscriptionId = subscriptionOfSource(source);
  return grants.map(({ to = vault, ...grant }) =>
    grantRole(accessScope(vault), { ...grant, subscriptionId, to }),
  );
}

function hasIdentity(vault: IBackupVault): vault is IBackupVault & IPrincipal {
  return vault.principalId !== undefined;
}

/**
 * What the protected data sources of a vault depend on: one wait for the roles of all of them, however many there are,
 * and the vault's key. A further data source adds its roles to the wait: Terraform replaces the wait, which sleeps once
 * more, and leaves the others alone, since a dependency that is replaced changes nothing in what depends on it.
 */
export function readyFor(
  vault: IBackupVault,
  assignments: readonly RoleAssignment[],
): ITerraformDependable[] | undefined {
  const key = keyOf(vault);
  if (assignments.length === 0) return key && [key];
  const { resource } = waitAfter(vault, assignments);
  return key ? [resource, key] : [resource];
}

function waitAfter(vault: IBackupVault, after: readonly RoleAssignment[]): RolePropagation {
  const present = waits.get(vault);
  present?.add(after);
  if (present) return present;
  const wait = new RolePropagation(accessScope(vault), "Wait", { after, seconds: vault.roleWaitSeconds });
  waits.set(vault, wait);
  return wait;
}

/** The one wait of each vault. */
const waits = new WeakMap<IBackupVault, RolePropagation>();

/** A word for a resource group in the ids of its role assignments: never of a token's number. */
export function groupPlace(vault: IBackupVault, group: IResourceGroup, groupId: string): string {
  const construct: unknown = group;
  if (Construct.isConstruct(construct)) {
    const own = TerraformStack.of(construct) === TerraformStack.of(vault);
    // groups of two other stacks may have one path in them
    return construct.node.path
      .split("/")
      .slice(own ? 1 : 0)
      .join("-");
  }
  return `Group-${fingerprint(resolvedText(vault, groupId).toLowerCase())}`;
}
