import { join } from "node:path";
import type { IConstruct } from "constructs";
import type { OutputFile } from "../core/output-file";
import { count } from "../core/words";
import { recoveryObjectives, type VmObjectives } from "../objectives/recovery-objectives";

/** Beside the stacks: RPO and RTO of every VM, promised and provided. */
export const OBJECTIVES_FILE = "recovery-objectives.json";

/** The objectives of a tree as a file, one line for each VM, so that a difference between two runs can be read. */
export function objectivesFile(root: IConstruct, outdir: string): readonly OutputFile[] {
  const objectives = recoveryObjectives(root);
  if (objectives.length === 0) return [];
  const rows = objectives.map((row) => `    ${JSON.stringify(row)}`);
  const content = `{\n  "version": 1,\n  "vms": [\n${rows.join(",\n")}\n  ]\n}\n`;
  return [{ name: OBJECTIVES_FILE, content, summary: describeObjectives(objectives, outdir) }];
}

/** What a run says of the objectives, for the terminal; nothing where nothing is promised. */
function describeObjectives(objectives: readonly VmObjectives[], outdir: string): readonly string[] {
  const promised = objectives.filter((row) => row.promised !== undefined);
  if (promised.length === 0) return [];
  const those = (met: boolean | undefined) => promised.filter((row) => row.rpoMet === met).length;
  const unknown = those(undefined);
  const drilled = promised.filter((row) => row.rtoBasis === "drilled failover").length;
  const file = join(outdir, OBJECTIVES_FILE);
  return [
    `Recovery objectives of ${count(promised.length, "VM")}: RPO met by ${those(true)}, not by ${those(false)}${unknown > 0 ? `, not known of ${unknown}` : ""}; RTO drilled for ${drilled}; ${file}`,
  ];
}
