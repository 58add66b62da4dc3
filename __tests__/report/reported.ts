import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Report, ResilienceApp } from "../../lib";
import { app } from "../support/command";
import { temporaryFolder } from "../support/files";
import { run } from "../support/run";

/** The three files of a report. */
export interface Reported {
  readonly outdir: string;
  readonly report: Report;
  readonly page: string;
  readonly markdown: string;
  readonly summary: string;
}

/** What a program's report says, in all its forms. */
export function reported(define: (app: ResilienceApp) => void): Reported {
  const { outdir, summary } = run(define, undefined, true);
  return readReport(outdir, summary);
}

/** The report of the compiled Contoso app. */
export function contosoReport(args: readonly string[] = []): Reported {
  const outdir = join(temporaryFolder(), "cdktf.out");
  const { out, err } = app(args, outdir);
  if (err) throw new Error(err);
  return readReport(outdir, out);
}

function readReport(outdir: string, summary: string): Reported {
  const read = (name: string) => readFileSync(join(outdir, "report", name), "utf8");
  const report = JSON.parse(read("report.json"));
  return { outdir, report, page: read("index.html"), markdown: read("report.md"), summary };
}
