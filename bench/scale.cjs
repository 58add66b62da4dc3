// One measurement in a process of its own: node bench/scale.cjs ours|bare|floor COUNT OUTDIR
const { createHash } = require("node:crypto");
const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const [kind, count, outdir] = process.argv.slice(2);
const stacks = () => readdirSync(join(outdir, "stacks")).sort();
const read = (stack) => JSON.parse(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8"));

function time(run) {
  const [start, before] = [performance.now(), process.cpuUsage()];
  run();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - start, cpuMs: (user + system) / 1000 };
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
  return time(() => {
    const { App, define } = require(`./${kind}.cjs`);
    const app = new App({ outdir });
    define(app, Number(count));
    app.synth();
  });
}

const taken = kind === "floor" ? floor() : program();
const { maxRSS } = process.resourceUsage();
const hash = createHash("sha256");
for (const stack of stacks()) hash.update(JSON.stringify(read(stack).resource));
console.log(JSON.stringify({ ...taken, rssMb: maxRSS / 1024, resources: hash.digest("hex").slice(0, 16) }));
