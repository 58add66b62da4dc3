import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { grantRole } from "../access/grant-role";
import { RolePropagation } from "../access/role-propagation";
import { canonicalSegments, KEY_VAULT_TYPE } from "../core/resource-id";
import type { VaultEncryption } from "./vault-props";

/** Gives the identity its role on the key vault; returns what the vault has to wait for. */
export function openKey(
  vault: Construct,
  encryption: VaultEncryption | undefined,
): ITerraformDependable[] | undefined {
  if (!encryption?.keyVault) return undefined;
  const role = grantRole(vault, {
    role: "Key Vault Crypto Service Encryption User",
    at: canonicalSegments(encryption.keyVault.id, KEY_VAULT_TYPE),
    to: encryption.identity,
    place: "KeyVault",
  });
  const wait = new RolePropagation(vault, "KeyAccess", {
    after: [role],
    seconds: encryption.roleWaitSeconds,
  });
  return [wait.resource];
}
