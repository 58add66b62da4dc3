import { Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { type Problems, quoted } from "../core/problems";
import { Registry } from "../core/registry";
import { keyInApp, subscriptionInApp } from "../core/resolved";
import { subscriptionOf } from "../core/subscription-of";
import { assignmentName } from "./assignment-name";
import { isScope, type PolicyScope } from "./policy-scope";

/** 64 characters: as long as an assignment's at a subscription. */
const MAX_NAME = 64;

/** A readable name of a definition or initiative. */
export function definitionName(displayName: unknown, id: string): string {
  return assignmentName(typeof displayName === "string" && displayName !== "" ? displayName : id, MAX_NAME);
}

export function checkDefinitionName(problems: Problems, name: string): void {
  if (Token.isUnresolved(name)) return;
  problems.when(
    name.length < 1 || name.length > MAX_NAME,
    `name must be 1 to ${MAX_NAME} characters, got ${name.length} (${quoted(name)})`,
  );
  problems.when(
    /[#<>%&:\\?/]/.test(name) || /[ .]$/.test(name),
    `name must not have any of #<>%&:\\?/ nor end in a space or period, got ${quoted(name)}`,
  );
}

/** azurerm defines at a management group, or in the subscription of its provider. */
export function checkDefinitionScope(
  problems: Problems,
  scope: Construct,
  at: PolicyScope | undefined,
): void {
  if (!at || Token.isUnresolved(at.id)) return;
  problems.when(
    !isScope(at),
    `at must be a valid ${at.kind} scope, got ${quoted(at.id)}: use PolicyScope.${at.kind}(…)`,
  );
  problems.when(
    at.kind === "resourceGroup",
    `at must be a management group or a subscription, got ${quoted(at.id)}: Azure defines policies there`,
  );
  const own = subscriptionOf(scope);
  const elsewhere = own !== undefined && at.id.toLowerCase() !== `/subscriptions/${own}`;
  problems.when(
    at.kind === "subscription" && isScope(at) && elsewhere,
    `at must be the stack's own subscription, got ${quoted(at.id)}: azurerm defines in the subscription of its provider, ${own}`,
  );
}

const definitions = new Registry<IConstruct>();
const initiatives = new Registry<IConstruct>();

/** Takes a name at a scope; returns who has it already. */
export function claimName(
  scope: Construct,
  kind: "definition" | "initiative",
  at: PolicyScope | undefined,
  name: string,
): string | undefined {
  const registry = kind === "definition" ? definitions : initiatives;
  const { root } = scope.node;
  const home = at?.kind === "managementGroup" ? keyInApp(scope, at.id) : subscriptionInApp(scope);
  const key = `${home}/${keyInApp(scope, name)}`;
  const other = registry.holder(root, key);
  if (other === undefined) registry.take(root, key, scope.node.path);
  return other;
}
