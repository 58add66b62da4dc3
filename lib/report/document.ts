import type { OutputFile } from "../core/output-file";

/** A page for people that stands beside the report: a runbook, the plan of drills. */
export interface ReportDocument {
  /** Its first heading. */
  readonly title: string;
  /** From the report's folder: "../runbooks/restore-vm.md". */
  readonly href: string;
}

/** The Markdown pages among the files of a run, each by its first heading, in their order. */
export function documentsOf(files: readonly OutputFile[]): readonly ReportDocument[] {
  return files.flatMap(({ name, content }) => {
    const [, title] = /^# (.+)$/m.exec(content) ?? [];
    return name.endsWith(".md") && title !== undefined ? [{ title, href: `../${name}` }] : [];
  });
}
