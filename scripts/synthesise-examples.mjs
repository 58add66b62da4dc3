// Synthesises every example into its own cdktf.out: node scripts/synthesise-examples.mjs [OUT], after a build.
// With OUT, the outputs go to OUT/<example> instead of examples/<example>/cdktf.out.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const [out] = process.argv.slice(2);
const examples = readdirSync("examples", { withFileTypes: true }).filter((entry) => entry.isDirectory());
let failed = 0;

for (const { name } of examples) {
  const outdir = out ? resolve(out, name) : resolve("examples", name, "cdktf.out");
  mkdirSync(dirname(outdir), { recursive: true });
  const run = spawnSync(process.execPath, [join("dist", "examples", name, "main.js")], {
    encoding: "utf8",
    env: { ...process.env, CDKTF_OUTDIR: outdir },
  });
  if (run.status === 0) console.log(`${name}: ${outdir}`);
  else console.error(`${name} failed:\n${run.stderr}`);
  failed += run.status === 0 ? 0 : 1;
}
process.exit(failed === 0 ? 0 : 1);
