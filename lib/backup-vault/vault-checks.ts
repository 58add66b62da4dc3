import type { IConstruct } from "constructs";
import { checkRoleWait } from "../access/role-propagation";
import { NAME_RULES } from "../core/names";
import { Problems } from "../core/problems";
import { BACKUP_VAULT_TYPE } from "../core/resource-id";
import { checkTags } from "../core/tags";
import {
  checkAnyVault,
  checkIdentities,
  checkSoftDelete,
  IMMUTABILITIES,
  REDUNDANCIES,
} from "../vault/shared-checks";
import { checkVaultName, takeVaultName } from "../vault/vault-names";
import { checkEncryption } from "./encryption";
import type { BackupVaultProps } from "./vault-props";

/** Refuses what azurerm or Azure would refuse at plan, apply or never. */
export function checkBackupVault(
  scope: IConstruct,
  props: BackupVaultProps,
  region: string | undefined,
): void {
  const problems = new Problems(scope);
  const { pattern, allowed } = NAME_RULES.backupVault;
  problems.matches("name", props.name, pattern, allowed);
  checkVaultName(problems, scope, BACKUP_VAULT_TYPE, props);
  problems.oneOf("redundancy", props.redundancy, REDUNDANCIES, "see azurerm redundancy");
  problems.oneOf("immutability", props.immutability, IMMUTABILITIES, "see azurerm immutability");
  checkAnyVault(problems, props, region);
  problems.when(
    props.softDelete === false && props.throwaway !== true,
    "softDelete cannot be false but in a throwaway environment: whoever deletes a backup would delete it at once and for good; remove softDelete, or set throwaway: true",
  );
  checkSoftDelete(problems, props);
  checkIdentities(problems, "identity.userAssigned", props.identity?.userAssigned ?? []);
  if (props.encryption) {
    const acknowledged = props.acknowledge?.includes("customer-managed key") ?? false;
    checkEncryption(problems, props.encryption, acknowledged);
  }
  checkRoleWait(problems, "roleWaitSeconds", props.roleWaitSeconds);
  checkTags(problems, props.tags);
  problems.throwIfAny();
  takeVaultName(scope, BACKUP_VAULT_TYPE, props);
}
