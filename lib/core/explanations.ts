import type { IConstruct } from "constructs";

const KEY = "cdktf-azure-resilience/explanation";

/** Records on a construct what the program chose and why: shown by the run's summary, with nothing to do about it. */
export function addExplanation(scope: IConstruct, text: string): void {
  scope.node.addMetadata(KEY, text);
}

/** The explanations in a construct tree, in the tree's order. */
export function explanationsIn(root: IConstruct): readonly string[] {
  return root.node
    .findAll()
    .flatMap((c) => c.node.metadata)
    .filter((entry) => entry.type === KEY)
    .map((entry) => entry.data as string);
}
