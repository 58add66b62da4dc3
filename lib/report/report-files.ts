import { join } from "node:path";
import type { IConstruct } from "constructs";
import type { OutputFile } from "../core/output-file";
import { reportMarkdown } from "./markdown";
import { reportPage } from "./page";
import { reportOf } from "./report";
import { REPORT_FOLDER } from "./report-folder";
import { reportJson } from "./report-json";

/** The report on a construct tree, for people, for repositories and for programs. */
export function reportFiles(root: IConstruct, outdir: string): readonly OutputFile[] {
  const report = reportOf(root);
  const file = (name: string, content: string, summary: readonly string[] = []): OutputFile => ({
    name: `${REPORT_FOLDER}/${name}`,
    content,
    summary,
  });
  return [
    file("index.html", reportPage(report), [`Report: ${join(outdir, REPORT_FOLDER, "index.html")}`]),
    file("report.md", reportMarkdown(report)),
    file("report.json", reportJson(report)),
  ];
}
