// npm run bench [-- --json] [-- --quick]: what this library adds to cdktf's own time.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeBareContoso } from "./bare-contoso.mjs";
import { inTurn, least, median, node, round, versions } from "./measure.mjs";

const flags = new Set(process.argv.slice(2));
const quick = flags.has("--quick");
const work = mkdtempSync(join(tmpdir(), "bench-"));

/** The whole process, from nothing. */
function cold(repeats) {
  const outdir = join(work, "contoso");
  node(["dist/main.js"], { CDKTF_OUTDIR: outdir });
  const bare = join(work, "bare-contoso.cjs");
  writeBareContoso(outdir, bare);
  const runs = inTurn(
    {
      empty: () => node(["-e", "0"]),
      cdktf: () => node(["-e", 'require("cdktf")']),
      bare: () => node([bare], { CDKTF_OUTDIR: join(work, "bare") }),
      ours: () => node(["dist/main.js"], { CDKTF_OUTDIR: outdir }),
    },
    repeats,
  );
  const row = (name, key, of) => {
    const [empty, cdktf, bareMs, ours] = Object.values(runs).map((own) => of(own, key));
    const rounded = Object.entries({ empty, cdktf, bare: bareMs, ours }).map(([kind, ms]) => [
      kind,
      round(ms, 0),
    ]);
    return { measure: name, ...Object.fromEntries(rounded), "ours / bare": round(ours / bareMs) };
  };
  return [row("processor, least", "cpuMs", least), row("wall, median", "ms", median)];
}

/** Construction and synthesis within the process; processor time counts the collector of garbage, too. */
function scale(count, repeats) {
  const run = (kind) => () => {
    const outdir = join(work, `${kind === "floor" ? "ours" : kind}-${count}`);
    return JSON.parse(node(["bench/scale.cjs", kind, String(count), outdir]).out);
  };
  const { bare, ours, floor } = inTurn(
    { bare: run("bare"), ours: run("ours"), floor: run("floor") },
    repeats,
    { warmUp: false },
  );
  return {
    vms: count,
    bareMs: round(median(bare, "ms"), 0),
    oursMs: round(median(ours, "ms"), 0),
    floorMs: round(median(floor, "ms"), 0),
    ratio: round(median(ours, "ms") / median(bare, "ms")),
    bareCpuMs: round(least(bare, "cpuMs"), 0),
    oursCpuMs: round(least(ours, "cpuMs"), 0),
    cpuRatio: round(least(ours, "cpuMs") / least(bare, "cpuMs")),
    bareRssMb: round(median(bare, "rssMb"), 0),
    oursRssMb: round(median(ours, "rssMb"), 0),
    identical: ours[0].resources === bare[0].resources,
  };
}

try {
  const coldRuns = cold(quick ? 3 : 15);
  const sizes = (quick ? [100, 1000] : [100, 1000, 10000]).map((count) => scale(count, quick ? 1 : 3));
  const [large, middle] = [sizes.at(-1), sizes.at(-2)];
  const growth = {
    from: middle.vms,
    to: large.vms,
    times: round(large.oursMs / middle.oursMs, 1),
    cpuTimes: round(large.oursCpuMs / middle.oursCpuMs, 1),
  };
  if (flags.has("--json"))
    console.log(JSON.stringify({ versions, cold: coldRuns, scale: sizes, growth }, null, 2));
  else {
    console.table([versions]);
    console.log("\nCold run of the Contoso app, whole process, ms");
    console.table(coldRuns);
    console.log(
      "\nN backed-up and replicated VMs, construction and synthesis in one process: medians, least processor time",
    );
    console.table(sizes);
    console.log(
      `Growth from ${growth.from} to ${growth.to} VMs: ${growth.times} times (processor: ${growth.cpuTimes})`,
    );
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
