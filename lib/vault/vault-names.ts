import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { type Problems, quoted } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { Registry } from "../core/registry";
import { resolvedText } from "../core/resolved";
import { subscriptionOf } from "../core/subscription-of";

export interface NamedVault {
  readonly name: string;
  readonly resourceGroup: IResourceGroup;
}

/** The vaults of each stack, by type, subscription, group and name as Terraform will read them. */
const vaultNames = new Registry<TerraformStack>();

const keyOf = (scope: IConstruct, type: string, { name, resourceGroup }: NamedVault): string =>
  [type, subscriptionOf(scope) ?? "", resourceGroup.name, name]
    .map((part) => resolvedText(scope, part))
    .join("/");

/** Refuses a second vault of that name in the group: azurerm would find that it exists already. */
export function checkVaultName(problems: Problems, scope: IConstruct, type: string, vault: NamedVault): void {
  const other = vaultNames.holder(TerraformStack.of(scope), keyOf(scope, type, vault));
  problems.when(
    other !== undefined,
    `name ${quoted(vault.name)} is the name of ${other} in the same resource group: choose another name`,
  );
}

/** What is refused takes no name. */
export function takeVaultName(scope: IConstruct, type: string, vault: NamedVault): void {
  vaultNames.take(TerraformStack.of(scope), keyOf(scope, type, vault), scope.node.path);
}
