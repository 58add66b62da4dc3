// npm run bench [-- --json] [-- --quick]: what this library adds to cdktf's own time.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeBareContoso } from "./bare-contoso.mjs";

const flags = new Set(process.argv.slice(2));
const quick = flags.has("--quick");
const work = mkdtempSync(join(tmpdir(), "bench-"));

function node(args, env = {}) {
  const start = performance.now();
  const run = spawnSync(process.execPath, args, { encoding: "utf8", env: { ...process.env, ...env } });
  if (run.status !== 0) throw new Error(`${args.join(" ")} failed:\n${run.stderr}`);
  return { ms: performance.now() - start, out: run.stdout };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value, digits = 2) => Number(value.toFixed(digits));

/** Both programs in turn, so that whatever else the machine does hits both. */
function cold(repeats) {
  const outdir = join(work, "contoso");
  node(["dist/main.js"], { CDKTF_OUTDIR: outdir });
  const bare = join(work, "bare-contoso.cjs");
  writeBareContoso(outdir, bare);
  const times = { empty: [], bare: [], ours: [] };
  for (let i = 0; i <= repeats; i++) {
    const runs = {
      empty: node(["-e", "0"]),
      bare: node([bare], { CDKTF_OUTDIR: join(work, "bare") }),
      ours: node(["dist/main.js"], { CDKTF_OUTDIR: outdir }),
    };
    for (const [kind, { ms }] of Object.entries(runs)) if (i > 0) times[kind].push(ms);
  }
  const [empty, bareMs, ours] = [times.empty, times.bare, times.ours].map(median);
  return {
    emptyMs: round(empty, 0),
    bareMs: round(bareMs, 0),
    oursMs: round(ours, 0),
    ratio: round(ours / bareMs),
  };
}

function scale(count, repeats) {
  const runs = { bare: [], ours: [], floor: [] };
  for (let i = 0; i < repeats; i++) {
    for (const kind of Object.keys(runs)) {
      const outdir = join(work, `${kind === "floor" ? "ours" : kind}-${count}`);
      runs[kind].push(JSON.parse(node(["bench/scale.cjs", kind, String(count), outdir]).out));
    }
  }
  const of = (kind, key) => median(runs[kind].map((run) => run[key]));
  return {
    vms: count,
    bareMs: round(of("bare", "ms"), 0),
    oursMs: round(of("ours", "ms"), 0),
    floorMs: round(of("floor", "ms"), 0),
    ratio: round(of("ours", "ms") / of("bare", "ms")),
    bareRssMb: round(of("bare", "rssMb"), 0),
    oursRssMb: round(of("ours", "rssMb"), 0),
    identical: runs.ours[0].resources === runs.bare[0].resources,
  };
}

try {
  const coldRun = cold(quick ? 3 : 9);
  const sizes = (quick ? [100, 1000] : [100, 1000, 10000]).map((count) => scale(count, quick ? 1 : 3));
  const [large, middle] = [sizes.at(-1), sizes.at(-2)];
  const growth = { from: middle.vms, to: large.vms, times: round(large.oursMs / middle.oursMs, 1) };
  const result = { node: process.version, cold: coldRun, scale: sizes, growth };
  if (flags.has("--json")) console.log(JSON.stringify(result, null, 2));
  else {
    console.log(`Node ${process.version}`);
    console.log("\nCold run of the Contoso app (whole process, median)");
    console.table([coldRun]);
    console.log(
      "\nSynthesis of N backed-up and replicated VMs (construction and synth in one process, median)",
    );
    console.table(sizes);
    console.log(`Growth from ${growth.from} to ${growth.to} VMs: ${growth.times} times`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
