import { Token } from "cdktf";
import type { Problems } from "./problems";
import { quoted } from "./problems";
import type { IKeyVault } from "./refs";
import { KEY_VAULT_TYPE, partsOf } from "./resource-id";

const KEY_ID =
  /^https:\/\/([a-z0-9-]{3,24})\.(vault|managedhsm)\.azure\.net\/keys\/[a-z0-9-]{1,127}(\/[0-9a-f]{32})?\/?$/i;

/** Refuses what is no key's URI, and a key vault that the key is not in. */
export function checkVaultKey(problems: Problems, keyId: string, keyVault: IKeyVault | undefined): void {
  const shape = "a key's URI such as https://NAME.vault.azure.net/keys/KEY";
  problems.matches("encryption.keyId", keyId, KEY_ID, shape);
  if (keyVault && !Token.isUnresolved(keyVault.id)) checkKeyVault(problems, keyId, keyVault);
}

function checkKeyVault(problems: Problems, keyId: string, { id }: IKeyVault): void {
  const [, named] = KEY_ID.exec(keyId) ?? [];
  const parts = partsOf(id, KEY_VAULT_TYPE);
  problems.when(
    parts === undefined,
    `encryption.keyVault must be the ARM id of a key vault, got ${quoted(id)}: for a managed HSM, whose roles Azure RBAC does not know, remove it`,
  );
  problems.when(
    named !== undefined && parts !== undefined && named.toLowerCase() !== parts.name.toLowerCase(),
    `encryption.keyVault must be the key vault of encryption.keyId, ${named}, got ${parts?.name}: the role would be of no use`,
  );
}
