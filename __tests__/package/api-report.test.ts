import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "../support/command";
import { temporaryFolder } from "../support/files";

const report = (...args: string[]) => command(process.execPath, ["scripts/api-report.mjs", ...args]);

/** The reports, of which one has another line. */
function changedReports(name: string, change: (text: string) => string): string {
  const folder = temporaryFolder();
  cpSync("api", folder, { recursive: true });
  const file = join(folder, `${name}.api.md`);
  writeFileSync(file, change(readFileSync(file, "utf8")));
  return folder;
}

test("the public API is what the reports in api/ say: a change is agreed to by npm run api:update", () => {
  expect(report()).toEqual({ code: 0, out: "", err: "" });
}, 120_000);

test("a function that is gone fails the check, with the line that programs would miss", () => {
  const reports = changedReports("plan-guard", (text) =>
    text.replace("function readPlan(", "function readPlans("),
  );
  const { code, err } = report("plan-guard", "--reports", reports);
  expect(code).toBe(1);
  expect(err).toContain("The public API of plan-guard is not what ");
  expect(err).toContain(
    "\n-export function readPlans(bytes: Uint8Array, file: string): TerraformPlan;\n+export function readPlan(bytes: Uint8Array, file: string): TerraformPlan;\n",
  );
}, 60_000);

test("a field fewer in a type that no index exports fails it too: programs write such values without naming the type", () => {
  const reports = changedReports("testing", (text) =>
    text.replace("    readonly message: () => string;\n", ""),
  );
  expect(report("testing", "--reports", reports).err).toContain("\n+    readonly message: () => string;\n");
}, 60_000);

test("a report that is missing is not taken as agreed to", () => {
  expect(report("plan-guard", "--reports", temporaryFolder())).toEqual({
    code: 1,
    out: "",
    err: expect.stringMatching(/plan-guard\.api\.md is missing: npm run api:update writes it\n$/),
  });
}, 60_000);

test("an entry that does not exist is refused with those that do", () => {
  expect(report("plan-gaurd").err).toBe(
    "no entry plan-gaurd: the entries are index, policies, plan-guard, testing\n",
  );
});
