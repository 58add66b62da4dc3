import type { IConstruct } from "constructs";

export const WRITES = Symbol.for("cdktf-azure-resilience/writes");

/** A file that a run writes beside the stacks, for people and machines. */
export interface OutputFile {
  /** Within the output folder: "estimate.json", or "runbooks/README.md" in a folder. */
  readonly name: string;
  readonly content: string;
  /** What the run's summary says of it. */
  readonly summary: readonly string[];
}

/** A construct that has something to write beside the stacks. */
export interface Writer {
  /** Called after everything else of a run went well. */
  [WRITES](): readonly OutputFile[];
}

/** The files of every such construct of a tree. */
export function outputFiles(root: IConstruct): readonly OutputFile[] {
  return root.node.findAll().flatMap((c) => (isWriter(c) ? c[WRITES]() : []));
}

function isWriter(x: object): x is Writer {
  return WRITES in x;
}
