import type { IConstruct } from "constructs";
import { Problems, quoted } from "./problems";
import { Registry } from "./registry";
import { keyInApp, subscriptionInApp } from "./resolved";

/** The names of each app, by type, subscription and group as Terraform will read them. */
const taken = new Registry<IConstruct>();

/** Refuses a second resource of a type and name in a resource group: azurerm would find that it exists already. */
export function takeName(
  scope: IConstruct,
  type: string,
  name: string,
  group: string,
  remedy = "choose another name",
): void {
  const { root } = scope.node;
  const key = [type, subscriptionInApp(scope), group, name].map((part) => keyInApp(scope, part)).join("/");
  const other = taken.holder(root, key);
  const problems = new Problems(scope);
  problems.when(
    other !== undefined,
    `name ${quoted(name)} is the name of ${other} in the same resource group: ${remedy}`,
  );
  problems.throwIfAny();
  taken.take(root, key, scope.node.path);
}
