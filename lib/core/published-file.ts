import type { IConstruct } from "constructs";

export const PUBLISHES = Symbol.for("cdktf-azure-resilience/publishes");

/** A file of the user's repository that a run brings up to date, together with the stacks. */
export interface PublishedFile {
  /** As the user wrote it, relative to the working directory. */
  readonly path: string;
  readonly content: string;
  /** What is different from before, for a run that must not change it. */
  readonly changes: string;
}

/** A construct that keeps something beyond the stacks. */
export interface Publisher {
  /** Called after everything else of a run went well; returns the files that differ from before. */
  [PUBLISHES](): readonly PublishedFile[];
}

/** The files of every such construct of a tree. */
export function publishedFiles(root: IConstruct): readonly PublishedFile[] {
  return root.node.findAll().flatMap((c) => (isPublisher(c) ? c[PUBLISHES]() : []));
}

function isPublisher(x: object): x is Publisher {
  return PUBLISHES in x;
}
