import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { planGuard } from "../../lib/plan-guard/command";
import { temporaryFolder } from "../support/files";
import { change, plan } from "./plans";

const CLI = join(__dirname, "../../dist/lib/plan-guard/cli.js");

function planFile(items: number): string {
  const file = join(temporaryFolder(), "plan.json");
  const item = change("azurerm_backup_protected_vm", { id: "/item" }, null);
  writeFileSync(file, JSON.stringify(plan(...Array.from({ length: items }, () => item))));
  return file;
}

test("a summary that cannot be written is no refusal of the plan: code 2, and one line", () => {
  const summary = join(temporaryFolder(), "no", "summary.md");
  const [out, err]: [string[], string[]] = [[], []];
  const code = planGuard(["--markdown", summary, planFile(0)], {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    colour: false,
  });
  expect({ code, out, err }).toEqual({
    code: 2,
    out: [],
    err: [`[${summary}] cannot be written: ENOENT: no such file or directory\n`],
  });
});

test("who stops reading the report gets its code, and no stack trace", () => {
  const script = `node ${CLI} ${planFile(20_000)} | true; exit \${PIPESTATUS[0]}`;
  const { status, stderr } = spawnSync("bash", ["--norc", "-c", script], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
});
