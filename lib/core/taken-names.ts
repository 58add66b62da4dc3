import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { Problems, quoted } from "./problems";
import { Registry } from "./registry";
import { keyInApp } from "./resolved";
import { subscriptionOf } from "./subscription-of";

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
  // a stack that does not say its subscription is one of its own
  const subscription = subscriptionOf(scope) ?? TerraformStack.of(scope).node.path;
  const key = [type, subscription, group, name].map((part) => keyInApp(scope, part)).join("/");
  const other = taken.holder(root, key);
  const problems = new Problems(scope);
  problems.when(
    other !== undefined,
    `name ${quoted(name)} is the name of ${other} in the same resource group: ${remedy}`,
  );
  problems.throwIfAny();
  taken.take(root, key, scope.node.path);
}
