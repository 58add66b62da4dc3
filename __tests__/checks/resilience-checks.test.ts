import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { App, TerraformStack } from "cdktf";
import { defineRule, onVm, ResilienceApp, ResilienceChecks, ResilienceStack, VmInventory } from "../../lib";
import { RULES } from "../../lib/checks/rules";
import { onePoorVault, poorVault, runChecked } from "../support/checked";
import { command } from "../support/command";
import { temporaryFile, temporaryFolder } from "../support/files";
import { answer, vmRows } from "../support/rows";
import { estate, everything } from "../support/run";
import { refusal, SUBSCRIPTION } from "../support/synthesise";

const IMMUTABILITY =
  'vault-immutability: immutability is nothing: whoever takes over an administrator could delete the backups before they expire; set immutability to "Unlocked", and to "Locked" once it has proved itself (PSRule AZR-000397, CIS 5.2.2, KICS #7850, MCSB BR-2)';
const IDENTITY =
  'vault-identity: identity.type is nothing: it could not be given the roles that a customer-managed key, private endpoints and cache accounts need; add an identity, "SystemAssigned" or "UserAssigned" (checkov CKV2_AZURE_35)';
const WARN = { "vault-immutability": "warning", "vault-identity": "warning" } as const;

describe("checks of an app", () => {
  test("fail the run with every error, and leave the previous output as it was", () => {
    const outdir = temporaryFolder();
    writeFileSync(join(outdir, "evidence.json"), "before");
    expect(refusal(() => runChecked({ baseline: "zonal" }, { outdir }))).toBe(
      `[one/Vault] 2 problems:\n  - ${IMMUTABILITY}\n  - ${IDENTITY}`,
    );
    expect(readdirSync(outdir)).toEqual(["evidence.json"]);
  });

  test("judge plain stacks of cdktf too, since it is Terraform's JSON that counts", () => {
    const define = (app: ResilienceApp) => {
      const plain = new TerraformStack(app, "plain");
      new AzurermProvider(plain, "Azure", { features: [{}] });
      poorVault(plain);
    };
    expect(refusal(() => runChecked({ baseline: "zonal" }, { define }))).toBe(
      `[plain/Vault] 2 problems:\n  - ${IMMUTABILITY}\n  - ${IDENTITY}`,
    );
  });

  test("list warnings in the summary, and count them with everything else", () => {
    const { summary } = runChecked({ baseline: "zonal", severities: WARN });
    expect(summary).toContain(`\nChecks: 5 rules (${RULES.length - 5} off), 0 passed, 2 failed, 0 exempt\n`);
    expect(summary).toContain(
      '\nLook at (2):\n  one/Vault: warning of vault-immutability: immutability is nothing: whoever takes over an administrator could delete the backups before they expire; set immutability to "Unlocked", and to "Locked" once it has proved itself\n',
    );
  });

  test("tell failures that are alike once, with five more names, since the evidence has each", () => {
    const define = (count: number) => (app: ResilienceApp) => {
      const stack = new ResilienceStack(app, "one", { subscriptionId: SUBSCRIPTION });
      for (let index = 1; index <= count; index++) poorVault(stack, `V${index}`);
    };
    const told = (count: number) => {
      const off = { "vault-immutability": "not of this test" };
      const { summary } = runChecked({ baseline: "zonal", severities: WARN, off }, { define: define(count) });
      return summary.match(/Look at.*\n(.*?): it could/)?.[1];
    };
    const V1 = "  one/V1: warning of vault-identity: identity.type is nothing";
    expect([1, 2, 6, 7].map(told)).toEqual([
      V1,
      `${V1} (and 1 more: one/V2)`,
      `${V1} (and 5 more: one/V2, one/V3, one/V4, one/V5, one/V6)`,
      `${V1} (and 6 more: one/V2, one/V3, one/V4, one/V5, one/V6, …)`,
    ]);
  });

  test("ask the rules of their baseline alone", () => {
    expect(refusal(() => runChecked({}))).toContain("vault-geo-redundancy: ");
    expect(refusal(() => runChecked({ baseline: "zonal" }))).not.toContain("vault-geo-redundancy");
  });

  test("do not ask a rule that is off", () => {
    const off = { "vault-immutability": "decided by the storage team" };
    expect(refusal(() => runChecked({ baseline: "zonal", off }))).toBe(`[one/Vault] ${IDENTITY}`);
  });

  test.each([
    ["the program", { reportOnly: true }, {}],
    ["the context", {}, { reportOnly: true }],
  ])("only report where %s says so: stacks and evidence are written", (_where, props, context) => {
    const { summary, outdir } = runChecked({ ...props, baseline: "zonal" }, { context });
    expect(summary).toContain("\n  one/Vault: error of vault-identity: identity.type is nothing: ");
    expect(readdirSync(outdir).sort()).toEqual([
      "evidence.json",
      "evidence.sarif",
      "manifest.json",
      "stacks",
    ]);
  });

  test("pass an app without stacks", () => {
    expect(runChecked({}, { define: () => {} }).summary).toContain(
      `Checks: 5 rules (${RULES.length - 5} off), 0 passed, 0 failed, 0 exempt`,
    );
  });

  test("leave no evidence behind when the app has none any more", () => {
    const { outdir } = runChecked({ reportOnly: true });
    ResilienceApp.synthesise(onePoorVault, { outdir, inventory: [] });
    expect(["evidence.json", "evidence.sarif"].map((name) => existsSync(join(outdir, name)))).toEqual([
      false,
      false,
    ]);
  });
});

