import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { NAME_RULES, type NameRule } from "../core/names";
import { Problems } from "../core/problems";
import { Registry } from "../core/registry";
import { keyInApp, resolvedText } from "../core/resolved";
import { TIMEZONES, type Timezone } from "../core/timezones";
import type { IRecoveryServicesVault } from "../vault/vault-base";

/** The names of the policies of each vault, of whatever kind and however it was imported: Azure keeps them in one place. */
const policyNames = new Registry<IConstruct>();

/** Refuses a second policy of that name in the vault. */
export function takePolicyName(scope: IConstruct, name: string, vault: IRecoveryServicesVault): void {
  const key = `${keyInApp(vault, vault.vaultId)} ${resolvedText(vault, name)}`;
  const other = policyNames.holder(vault.node.root, key);
  const problems = new Problems(scope);
  problems.when(
    other !== undefined,
    `name "${name}" is the name of ${other}: Azure's names have no letter case`,
  );
  problems.throwIfAny();
  policyNames.take(vault.node.root, key, scope.node.path);
}

export function checkPolicyName(
  problems: Problems,
  name: string,
  { pattern, allowed }: NameRule = NAME_RULES.vmBackupPolicy,
): void {
  problems.matches("name", name, pattern, allowed);
}

export function checkTimezone(problems: Problems, timezone: Timezone | undefined): void {
  problems.when(
    timezone !== undefined && !Token.isUnresolved(timezone) && !TIMEZONES.includes(timezone),
    `timezone must be a Windows time zone name such as "UTC" or "W. Europe Standard Time", got "${timezone}"`,
  );
}
