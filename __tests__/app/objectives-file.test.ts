import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promiseObjective, type ResilienceApp, ResilienceStack } from "../../lib";
import { replicating } from "../estate/define-recovery";
import { temporaryFolder } from "../support/files";
import { vmRows } from "../support/rows";
import { estate, everything, run, TIERS } from "../support/run";
import { refusal, SUBSCRIPTION } from "../support/synthesise";
import { vmId } from "../support/vms";

const FILE = "recovery-objectives.json";
const NAMED = { subscriptions: { prod: SUBSCRIPTION } };
const output = () => join(temporaryFolder(), "cdktf.out");
const id = (name: string) =>
  `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/${name}`;
const rows = [
  ...vmRows("web", { tags: { Criticality: "Bronze" } }),
  ...vmRows("DB", { tags: { Criticality: "Gold" } }),
  ...vmRows("untagged", { tags: {} }),
];
const textOf = (folder: string) => readFileSync(join(folder, FILE), "utf8");

describe("the file of recovery objectives", () => {
  test("has a line for each VM that is promised something, in the order of their ids", () => {
    const { outdir, summary } = run(estate(rows, everything, NAMED));
    const db = {
      vmId: id("db"),
      name: "DB",
      promised: { tier: "Gold", rpoMinutes: 240, rtoMinutes: 120 },
      backup: { policy: "Gold databases", rpoMinutes: 240 },
      replication: {
        targetRegion: "centralindia",
        rpoMinutes: 5,
        appConsistentMinutes: 240,
        retentionMinutes: 1440,
        plans: ["rp-contoso-gold-prod-australiaeast"],
        drills: [],
      },
      rpoMet: true,
      rtoBasis: "failover, never drilled",
    };
    const web = {
      vmId: id("web"),
      name: "web",
      promised: { tier: "Bronze", rpoMinutes: 1440, rtoMinutes: 1440 },
      backup: { policy: "Bronze everything else", rpoMinutes: 1440 },
      rpoMet: true,
      rtoBasis: "restore of a backup",
    };
    expect(JSON.parse(textOf(outdir))).toEqual({ version: 1, vms: [db, web] });
    expect(textOf(outdir).split("\n")).toHaveLength(8);
    expect(summary).toContain(
      `\n\nRecovery objectives of 2 VMs: RPO met by 2, not by 0; RTO drilled for 0; ${join(outdir, FILE)}\n`,
    );
  });

  test("is the same whatever the order of the inventory", () => {
    const text = (given: typeof rows) => textOf(run(estate(given, everything, NAMED)).outdir);
    expect(text([...rows].reverse())).toBe(text(rows));
  });

  test("has a promise that nothing keeps, and says so on the terminal", () => {
    const overrides = { DB: { recovery: {} } };
    const use = (e: Parameters<typeof everything>[0]) => {
      e.createVaults();
      e.createBackupPolicies(TIERS);
    };
    const { outdir, summary } = run(estate(rows, use, { ...NAMED, overrides }));
    const { vms } = JSON.parse(textOf(outdir));
    expect(vms.map((vm: { rpoMet: boolean; rtoBasis: string }) => [vm.rpoMet, vm.rtoBasis])).toEqual([
      [false, "nothing"],
      [false, "nothing"],
    ]);
    expect(summary).toContain("RPO met by 0, not by 2; RTO drilled for 0;");
  });

  test("leaves exempt VMs out, which are promised nothing", () => {
    const overrides = { DB: { exempt: "goes in March" }, web: { exempt: "goes, too" } };
    const { outdir, summary } = run(estate(rows, everything, { ...NAMED, overrides }));
    expect(existsSync(join(outdir, FILE))).toBe(false);
    expect(summary).not.toContain("Recovery objectives");
  });

  test("stays as it was when a run refuses anything, of whatever stack", () => {
    const outdir = output();
    run(estate(rows, everything, NAMED), outdir);
    const before = textOf(outdir);
    const wrong = replicating({ cacheAccounts: 0 });
    expect(refusal(() => run(estate(rows.slice(4), wrong, NAMED), outdir))).toContain("cacheAccounts");
    expect(textOf(outdir)).toBe(before);
  });

  test("is not written by a first run that refuses", () => {
    const outdir = output();
    refusal(() => run(estate(rows, replicating({ cacheAccounts: 0 }), NAMED), outdir));
    expect(existsSync(join(outdir, FILE))).toBe(false);
  });

  test("goes when the program has nothing more to say in it", () => {
    const outdir = output();
    run(estate(rows, everything, NAMED), outdir);
    writeFileSync(join(outdir, "notes.txt"), "mine");
    run((app) => new ResilienceStack(app, "one", { subscriptionId: SUBSCRIPTION }), outdir);
    expect([FILE, "notes.txt"].map((name) => existsSync(join(outdir, name)))).toEqual([false, true]);
  });

  test("is there for programs without an estate, too", () => {
    const { outdir, summary } = run((app: ResilienceApp) => {
      const stack = new ResilienceStack(app, "one", { subscriptionId: SUBSCRIPTION });
      const promised = { vmId: vmId("a"), name: "a", tier: "mine", rpoMinutes: 1, rtoMinutes: 2 };
      promiseObjective(stack, promised);
    });
    expect(textOf(outdir)).toBe(
      `{\n  "version": 1,\n  "vms": [\n    {"vmId":"${vmId("a")}","name":"a","promised":{"tier":"mine","rpoMinutes":1,"rtoMinutes":2},"rpoMet":false,"rtoBasis":"nothing"}\n  ]\n}\n`,
    );
    expect(summary).toContain("Recovery objectives of 1 VM: RPO met by 0, not by 1;");
  });
});
