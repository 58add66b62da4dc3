import { join } from "node:path";
import type { IConstruct } from "constructs";
import type { OutputFile } from "../core/output-file";
import { documentsOf } from "./document";
import { reportMarkdown } from "./markdown";
import { reportPage } from "./page";
import { reportOf } from "./report";
import { REPORT_FOLDER } from "./report-folder";
import { reportJson } from "./report-json";

/** The report on a construct tree, for people, for repositories and for programs; it leads to the run's other pages. */
export function reportFiles(
  root: IConstruct,
  outdir: string,
  others: readonly OutputFile[],
): readonly OutputFile[] {
  const report = reportOf(root);
  const pages = documentsOf(others);
  const file = (name: string, content: string, summary: readonly string[] = []): OutputFile => ({
    name: `${REPORT_FOLDER}/${name}`,
    content,
    summary,
  });
  return [
    file("index.html", reportPage(report, pages), [`Report: ${join(outdir, REPORT_FOLDER, "index.html")}`]),
    file("report.md", reportMarkdown(report, pages)),
    file("report.json", reportJson(report)),
  ];
}
