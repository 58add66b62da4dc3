import { App, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Problem } from "../core/configuration-error";
import { findingsIn } from "../core/findings";
import type { OutputFile } from "../core/output-file";
import { countsOf } from "./counts";
import { tierRowsOf } from "./summary";

/** The version of what is printed: another one when a key changes or goes. */
const VERSION = 1;

/** What a run did, for programs. */
export function jsonSummary(root: IConstruct, written: readonly OutputFile[]): string {
  const all = root.node.findAll();
  const counts = countsOf(all).map(({ noun, count }) => [camel(noun), count]);
  return json({
    version: VERSION,
    written: true,
    outdir: App.isApp(root) ? root.outdir : undefined,
    counts: Object.fromEntries(counts),
    tiers: [...tierRowsOf(all)].map(([tier, row]) => ({ tier, ...row })),
    findings: findingsIn(root),
    stacks: all.filter(TerraformStack.isStack).map(({ node }) => node.id),
    files: written.map(({ name }) => name),
    problems: [],
  });
}

/** Why a run wrote nothing, for programs. */
export function jsonRefusal(problems: readonly Problem[], guides: readonly string[]): string {
  return json({ version: VERSION, written: false, problems, guides });
}

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

/** "protected VMs" → "protectedVms" */
function camel(noun: string): string {
  const [first = "", ...rest] = noun.toLowerCase().split(" ");
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
