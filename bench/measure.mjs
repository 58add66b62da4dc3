// What the measurements share: processes of their own, in turn, and what each of them has used.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";

/** Runs Node.js; what it wrote, how long it took, and what it used: processor time says less about others' work. */
export function node(args, env = {}) {
  const start = performance.now();
  const run = spawnSync(process.execPath, ["-r", "./bench/usage.cjs", ...args], {
    encoding: "utf8",
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) throw new Error(`${args.join(" ")} failed:\n${run.stderr}`);
  return { ms: performance.now() - start, ...JSON.parse(run.output[3]), out: run.stdout };
}

/** Every kind in turn, so that whatever else the machine does hits all of them; the first round warms up. */
export function inTurn(kinds, repeats, { warmUp = true } = {}) {
  const runs = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
  for (let i = warmUp ? -1 : 0; i < repeats; i++)
    for (const [kind, run] of Object.entries(kinds)) {
      const result = run();
      if (i >= 0) runs[kind].push(result);
    }
  return runs;
}

export const least = (runs, key) => Math.min(...runs.map((run) => run[key]));
export const median = (runs, key) =>
  runs.map((run) => run[key]).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
export const round = (value, digits = 2) => Number(value.toFixed(digits));

const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;

/** What the figures depend on. */
export const versions = {
  node: process.version,
  cdktf: versionOf("cdktf"),
  constructs: versionOf("constructs"),
  "@cdktf/provider-azurerm": versionOf("@cdktf/provider-azurerm"),
  cores: cpus().length,
};
