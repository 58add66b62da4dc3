import { TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { ConfigurationError } from "./configuration-error";
import { quoted } from "./problems";

const ALLOWED = /^[A-Za-z0-9_-]+$/;

/**
 * Refuses ids whose characters Terraform addresses drop: "eu.1" and "eu1" would become one address, and one of the
 * two resources would be lost in silence.
 */
export function checkId(scope: Construct, id: string): string {
  if (ALLOWED.test(id)) return id;
  const where = scope.node.path || "app";
  throw new ConfigurationError([
    { where, message: `the id ${quoted(id)} must be letters, digits, "_" and "-": choose another id` },
  ]);
}

/** Refuses an id that the scope already has, in the user's words. */
export function checkFreeId(scope: Construct, id: string): string {
  checkId(scope, id);
  if (!scope.node.tryFindChild(id)) return id;
  const where = scope.node.path || "app";
  throw new ConfigurationError([{ where, message: `the id ${quoted(id)} is taken: pass another id` }]);
}

/** The stack that a construct is in; undefined above all stacks. */
export function stackOf(construct: IConstruct): TerraformStack | undefined {
  return [...construct.node.scopes].reverse().find(TerraformStack.isStack);
}
