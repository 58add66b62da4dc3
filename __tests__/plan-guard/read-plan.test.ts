import { readPlan, UnreadablePlan } from "../../lib/plan-guard";
import { command } from "../support/command";
import { temporaryFile } from "../support/files";

const SHOW = "write it with terraform show -json PLANFILE > plan.json";
const bytes = (text: string) => new TextEncoder().encode(text);
const PLAN = { format_version: "1.2", resource_changes: [] };

function refusalOf(content: string | Uint8Array): string {
  try {
    readPlan(typeof content === "string" ? bytes(content) : content, "plan.json");
  } catch (error) {
    if (UnreadablePlan.isUnreadablePlan(error)) return (error as Error).message;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("a file that is no plan is never taken for one without changes", () => {
  test.each([
    ["is empty", ""],
    ["has blanks alone", " \n"],
  ])("when it %s", (_, text) => {
    expect(refusalOf(text)).toBe(`[plan.json] is empty: ${SHOW}`);
  });

  test.each([
    ["a state file", { version: 4, lineage: "x", serial: 1, resources: [] }, "a state file"],
    [
      "a state that terraform show wrote",
      { format_version: "1.0", values: {} },
      "a state, of terraform show without a plan",
    ],
    ["schemas", { format_version: "1.0", provider_schemas: {} }, "the providers' schemas"],
    [
      "the answer of validate",
      { format_version: "1.0", valid: true, diagnostics: [] },
      "the answer of terraform validate",
    ],
    ["a configuration", { terraform: {}, resource: {} }, "a configuration"],
    ["the log of a plan", { "@level": "info", "@message": "x" }, "the log of terraform plan -json"],
  ])("when it is %s", (_, content, what) => {
    expect(refusalOf(JSON.stringify(content))).toBe(`[plan.json] is ${what}, not a plan: ${SHOW}`);
  });

  test("when it is a list, a number or null", () => {
    expect(refusalOf("[]")).toBe(`[plan.json] is a list, and a plan is an object: ${SHOW}`);
    expect(refusalOf("1")).toBe(`[plan.json] is no plan: ${SHOW}`);
    expect(refusalOf("null")).toBe(`[plan.json] is no plan: ${SHOW}`);
  });

  test("when it has no format version, or another than 1.x", () => {
    expect(refusalOf("{}")).toBe(`[plan.json] has no format_version, so it is no plan: ${SHOW}`);
    expect(refusalOf(JSON.stringify({ ...PLAN, format_version: "2.0" }))).toBe(
      '[plan.json] has the format version "2.0", and this guard reads 1.x: use a newer version of cdktf-azure-resilience',
    );
  });

  test("when the run that made it failed, since it is not whole", () => {
    expect(refusalOf(JSON.stringify({ ...PLAN, errored: true }))).toBe(
      "[plan.json] is of a run that failed, and so not whole: mend the plan first",
    );
  });

  test("when it has a version, and neither changes nor values", () => {
    expect(refusalOf('{"format_version":"1.2"}')).toBe(`[plan.json] is no plan: ${SHOW}`);
  });

  test.each([
    ["no list", {}],
    ["a list of something else", [{}]],
    ["a change without actions", [{ address: "a", type: "t", change: { actions: [] } }]],
    [
      "a change whose values are a text",
      [{ address: "a", type: "t", change: { actions: ["update"], before: "x" } }],
    ],
  ])("when its changes are %s", (_, resource_changes) => {
    expect(refusalOf(JSON.stringify({ ...PLAN, resource_changes }))).toBe(
      `[plan.json] has resource_changes that are no list of changes, so it is no plan of Terraform: ${SHOW}`,
    );
  });

  test("when it is in Terraform's own format, which is a ZIP file", () => {
    expect(refusalOf(new Uint8Array([0x50, 0x4b, 3, 4]))).toBe(
      `[plan.json] is a plan in Terraform's own format, which only Terraform reads: ${SHOW}`,
    );
  });

  test.each([
    ["little", [0xff, 0xfe, 0x7b, 0]],
    ["big", [0xfe, 0xff, 0, 0x7b]],
  ])("when it is UTF-16, %s end first, as PowerShell writes it", (_, content) => {
    expect(refusalOf(new Uint8Array(content))).toBe(
      "[plan.json] is UTF-16, as PowerShell's > writes it: write UTF-8, with Out-File -Encoding utf8",
    );
  });

  test("and a byte order mark of UTF-8 is no part of it", () => {
    expect(readPlan(bytes(`\uFEFF${JSON.stringify(PLAN)}`), "plan.json")).toEqual(PLAN);
  });
});

test("every part of a plan that is cut off is refused, wherever it ends", () => {
  const whole = JSON.stringify({
    ...PLAN,
    resource_changes: [
      {
        address: "azurerm_backup_policy_vm.a",
        mode: "managed",
        type: "azurerm_backup_policy_vm",
        name: "a",
        change: { actions: ["update"], before: { retention_daily: [{ count: 30 }] }, after: {} },
      },
    ],
  });
  const taken = Array.from({ length: whole.length }, (_, end) => end).filter((end) => {
    try {
      readPlan(bytes(whole.slice(0, end)), "plan.json");
      return true;
    } catch (error) {
      if (UnreadablePlan.isUnreadablePlan(error)) return false;
      throw error;
    }
  });
  expect(taken).toEqual([]);
});

describe("the command ends with code 2", () => {
  const run = (...args: readonly string[]) =>
    command(process.execPath, ["dist/lib/plan-guard/cli.js", ...args]);

  test("when one of several plans cannot be read, and says so of each, on standard error", () => {
    const good = temporaryFile("good.json", JSON.stringify(PLAN));
    const bad = temporaryFile("bad.json", "{");
    const { code, out, err } = run(good, bad, "missing.json");
    expect([code, out]).toEqual([2, ""]);
    expect(err.split("\n").filter(Boolean)).toEqual([
      expect.stringContaining(`[${bad}] is not JSON, or only a part of it (`),
      expect.stringContaining("[missing.json] cannot be read: ENOENT: no such file or directory"),
    ]);
  });

  test.each([
    [[], "[plan-guard] no plan is given: see plan-guard --help"],
    [["--jsno", "p.json"], "[plan-guard] Unknown option '--jsno': see plan-guard --help"],
    [
      ["--today", "soon", "p.json"],
      '[plan-guard] --today must be a day such as "2027-01-31", got "soon": see plan-guard --help',
    ],
  ])("when the command line is %j", (args, message) => {
    expect(run(...args)).toEqual({ code: 2, out: "", err: `${message}\n` });
  });
});