describe("the VMs that rules are asked of", () => {
  const names = defineRule({
    id: "vm-names",
    title: "VMs have names",
    severity: "warning",
    frameworks: {},
    why: "w",
    fix: "f",
    check: ({ vms }) =>
      vms.map(({ vm, exempt, promise }) =>
        onVm(vm, false, `${exempt ?? "kept"}, ${promise?.tier ?? "no tier"}`),
      ),
  });
  const rows = [
    ...vmRows("web", { tags: { Criticality: "Bronze" } }),
    ...vmRows("old", { tags: { Criticality: "Bronze" } }),
  ];
  const lines = (summary: string) =>
    summary
      .match(/\w+ \([^)]*\): warning of vm-names: [^:]*/g)
      ?.map((line) => line.replace(/ \(.*\): /, ": "));

  test("are those of the app's estates, with the tier's promise and the reason of those that are left out", () => {
    const define = estate(rows, everything, {
      overrides: { old: { exempt: "scrapped in May" } } as never,
    });
    const { summary } = runChecked({ ownRules: [names], reportOnly: true }, { define });
    expect(lines(summary)).toEqual([
      "old: warning of vm-names: scrapped in May, no tier",
      "web: warning of vm-names: kept, Bronze",
    ]);
  });

  test("are those of the inventory that the checks are given, whatever the app reads besides", () => {
    const inventory = VmInventory.fromResourceGraph(temporaryFile("one.json", answer(rows))).where({
      name: "web",
    });
    const define = estate(rows, () => {});
    const { summary } = runChecked({ ownRules: [names], reportOnly: true, inventory }, { define });
    expect(lines(summary)).toEqual(["web: warning of vm-names: kept, no tier"]);
  });
});

