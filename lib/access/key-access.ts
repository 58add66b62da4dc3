import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { IKeyVault } from "../core/refs";
import { canonicalSegments, KEY_VAULT_TYPE } from "../core/resource-id";
import { grantRole } from "./grant-role";
import type { IPrincipal } from "./principal";
import { RolePropagation } from "./role-propagation";

export interface KeyAccess {
  readonly keyVault: IKeyVault;
  readonly to: IPrincipal;
  /** The id of the construct that waits. */
  readonly wait: string;
  readonly seconds?: number;
}

/** Gives an identity the role to use the keys of a key vault; returns what their user has to wait for. */
export function openKeys(
  scope: Construct,
  { keyVault, to, wait, seconds }: KeyAccess,
): ITerraformDependable[] {
  const role = grantRole(scope, {
    role: "Key Vault Crypto Service Encryption User",
    at: canonicalSegments(keyVault.id, KEY_VAULT_TYPE),
    to,
    place: "KeyVault",
  });
  return [new RolePropagation(scope, wait, { after: [role], seconds }).resource];
}
