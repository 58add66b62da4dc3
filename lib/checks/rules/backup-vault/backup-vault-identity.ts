import { defineRule } from "../../rule";
import { BACKUP_VAULT, isGiven, onAttribute } from "../attribute";

/** Each backup of a Backup vault needs roles of its identity. */
export const backupVaultIdentity = defineRule({
  id: "backup-vault-identity",
  title: "Backup vaults have a managed identity",
  severity: "error",
  frameworks: {},
  why: "it could read nothing that it is to back up",
  fix: 'add an identity, "SystemAssigned" or "UserAssigned"',
  check: onAttribute({
    type: BACKUP_VAULT,
    name: "identity.type",
    read: (vault) => vault.block("identity")?.type,
    holds: isGiven,
  }),
});
