import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { Problems, quoted } from "./problems";
import { Registry } from "./registry";
import { resolvedText } from "./resolved";
import { subscriptionOf } from "./subscription-of";

/** The names of each stack, by type, subscription and group as Terraform will read them. */
const taken = new Registry<TerraformStack>();

/** Refuses a second resource of a type and name in a resource group: azurerm would find that it exists already. */
export function takeName(
  scope: IConstruct,
  type: string,
  name: string,
  group: string,
  remedy = "choose another name",
): void {
  const stack = TerraformStack.of(scope);
  const place = [type, subscriptionOf(scope) ?? "", group, name];
  const key = place.map((part) => resolvedText(stack, part)).join("/");
  const other = taken.holder(stack, key);
  const problems = new Problems(scope);
  problems.when(
    other !== undefined,
    `name ${quoted(name)} is the name of ${other} in the same resource group: ${remedy}`,
  );
  problems.throwIfAny();
  taken.take(stack, key, scope.node.path);
}
