import type { Values } from "../change";
import type { GuardRuleId } from "./rule-list";
import type { Weaker } from "./weaker";

/** An argument that can become weaker, and how it is told. */
export interface AttributeRule {
  readonly rule: GuardRuleId;
  readonly path: string;
  /** What is compared. @default - the value of the path */
  readonly read?: (values: Values) => unknown;
  /** What is weaker afterwards, in words; undefined when nothing is. */
  readonly weaker: Weaker;
  /** Is a value that is known only after the apply a finding? @default true */
  readonly unknown?: boolean;
}

/** The rules of each type, "azurerm_" left out. */
export type RulesByType = Readonly<Record<string, readonly AttributeRule[]>>;
