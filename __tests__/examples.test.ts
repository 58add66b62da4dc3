import { readdirSync } from "node:fs";
import { join } from "node:path";
import { command } from "./support/command";
import { temporaryFolder } from "./support/files";
import { readStacks } from "./support/run";

test("every example synthesises into an output of its own", () => {
  const out = temporaryFolder();
  const { code, err } = command(process.execPath, ["scripts/synthesise-examples.mjs", out]);
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