describe("checks are refused", () => {
  test("in an app of cdktf's own, which would not ask them", () => {
    const app = new App({ outdir: temporaryFolder() });
    expect(refusal(() => new ResilienceChecks(app, "Checks", { baseline: "geo" }))).toBe(
      "[Checks] ResilienceChecks need a ResilienceApp, which judges what is written before it is published: use ResilienceApp instead of App",
    );
  });

  test("twice in an app", () => {
    const define = (app: ResilienceApp) => {
      new ResilienceChecks(app, "First", { baseline: "geo" });
    };
    expect(refusal(() => runChecked({}, { define }))).toBe(
      '[Checks] the app has checks already, "First": one is enough for all stacks',
    );
  });

  test("where the app writes HCL", () => {
    const app = new ResilienceApp({ outdir: temporaryFolder(), inventory: [], hclOutput: true });
    expect(refusal(() => new ResilienceChecks(app, "Checks", { baseline: "geo" }))).toBe(
      "[Checks] hclOutput must be off: rules judge the JSON that Terraform reads",
    );
  });

  test.each([
    [6, true],
    [7, false],
    [9999, false],
    [10000, true],
  ])("with %i days of retention at least: %s", (minimumRetentionDays, refused) => {
    const run = () => runChecked({ minimumRetentionDays, reportOnly: true });
    const message = `[Checks] minimumRetentionDays must be 7 to 9999 days, got ${minimumRetentionDays}: Azure keeps no fewer`;
    if (refused) expect(refusal(run)).toBe(message);
    else expect(run).not.toThrow();
  });

  test("with every mistake in the choice of rules at once, and the names that were meant", () => {
    const own = defineRule({
      id: "vm-backup",
      title: "T",
      severity: "error",
      frameworks: {},
      why: "w",
      fix: "f",
      check: () => [],
    });
    const props = {
      baseline: "both" as never,
      severities: { "vault-immutable": "error", "vm-backup": "info" as never },
      off: { "vault-identity": " ", qqq: "no" },
      ownRules: [own, { ...own, id: "VM_names" }],
    } as const;
    expect(refusal(() => runChecked(props))).toBe(
      [
        "[Checks] 7 problems:",
        '  - baseline must be "geo" or "zonal", got "both": no vault has another region and zones',
        '  - ownRules[0].id is "vm-backup", which another rule has: give it another one',
        '  - ownRules[1].id must be words in lower case with "-" between, got "VM_names"',
        '  - severities names "vault-immutable", which is no rule: did you mean "vault-immutability" or "backup-vault-immutability"?',
        '  - severities["vm-backup"] must be "error" or "warning", got "info": use off for a rule that is not to be asked',
        '  - off["vault-identity"] must say why, got " ": an auditor asks',
        '  - off names "qqq", which is no rule: docs/checks-rules.md lists them',
      ].join("\n"),
    );
  });
});

test("presets are refused without a name, with days that Azure does not keep, and for no tier", () => {
  const retentionPresets = [
    { name: " ", minimumRetentionDays: 6 },
    { name: "F", minimumRetentionDays: 36135, tiers: [] },
    { name: "F", minimumRetentionDays: 36136 },
  ];
  expect(refusal(() => runChecked({ retentionPresets }))).toBe(
    [
      "[Checks] 5 problems:",
      '  - retentionPresets[0].name must say who asks for it, got " "',
      "  - retentionPresets[0].minimumRetentionDays must be 7 to 36135 days, got 6: Azure keeps no others",
      "  - retentionPresets[1].tiers must name a tier at least, got []: leave it out for every VM",
      '  - retentionPresets[2].name is "F", which another preset has: join them',
      "  - retentionPresets[2].minimumRetentionDays must be 7 to 36135 days, got 36136: Azure keeps no others",
    ].join("\n"),
  );
});

test("a command says by --report-only that it wants the evidence of what does not pass", () => {
  const outdir = temporaryFolder();
  const script = `const { ResilienceApp, ResilienceChecks, ResilienceStack, RecoveryServicesVault } = require("./dist/lib");
    ResilienceApp.run((app) => {
      new ResilienceChecks(app, "Checks", { baseline: "geo" });
      const stack = new ResilienceStack(app, "one", { subscriptionId: "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841" });
      const resourceGroup = { name: "rg", locationInput: "australiaeast" };
      new RecoveryServicesVault(stack, "Vault", { name: "rsv-a", resourceGroup, immutability: "Disabled" });
    });`;
  const runScript = (...args: readonly string[]) =>
    command(process.execPath, ["-e", script, "--", "script", ...args], { env: { CDKTF_OUTDIR: outdir } });
  const refused = runScript();
  expect([refused.code, ...refused.err.trimEnd().split("\n").slice(-2)]).toEqual([
    1,
    "2 problems, nothing written.",
    "See docs/guides/troubleshooting.md#checks",
  ]);
  const reported = runScript("--report-only");
  expect([reported.code, reported.out]).toEqual([
    0,
    expect.stringContaining("\nChecks: 35 rules (11 off), 5 passed, 5 failed, 0 exempt\n"),
  ]);
});

test("an app without checks does not load the rules", () => {
  const script = `const { ResilienceApp } = require("./dist/lib");
    ResilienceApp.synthesise(() => {}, { outdir: ${JSON.stringify(temporaryFolder())}, inventory: [] });
    console.log(Object.keys(require.cache).filter((file) => /checks.(rules|judging|evidence\\.|sarif)/.test(file)).length);`;
  expect(command(process.execPath, ["-e", script]).out).toBe("0\n");
});
