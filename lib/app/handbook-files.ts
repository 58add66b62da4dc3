import { join } from "node:path";
import type { IConstruct } from "constructs";
import type { OutputFile } from "../core/output-file";
import { RUNBOOKS_FOLDER } from "../runbooks/runbooks-folder";

/** Runbooks, and the plan of drills and training, of what a tree protects. */
export function handbookFiles(root: IConstruct, outdir: string): readonly OutputFile[] {
  const { readEstate, runbookFiles } = runbooks();
  const estate = readEstate(root);
  const pages = runbookFiles(estate);
  const plan = readiness().planFiles(root, estate);
  const [index, ...others] = pages;
  if (!index) return plan;
  const place = join(outdir, RUNBOOKS_FOLDER, "README.md");
  const summary = [`Runbooks, and a plan of drills and training: ${place}`];
  return [{ ...index, summary }, ...others, ...plan];
}

/** Loaded when a run writes: a program that only defines constructs, or is refused, needs none of it. */
function runbooks(): typeof import("../runbooks") {
  return require("../runbooks");
}

function readiness(): typeof import("../readiness") {
  return require("../readiness");
}
