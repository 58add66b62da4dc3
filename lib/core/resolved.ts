import { DefaultTokenResolver, StringConcat, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/** The text as Terraform will read it: two tokens of one attribute differ, what they stand for does not. */
export function resolvedText(scope: IConstruct, value: string): string {
  if (!Token.isUnresolved(value)) return value;
  return String(Tokenization.resolve(value, { scope, preparing: true, resolver: RESOLVER }));
}
