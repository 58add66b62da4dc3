import { readFileSync } from "node:fs";
import { resilienceStacks } from "../../lib/pipelines/command";
import { planGuard } from "../../lib/plan-guard/command";
import { command } from "../support/command";

const { version, bin } = JSON.parse(readFileSync("package.json", "utf8"));

const COMMANDS = [
  ["plan-guard", planGuard, "--approvals", "no plan is given"],
  ["resilience-stacks", resilienceStacks, "--base", 'the command must be "changed" or "order", got nothing'],
] as const;

test("the package has no other command", () => {
  expect(Object.keys(bin).sort()).toEqual(COMMANDS.map(([name]) => name).sort());
});

describe.each(COMMANDS)("the command line of %s", (name, run, takesValue, nothing) => {
  const ran = (...args: readonly string[]) => {
    const texts: { out: string[]; err: string[] } = { out: [], err: [] };
    const code = run(args, {
      out: (text) => texts.out.push(text),
      err: (text) => texts.err.push(text),
      colour: false,
    });
    return { code, out: texts.out.join(""), err: texts.err.join("") };
  };
  const refused = (message: string) => ({
    code: 2,
    out: "",
    err: `[${name}] ${message}: see ${name} --help\n`,
  });

  test("explains itself, whatever else is said, and says each of its options", () => {
    const { code, out, err } = ran("--help", "a", "b", "c");
    expect([code, err, out.startsWith(`usage: ${name} `), out.endsWith("\n")]).toEqual([0, "", true, true]);
    expect(out).toContain("exit codes: 0 ");
    for (const option of ["--help", "--version", takesValue, "--markdown FILE"])
      expect(out).toMatch(new RegExp(`^ +${option}\\b`, "m"));
    expect(ran("-h")).toEqual({ code, out, err });
  });

  test("says the version of the package", () => {
    expect(ran("--version")).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });

  test("refuses what it does not understand, in one line and with the way to help", () => {
    expect(ran()).toEqual(refused(nothing));
    expect(ran("--colour")).toEqual(refused("Unknown option '--colour'"));
    expect(ran(takesValue)).toEqual(refused(`Option '${takesValue} <value>' argument missing`));
    expect(ran(takesValue, "--markdown")).toEqual(refused(`Option '${takesValue}' argument is ambiguous`));
    expect(ran("--version=1")).toEqual(refused("Option '--version' does not take an argument"));
  });

  test("is the same as a program, whose reader may stop reading", () => {
    const help = command(process.execPath, [bin[name], "--help"]);
    expect(help).toEqual(ran("--help"));
    const script = `${process.execPath} ${bin[name]} --help | true; exit \${PIPESTATUS[0]}`;
    expect(command("bash", ["--norc", "-c", script])).toEqual({ code: 0, out: "", err: "" });
  });
});
