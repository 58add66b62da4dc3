import { DefaultTokenResolver, StringConcat, TerraformStack, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { subscriptionOf } from "./subscription-of";

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/** The text as Terraform will read it: two tokens of one attribute differ, what they stand for does not. */
export function resolvedText(scope: IConstruct, value: string): string {
  if (!Token.isUnresolved(value)) return value;
  return String(Tokenization.resolve(value, { scope, preparing: true, resolver: RESOLVER }));
}

/** What tells the subscription of a construct from others of an app: of a stack that does not say its own, the stack. */
export function subscriptionInApp(scope: IConstruct): string {
  return subscriptionOf(scope) ?? TerraformStack.of(scope).node.path;
}

/** What tells an id from all others of an app: one that only Terraform knows is one within its stack. */
export function keyInApp(scope: IConstruct, id: string): string {
  return Token.isUnresolved(id) ? `${TerraformStack.of(scope).node.path} ${resolvedText(scope, id)}` : id;
}
