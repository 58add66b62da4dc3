// One run of an organisation in a process of its own: node bench/stages.cjs INVENTORY OUTDIR [LAST STAGE]
// Prints each stage's time and the largest memory so far. To measure one thing more, add a line to STAGES.
const { Estate, Receiver, ResilienceApp, ResilienceChecks } = require("../dist/lib");
const { contosoTiers } = require("../dist/policies");

const [inventoryFolder, outdir, last = "publish"] = process.argv.slice(2);
const stages = [];
let since = { at: performance.now(), cpu: process.cpuUsage() };

function done(stage) {
  const { user, system } = process.cpuUsage(since.cpu);
  const rssMb = process.resourceUsage().maxRSS / 1024;
  stages.push({ stage, ms: performance.now() - since.at, cpuMs: (user + system) / 1000, rssMb });
  since = { at: performance.now(), cpu: process.cpuUsage() };
  if (stage === last) finish();
}

function finish() {
  console.log(JSON.stringify(stages));
  process.exit(0);
}

/** An app that says when its parts are done; the names are those of its private methods. */
class StagedApp extends ResilienceApp {
  synthInto(folder) {
    super.synthInto(folder);
    done("stacks: validate, resolve, write");
  }

  judge(folder) {
    super.judge(folder);
    done("checks: read, judge");
  }

  keepFiles(staging) {
    done("files: evidence, runbooks, report and the rest");
    super.keepFiles(staging);
  }
}

const PAIRS = [
  { from: "Australia East", to: "Central India", network: "10.60.0.0/16", test: "10.61.0.0/20" },
  { from: "West Europe", to: "North Europe", network: "10.62.0.0/16", test: "10.63.0.0/20" },
];

const app = new StagedApp({
  inventory: [inventoryFolder],
  outdir,
  additionalRegions: [],
  frozenPlacement: false,
});
let inventory;
let estate;

/** In the order of main.ts. */
const STAGES = {
  "inventory: read, check, join": () => {
    inventory = app.inventory();
  },
  "vaults: placement, stacks": () => {
    estate = new Estate(app, "Contoso", {
      organisation: "contoso",
      inventory,
      homeRegion: "australiaeast",
      tags: { Application: "Azure Backup" },
    });
    estate.createVaults({
      redundancy: "GeoRedundant",
      crossRegionRestore: true,
      acknowledge: ["cross-region restore"],
    });
  },
  "tiers and policies": () => {
    estate.createBackupPolicies(contosoTiers, { tag: "Criticality", timezone: "AUS Eastern Standard Time" });
  },
  "protected VMs": () => estate.protectVirtualMachines(),
  "replicated VMs": () => {
    for (const { from, to, network, test } of PAIRS) {
      estate.replicate({
        from,
        to,
        network: { addressSpace: network },
        testNetwork: { addressSpace: test },
        policy: { recoveryPointRetentionMinutes: 24 * 60 },
      });
    }
  },
  "monitoring, policies": () => {
    estate.monitor({
      subscription: inventory.vms[0].subscriptionId,
      receivers: [Receiver.email("backup-operators@contoso.com")],
      workspace: { retentionDays: 365 },
    });
    estate.estimateStorage({ churnPerDay: 0.02, changingShare: 0.3, usedShare: 0.6 });
    estate.assignPolicy("Azure Backup should be enabled for Virtual Machines");
    estate.backUpUntaggedVirtualMachines({ tier: "Tier-4" });
    estate.onboardByPolicy();
    const severities = { "vm-backup": "warning", "vault-geo-redundancy": "warning" };
    new ResilienceChecks(app, "Checks", { baseline: "geo", severities });
  },
};

for (const [stage, run] of Object.entries(STAGES)) {
  run();
  done(stage);
}
app.synth();
done("publish");
