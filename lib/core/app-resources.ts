import { TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/** The resources of a few types in each stack of an app. */
type Found = Map<IConstruct, readonly TerraformResource[]>;

/** What was looked for in the apps that are being synthesised, by the types that were asked for. */
const lookedUp = new WeakMap<IConstruct, Map<readonly string[], Found>>();

/** Synthesises an app; what is looked for in all of its stacks meanwhile is looked for once in each. */
export function whileSynthesising<T>(app: IConstruct, synthesise: () => T): T {
  lookedUp.set(app, new Map());
  try {
    return synthesise();
  } finally {
    lookedUp.delete(app);
  }
}

/** A stack's aspects have run, and may have added resources: what was found in it does not count any more. */
export function lookAgain(stack: IConstruct): void {
  for (const found of lookedUp.get(stack.node.root)?.values() ?? [])
    for (const scope of stack.node.scopes) found.delete(scope);
}

/**
 * The resources of the given Terraform types in all stacks of an app, in the tree's order: what one of them asks of the
 * others. In a synthesis each stack is walked through once, however many ask.
 *
 * @param types the same list each time
 */
export function resourcesInApp(scope: IConstruct, types: readonly string[]): readonly TerraformResource[] {
  const { root } = scope.node;
  const found = lookedUp.get(root)?.get(types) ?? new Map();
  lookedUp.get(root)?.set(types, found);
  return stacksOf(root).flatMap((stack) => {
    const known = found.get(stack) ?? resourcesOf(stack, types);
    found.set(stack, known);
    return known;
  });
}

function resourcesOf(stack: IConstruct, types: readonly string[]): readonly TerraformResource[] {
  const resources = stack.node.findAll().filter(TerraformResource.isTerraformResource);
  return resources.filter(({ terraformResourceType }) => types.includes(terraformResourceType));
}

/** The outermost stacks, whatever constructs they are in. */
function stacksOf(root: IConstruct): readonly IConstruct[] {
  if (TerraformStack.isStack(root)) return [root];
  return root.node.children.flatMap(stacksOf);
}
