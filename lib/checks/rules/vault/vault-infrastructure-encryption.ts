import { defineRule } from "../../rule";
import { onAttribute, VAULT } from "../attribute";
import { isOn } from "../boolean";

/** A second layer of encryption, with keys of the platform. */
export const vaultInfrastructureEncryption = defineRule({
  id: "vault-infrastructure-encryption",
  title: "Recovery Services vaults are encrypted twice",
  severity: "warning",
  frameworks: { CIS: ["5.2.4"] },
  strict: true,
  why: "one broken algorithm would be enough",
  fix: "set encryption.infrastructure_encryption_enabled when the vault is made: it stays on",
  check: onAttribute({
    type: VAULT,
    name: "encryption.infrastructure_encryption_enabled",
    read: (vault) => vault.block("encryption")?.infrastructure_encryption_enabled ?? false,
    holds: isOn(false),
  }),
});
