import { DefaultTokenResolver, StringConcat, TerraformStack, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/** The text as Terraform will read it: two tokens of one attribute differ, what they stand for does not. */
export function resolvedText(scope: IConstruct, value: string): string {
  if (!Token.isUnresolved(value)) return value;
  return String(Tokenization.resolve(value, { scope, preparing: true, resolver: RESOLVER }));
}

/** What tells an id from all others of an app: one that only Terraform knows is one within its stack. */
export function keyInApp(scope: IConstruct, id: string): string {
  return Token.isUnresolved(id) ? `${TerraformStack.of(scope).node.path} ${resolvedText(scope, id)}` : id;
}
