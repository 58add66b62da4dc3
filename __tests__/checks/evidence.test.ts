import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformResource } from "cdktf";
import { type CheckExemption, type ResilienceApp, ResilienceStack, VmInventory } from "../../lib";
import { poorVault, runChecked } from "../support/checked";
import { temporaryFile, temporaryFolder } from "../support/files";
import { answer, vmRows } from "../support/rows";
import { SUBSCRIPTION } from "../support/synthesise";

type Json = Record<string, never>;

const exemption: CheckExemption = {
  rule: "vault-identity",
  at: "b/Vault",
  reason: "no key yet",
  owner: "keys@contoso.com",
  until: "2027-06-30",
};
const inventoryFile = temporaryFile("vms.json", answer(vmRows("web")));
const define = (app: ResilienceApp) => {
  for (const id of ["b", "a"]) poorVault(new ResilienceStack(app, id, { subscriptionId: SUBSCRIPTION }));
};
const PROPS = {
  baseline: "zonal",
  reportOnly: true,
  exemptions: [exemption],
  off: { "vault-immutability": "asked by the storage team" },
  inventory: VmInventory.fromResourceGraph(inventoryFile),
} as const;
const { outdir } = runChecked(PROPS, { define });
const evidence = readFileSync(join(outdir, "evidence.json"), "utf8");
const text = readFileSync(join(outdir, "evidence.sarif"), "utf8");

describe("evidence.json", () => {
  const json = JSON.parse(evidence);
  const row = (key: "rules" | "frameworks", id: string) =>
    json[key].find((one: Json) => one.rule === id || one.id === id);

  test("counts results, in all, for each rule and for each framework id", () => {
    const counts = { passed: 0, failed: 1, exempt: 1, unknown: 0 };
    expect(json.total).toEqual({ passed: 0, failed: 2, exempt: 1, unknown: 0 });
    expect(row("rules", "vault-identity")).toMatchObject({ severity: "error", ...counts });
    expect(row("frameworks", "checkov CKV2_AZURE_35")).toEqual({
      id: "checkov CKV2_AZURE_35",
      rules: ["vault-identity"],
      ...counts,
    });
  });

  test("says of a rule that is off why, and nothing else", () => {
    expect(row("rules", "vault-immutability")).toMatchObject({ off: "asked by the storage team", passed: 0 });
    expect(evidence).not.toContain('{"rule":"vault-immutability","at"');
  });

  test("has one line for each result: the resource with its stack and address, the VM with its id and source", () => {
    const lines = evidence.split("\n").filter((line) => line.includes('"status"'));
    const web = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/web`;
    expect(lines.map((line) => JSON.parse(line.replace(/,$/, "")))).toMatchObject([
      {
        rule: "vault-identity",
        at: "a/Vault",
        stack: "a",
        address: "azurerm_recovery_services_vault.Vault",
        status: "fail",
      },
      { rule: "vault-identity", at: "b/Vault", stack: "b", status: "exempt" },
      { rule: "vm-backup", at: "web", vmId: web, source: `${inventoryFile}: data[0]`, status: "fail" },
    ]);
  });

  test("is the same on the next run, whatever the order of stacks, and on another day", () => {
    const reversed = (app: ResilienceApp) => {
      for (const id of ["a", "b"]) poorVault(new ResilienceStack(app, id, { subscriptionId: SUBSCRIPTION }));
    };
    const again = runChecked(PROPS, { define: reversed, context: { today: "2027-02-01" } }).outdir;
    expect(readFileSync(join(again, "evidence.json"), "utf8")).toBe(evidence);
    expect(readFileSync(join(again, "evidence.sarif"), "utf8")).toBe(text);
  });
});

describe("evidence.sarif", () => {
  const log = JSON.parse(text);
  const [run] = log.runs;

  test("is a log of SARIF 2.1.0 with every rule that is asked, and results that point into them", () => {
    expect([log.version, log.runs.length, run.tool.driver.name]).toEqual([
      "2.1.0",
      1,
      "cdktf-azure-resilience",
    ]);
    const { rules } = run.tool.driver;
    expect(rules.map(({ id }: { id: string }) => id)).not.toContain("vault-immutability");
    for (const { ruleId, ruleIndex } of run.results) expect(rules[ruleIndex].id).toBe(ruleId);
    expect(rules[0]).toMatchObject({
      id: "vault-identity",
      defaultConfiguration: { level: "error" },
      properties: { tags: ["resilience", "checkov CKV2_AZURE_35"] },
    });
  });

  test("has failures and what is exempt, which is suppressed with its justification", () => {
    const [a, b, web] = run.results;
    expect([run.results.length, a.suppressions, web.suppressions]).toEqual([3, undefined, undefined]);
    expect(b.suppressions).toEqual([
      {
        kind: "external",
        status: "accepted",
        justification: "no key yet (keys@contoso.com, until 2027-06-30)",
      },
    ]);
  });

  test("places a resource in its stack's file, by its construct's path, and a VM in the inventory's file", () => {
    const [a, , web] = run.results;
    expect(a.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "stacks/a/cdk.tf.json" },
          region: { startLine: 1 },
        },
        logicalLocations: [
          { name: "azurerm_recovery_services_vault.Vault", fullyQualifiedName: "a/Vault", kind: "resource" },
        ],
      },
    ]);
    expect(web.locations[0].physicalLocation.artifactLocation.uri).toBe(inventoryFile);
  });

  test("writes paths from the working directory on, as a code-scanning page knows them", () => {
    const before = process.cwd();
    process.chdir(temporaryFolder());
    try {
      runChecked(PROPS, { define, outdir: "cdktf.out" });
      const { runs } = JSON.parse(readFileSync(join("cdktf.out", "evidence.sarif"), "utf8"));
      const [first] = runs[0].results;
      expect(first.locations[0].physicalLocation.artifactLocation.uri).toBe("cdktf.out/stacks/a/cdk.tf.json");
    } finally {
      process.chdir(before);
    }
  });

  test("gives every result a fingerprint of its own, which does not change with what was found", () => {
    const prints = (disabled: boolean) => {
      const { outdir: folder } = runChecked(PROPS, {
        define: (app) => {
          define(app);
          if (disabled) for (const vault of vaultsOf(app)) vault.addOverride("identity", { type: "" });
        },
      });
      const { runs } = JSON.parse(readFileSync(join(folder, "evidence.sarif"), "utf8"));
      return runs[0].results.map((one: Json) => Object.values(one.partialFingerprints ?? {}).join());
    };
    expect(new Set(prints(false)).size).toBe(3);
    expect(prints(true)).toEqual(prints(false));
  });
});

const vaultsOf = (app: ResilienceApp) => app.node.findAll().filter(TerraformResource.isTerraformResource);
