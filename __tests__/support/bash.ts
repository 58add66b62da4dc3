import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "./command";
import { temporaryFolder } from "./files";

/** What a program was called with; the program's name comes first. */
export type Call = readonly string[];

/** What a program answers to a call whose words, joined by blanks, match; the first that does. */
export type Answers = readonly (readonly [RegExp, string])[];

export interface BashRun {
  readonly code: number | null;
  readonly err: string;
  readonly calls: readonly Call[];
}

const STAND_IN = `#!${process.execPath}
const { appendFileSync, readFileSync } = require("node:fs");
const call = [require("node:path").basename(process.argv[1]), ...process.argv.slice(2)];
appendFileSync(process.env.CALLS, JSON.stringify(call) + "\\n");
const answers = JSON.parse(readFileSync(process.env.ANSWERS, "utf8"));
const [, answer = "{}"] = answers.find(([pattern]) => new RegExp(pattern).test(call.join(" "))) ?? [];
process.stdout.write(answer + "\\n");
`;

/** Runs a script in Bash, which stops at its first error; stand-ins write down what the named programs are called with. */
export function runBash(script: string, programs: readonly string[], answers: Answers): BashRun {
  const cwd = temporaryFolder();
  for (const program of programs) {
    writeFileSync(join(cwd, program), STAND_IN);
    chmodSync(join(cwd, program), 0o755);
  }
  const files = { CALLS: join(cwd, "calls"), ANSWERS: join(cwd, "answers.json") };
  writeFileSync(files.ANSWERS, JSON.stringify(answers.map(([pattern, answer]) => [pattern.source, answer])));
  const env = { ...files, PATH: `${cwd}:${process.env.PATH}` };
  const { code, err } = command("bash", ["--norc", "-euo", "pipefail", "-c", script], { cwd, env });
  const lines = existsSync(files.CALLS) ? readFileSync(files.CALLS, "utf8").trim().split("\n") : [];
  return { code, err, calls: lines.map((line) => JSON.parse(line)) };
}

/** What follows a flag of a call. */
export function flag(call: Call, name: string): string | undefined {
  const index = call.indexOf(name);
  return index < 0 ? undefined : call[index + 1];
}
