import { readFileSync } from "node:fs";
import { BackupBaseline, BackupEnforced } from "../../lib";
import { blocksOf, runBlocks } from "../support/markdown";
import { synthesise } from "../support/synthesise";

const GUIDE = readFileSync("docs/guides/governance.md", "utf8");
const TIER_TAG = { name: "Criticality", values: ["Tier-1"] };
const WORKSPACE =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-log/providers/Microsoft.OperationalInsights/workspaces/log";
const EVERYTHING = { tierTag: TIER_TAG, privateNetwork: true, customerManagedKeys: true };

test("the code blocks of the guide compile and synthesise, each in a stack of its own", () => {
  expect(runBlocks(GUIDE)).toEqual({ refused: [], stacks: blocksOf(GUIDE, "ts").length });
}, 60_000);

test("the table of the initiatives' policies is complete, and has nothing that there is not", () => {
  const synthesized = synthesise((stack) => {
    new BackupBaseline(stack, "Baseline", { ...EVERYTHING, disks: true, kind: "zonal" });
    for (const kind of ["geo", "zonal"] as const)
      new BackupEnforced(stack, kind, {
        ...EVERYTHING,
        kind,
        workspaceId: WORKSPACE,
        displayName: `Enforced ${kind}`,
      });
  });
  const sets = Object.values(synthesized.all("azurerm_policy_set_definition"));
  const existing = sets.flatMap(({ display_name, policy_definition_reference }) => {
    const initiative = display_name === "Backup baseline" ? "baseline" : "enforced";
    return (policy_definition_reference as { reference_id: string }[]).map(
      ({ reference_id }) => `${initiative} ${reference_id}`,
    );
  });
  const told = [...GUIDE.matchAll(/^\| (baseline|enforced) \| ([\w-]+) \|/gm)].map(
    ([, initiative, reference]) => `${initiative} ${reference}`,
  );
  expect(told.sort()).toEqual([...new Set(existing)].sort());
});
