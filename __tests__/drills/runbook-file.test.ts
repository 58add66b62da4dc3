import { existsSync } from "node:fs";
import { runbookScript, SETTINGS_LINE } from "../../lib/drills/runbook-content";
import { command } from "../support/command";
import { PYTHON } from "./run-runbook";

const SCRIPT = "lib/drills/test-failover-drill.py";

/** What a line of Python says of the script. */
const python = (code: string) =>
  command(PYTHON, ["-c", `import ast, sys\nsource = open("${SCRIPT}").read()\n${code}`]);

describe("the runbook's script", () => {
  test("is valid for Python 3.8, the oldest that Azure Automation has", () => {
    expect(python("compile(ast.parse(source, feature_version=(3, 8)), 'runbook', 'exec')")).toEqual({
      code: 0,
      out: "",
      err: "",
    });
  });

  test("imports modules of the standard library alone: nothing has to be put into the account", () => {
    const { out } = python(
      [
        "nodes = list(ast.walk(ast.parse(source)))",
        "names = [a.name for n in nodes if isinstance(n, ast.Import) for a in n.names]",
        "names += [n.module for n in nodes if isinstance(n, ast.ImportFrom)]",
        "print(' '.join(sorted(set(names))))",
      ].join("\n"),
    );
    expect(out.trim()).toBe(
      "datetime http.client json os signal time urllib.error urllib.parse urllib.request",
    );
  });

  test("has nothing that Terraform would take for a template, and one line for its settings", () => {
    const script = runbookScript();
    expect(script).not.toMatch(/[$%]\{/);
    expect(script.match(new RegExp(SETTINGS_LINE, "gm"))).toHaveLength(1);
  });

  test("writes nothing to standard error, which Azure Automation does not show", () => {
    expect(runbookScript()).not.toContain("stderr");
  });

  test("is part of the compiled library, where it is read from", () => {
    expect(existsSync("dist/lib/drills/test-failover-drill.py")).toBe(true);
    const read = `process.stdout.write(require("./dist/lib/drills/runbook-content.js").runbookScript())`;
    expect(command(process.execPath, ["-e", read]).out).toBe(runbookScript());
  });
});
