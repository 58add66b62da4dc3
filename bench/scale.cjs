// One measurement in a process of its own: node bench/scale.cjs ours|bare|floor COUNT OUTDIR
const { createHash } = require("node:crypto");
const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const [kind, count, outdir] = process.argv.slice(2);
const stacks = () => readdirSync(join(outdir, "stacks")).sort();
const read = (stack) => JSON.parse(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8"));

function time(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function floor() {
  const jsons = stacks().map(read);
  const target = join(outdir, "floor");
  mkdirSync(target, { recursive: true });
  return time(() => {
    for (const [i, json] of jsons.entries()) {
      writeFileSync(join(target, `${i}.json`), JSON.stringify(json, null, 2));
    }
  });
}

function program() {
  const { App, define } = require(`./${kind}.cjs`);
  const app = new App({ outdir });
  const ms = time(() => {
    define(app, Number(count));
    app.synth();
  });
  return ms;
}

const ms = kind === "floor" ? floor() : program();
const { maxRSS } = process.resourceUsage();
const hash = createHash("sha256");
for (const stack of stacks()) hash.update(JSON.stringify(read(stack).resource));
console.log(JSON.stringify({ ms, rssMb: maxRSS / 1024, resources: hash.digest("hex").slice(0, 16) }));
