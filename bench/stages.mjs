// npm run bench:stages [-- --json] [-- --quick]: where the time and the memory of a large estate go, stage by stage.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeInventory } from "./inventory.mjs";
import { inTurn, least, node, round, versions } from "./measure.mjs";

const flags = new Set(process.argv.slice(2));
const [small, large, rowsOf, repeats] = flags.has("--quick") ? [200, 2000, 2000, 1] : [1000, 10000, 20000, 3];
const work = mkdtempSync(join(tmpdir(), "stages-"));
const folderOf = (vms) => join(work, `inventory-${vms}`);
const outdirOf = (vms) => join(work, `out-${vms}`);

const stagesOf = (vms, last) => () =>
  JSON.parse(node(["bench/stages.cjs", folderOf(vms), outdirOf(vms), ...(last ? [last] : [])]).out);

/** The least of each stage over the runs. */
const leastOf = (runs) =>
  runs[0].map(({ stage }, i) => {
    const own = runs.map((run) => run[i]);
    return { stage, cpuMs: least(own, "cpuMs"), ms: least(own, "ms"), rssMb: least(own, "rssMb") };
  });

function sum(stages) {
  const total = (key) => stages.reduce((all, one) => all + one[key], 0);
  return {
    stage: "all",
    cpuMs: total("cpuMs"),
    ms: total("ms"),
    rssMb: Math.max(...stages.map((s) => s.rssMb)),
  };
}

/** How many resources the stacks have. */
function sizesOf(vms) {
  const folder = join(outdirOf(vms), "stacks");
  const sizes = readdirSync(folder).map((id) => {
    const { resource = {} } = JSON.parse(readFileSync(join(folder, id, "cdk.tf.json"), "utf8"));
    return Object.values(resource).reduce((all, named) => all + Object.keys(named).length, 0);
  });
  sizes.sort((a, b) => a - b);
  return {
    vms,
    stacks: sizes.length,
    smallest: sizes[0],
    middle: sizes[sizes.length >> 1],
    largest: sizes.at(-1),
  };
}

try {
  const rows = writeInventory(rowsOf, folderOf(rowsOf));
  for (const vms of [small, large]) if (vms !== rowsOf) writeInventory(vms, folderOf(vms));
  const runs = inTurn({ small: stagesOf(small), large: stagesOf(large) }, repeats, { warmUp: false });
  const [few, many] = [runs.small, runs.large].map(leastOf).map((stages) => [...stages, sum(stages)]);
  const table = many.map((stage, i) => ({
    stage: stage.stage,
    [`cpuMs, ${small} VMs`]: round(few[i].cpuMs, 0),
    [`cpuMs, ${large} VMs`]: round(stage.cpuMs, 0),
    growth: round(stage.cpuMs / few[i].cpuMs, 1),
    [`ms, ${large} VMs`]: round(stage.ms, 0),
    [`MB, ${large} VMs`]: round(stage.rssMb, 0),
  }));
  const planned = inTurn({ rows: stagesOf(rowsOf, "tiers and policies") }, repeats, { warmUp: false });
  const { ms, cpuMs, rssMb } = sum(leastOf(planned.rows));
  const reading = { rows, vms: rowsOf, ms: round(ms, 0), cpuMs: round(cpuMs, 0), rssMb: round(rssMb, 0) };
  const sizes = [small, large].map(sizesOf);
  if (flags.has("--json")) console.log(JSON.stringify({ versions, stages: table, sizes, reading }, null, 2));
  else {
    console.table([versions]);
    console.log(`\nStages of a run, the least of ${repeats}; memory is the largest so far`);
    console.table(table);
    console.log("\nResources in a stack");
    console.table(sizes);
    console.log("\nRead, joined, placed in vaults and under policies");
    console.table([reading]);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
