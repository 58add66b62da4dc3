import { readdirSync } from "node:fs";
import { join } from "node:path";
import { SynthesizedApp } from "../lib";
import { command } from "./support/command";
import { temporaryFolder } from "./support/files";
import { failing } from "./support/judged";
import { readStacks } from "./support/run";

const out = temporaryFolder();
const { code, err } = command(process.execPath, ["scripts/synthesise-examples.mjs", out]);

test("every example synthesises into an output of its own", () => {
  expect([code, err]).toEqual([0, ""]);
  const stacks = Object.fromEntries(
    readdirSync(out).map((name) => [name, Object.keys(readStacks(join(out, name)))]),
  );
  expect(stacks).toEqual({
    cmk: ["cmk"],
    "aks-backup": ["aks-backup"],
    "backup-by-tag": ["backup-by-tag"],
    automanage: ["automanage"],
    "backup-vault": ["backup-vault"],
    "database-servers": ["database-servers"],
    defaults: ["defaults"],
    "disaster-recovery": ["disaster-recovery"],
    "existing-vault": ["platform", "workload"],
    governance: ["governance"],
    "hyper-v": ["hyper-v"],
    "landing-zone": ["lz-erp"],
    lighthouse: ["lighthouse"],
    max: ["max"],
    notifications: ["notifications"],
    "policy-initiatives": ["policy-initiatives"],
    private: ["private"],
    throwaway: ["throwaway"],
    "vault-tags": ["vault-tags"],
    vmware: ["vmware"],
    "waf-aligned": ["geo", "zonal"],
    workloads: ["workloads"],
    "zone-to-zone": ["zone-to-zone"],
  });
  for (const name of readdirSync(out)) {
    for (const stack of Object.values(readStacks(join(out, name))))
      expect(stack.resource).toEqual(expect.any(Object));
  }
});

test("every example passes the rules that fail a run, but for what it shows or leaves to its reader", () => {
  const failures = readdirSync(out).flatMap((name) => {
    const app = SynthesizedApp.fromFolder(join(out, name));
    const [geo, zonal] = (["geo", "zonal"] as const).map((baseline) => failing(app, { baseline }, ["error"]));
    // an example belongs to the baseline that it comes nearer to
    const nearer = (geo ?? []).length <= (zonal ?? []).length ? geo : zonal;
    return (nearer ?? []).map((failure) => `${name}, ${failure}`);
  });
  // cross-region restore costs and cannot be undone: what the examples show does not need it
  const withoutCrossRegionRestore = [
    "backup-by-tag",
    "cmk",
    "defaults",
    "existing-vault",
    "private",
    "workloads",
  ];
  const stackOf = (name: string) => (name === "existing-vault" ? "platform" : name);
  expect(failures).toEqual(
    [
      ...withoutCrossRegionRestore.map(
        (name) => `${name}, vault-geo-redundancy: ${stackOf(name)}/Vault/Default`,
      ),
      // a vault that is thrown away after a day
      "throwaway, vault-immutability: throwaway/Vault/Default",
      "throwaway, vault-geo-redundancy: throwaway/Vault/Default",
      // the one of the two vaults that is of the other baseline
      "waf-aligned, vault-geo-redundancy: zonal/Vault/Default",
    ].sort(byExample),
  );
});

function byExample(one: string, other: string): number {
  const [a = "", b = ""] = [one, other].map((text) => text.split(",")[0]);
  return a < b ? -1 : a > b ? 1 : 0;
}
