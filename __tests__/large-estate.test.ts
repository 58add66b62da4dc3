import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Estate, type ResilienceApp, VmInventory } from "../lib";
import { contosoTiers } from "../policies";
import { command } from "./support/command";
import { temporaryFolder } from "./support/files";
import { readStacks, run } from "./support/run";

/** An inventory as the measurements make it. */
function generate(vms: number, seed: number): string {
  const folder = temporaryFolder();
  const { code, err } = command(process.execPath, ["bench/inventory.mjs", String(vms), folder, String(seed)]);
  expect([code, err]).toEqual([0, ""]);
  return folder;
}

const textOf = (folder: string) =>
  readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));

const sizeOf = (stack: Record<string, unknown>) =>
  Object.values((stack.resource ?? {}) as Record<string, object>).flatMap((named) => Object.keys(named))
    .length;

const LARGE = generate(400, 1);

describe("the inventory of the measurements", () => {
  test("is the same for the same seed, so that two runs compare, and another for another", () => {
    const [one, same, other] = [generate(40, 7), generate(40, 7), generate(40, 8)].map(textOf);
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
  });

  test("has pages as Azure gives them, and every VM with its disks and its network interface", () => {
    expect(readdirSync(LARGE).length).toBeGreaterThan(1);
    const { vms, notes } = VmInventory.fromResourceGraph(LARGE);
    expect([vms.length, notes]).toEqual([400, []]);
    expect(
      vms.filter(
        ({ disks, networkInterfaces }) =>
          disks.some((disk) => !disk.inventoried) || !networkInterfaces[0]?.networkId,
      ),
    ).toEqual([]);
  });
});

describe("the stacks of a large estate", () => {
  const define = (vmsPerVault: number) => (app: ResilienceApp) => {
    const inventory = VmInventory.fromResourceGraph(LARGE);
    const estate = new Estate(app, "Contoso", {
      organisation: "contoso",
      homeRegion: "australiaeast",
      inventory,
    });
    estate.createVaults({ vmsPerVault });
    estate.createBackupPolicies(contosoTiers);
    estate.protectVirtualMachines();
  };
  const sizes = (vmsPerVault: number) => Object.values(run(define(vmsPerVault)).stacks).map(sizeOf);

  test.each([50, 100])("have no more resources than a vault of %i VMs and its policies", (vmsPerVault) => {
    // a vault, its group, and at most two policies for each of the four tiers
    expect(Math.max(...sizes(vmsPerVault))).toBeLessThanOrEqual(vmsPerVault + 10);
    expect(Math.max(...sizes(vmsPerVault))).toBeGreaterThan(vmsPerVault / 2);
  });

  test("are more of them where each is smaller", () => {
    expect(sizes(50).length).toBeGreaterThan(sizes(100).length);
  });
});

test("the measurement of the stages goes through a whole run, and says what each stage took", () => {
  const outdir = temporaryFolder();
  const { code, out, err } = command(process.execPath, ["bench/stages.cjs", LARGE, outdir]);
  expect([code, err]).toEqual([0, ""]);
  const stages: { stage: string; cpuMs: number; rssMb: number }[] = JSON.parse(out);
  expect(stages.map(({ stage }) => stage.split(/[:,]/)[0])).toEqual([
    "inventory",
    "vaults",
    "tiers and policies",
    "protected VMs",
    "replicated VMs",
    "monitoring",
    "stacks",
    "checks",
    "files",
    "publish",
  ]);
  expect(stages.filter(({ cpuMs, rssMb }) => !(cpuMs > 0 && rssMb > 0))).toEqual([]);
  expect(Object.keys(readStacks(outdir)).length).toBeGreaterThan(5);
}, 60_000);
