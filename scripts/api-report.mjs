// The public API as text, for reviews: node scripts/api-report.mjs [ENTRY...] [--update] [--reports FOLDER], after a build.
// Says what differs from the reports in api/ and exits with 1, or writes them anew with --update.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";

/** What a program can import, but for folders of the library, which hold no more than the first of them. */
const ENTRIES = {
  index: "dist/lib/index.d.ts",
  policies: "dist/policies/index.d.ts",
  "plan-guard": "dist/lib/plan-guard/index.d.ts",
  testing: "dist/lib/testing/index.d.ts",
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { update: { type: "boolean" }, reports: { type: "string", default: "api" } },
});
const unknown = positionals.filter((name) => !(name in ENTRIES));
if (unknown.length > 0) {
  console.error(`no entry ${unknown.join(", ")}: the entries are ${Object.keys(ENTRIES).join(", ")}`);
  process.exit(1);
}
const names = positionals.length > 0 ? positionals : Object.keys(ENTRIES);
const folder = mkdtempSync(join(tmpdir(), "api-"));
try {
  process.exitCode = names.map(judge).every(Boolean) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Is the report of an entry as it was, or is it now? */
function judge(name) {
  const agreed = resolve(values.reports, `${name}.api.md`);
  const found = report(name);
  const text = readFileSync(found, "utf8");
  if (values.update) writeFileSync(agreed, text);
  if (!existsSync(agreed)) {
    console.error(`${values.reports}/${name}.api.md is missing: npm run api:update writes it`);
    return false;
  }
  if (readFileSync(agreed, "utf8") === text) return true;
  const diff = spawnSync("git", ["diff", "--no-index", "--no-color", "-U1", agreed, found], {
    encoding: "utf8",
  });
  const changes = diff.stdout.split("\n").slice(4).join("\n");
  console.error(
    `The public API of ${name} is not what ${values.reports}/${name}.api.md says:\n${changes}` +
      "A removed or changed line can break programs: see CONTRIBUTING.md, Versions. If it is meant, npm run api:update",
  );
  return false;
}

function report(name) {
  const entry = resolve(ENTRIES[name]);
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: process.cwd(),
      mainEntryPointFilePath: entry,
      compiler: {
        overrideTsconfig: { extends: resolve("tsconfig.build.json"), files: [entry], include: [] },
      },
      apiReport: {
        enabled: true,
        // types that a signature uses and no index exports are part of what programs are written against
        includeForgottenExports: true,
        reportFileName: `${name}.api.md`,
        reportFolder: folder,
        reportTempFolder: folder,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      newlineKind: "lf",
    },
    packageJsonFullPath: resolve("package.json"),
  });
  Extractor.invoke(config, { localBuild: true, messageCallback: tell });
  return join(folder, `${name}.api.md`);
}

/** What the compiler has against the declarations is said; advice on doc comments, and on the files written, is not. */
function tell(message) {
  message.handled = true;
  if (message.category === "Compiler" && message.logLevel !== ExtractorLogLevel.None)
    console.error(message.text);
}
