import { Token } from "cdktf";
import { GUID } from "../core/guid";
import type { Problems } from "../core/problems";
import { quoted } from "../core/problems";

/** What kind of principal a role is given to (azurerm `principal_type`). */
export type PrincipalType = "User" | "Group" | "ServicePrincipal";

/**
 * Who gets a role: anything with an object id. A managed identity of the provider is one as it stands; without a type it
 * is taken for a service principal, which managed identities are.
 */
export interface IPrincipal {
  /** The object id in Entra ID (not the application's id). */
  readonly principalId: string;
  /** @default "ServicePrincipal" */
  readonly principalType?: PrincipalType;
}

const named = (principalType: PrincipalType) => (principalId: string) => ({ principalId, principalType });

/** Names principals by their object ids in Entra ID. */
export const Principal = {
  user: named("User"),
  group: named("Group"),
  /** An application, or a managed identity. */
  servicePrincipal: named("ServicePrincipal"),
} as const;

const TYPES: readonly unknown[] = ["User", "Group", "ServicePrincipal"];

export function checkPrincipal(problems: Problems, { principalId, principalType }: IPrincipal): void {
  problems.oneOf("principalType", principalType, TYPES, "see azurerm principal_type");
  if (Token.isUnresolved(principalId) || GUID.test(principalId)) return;
  problems.add(
    `principalId must be an object id in Entra ID (a GUID), got ${quoted(principalId)}: look it up with az ad group show, az ad user show or az ad sp show`,
  );
}
