import { Estate, type ResilienceApp, VmInventory } from "../../lib";
import type { Synthesis } from "../../lib/stack/resilience-stack";
import { contosoTiers } from "../../policies";
import { PAIR, run } from "../support/run";

/** Everything that the library can write, by either way of synthesis. */
const contoso = (synthesis: Synthesis) => (app: ResilienceApp) => {
  const inventory = VmInventory.fromResourceGraph("inventory/contoso.json");
  const props = { organisation: "contoso", homeRegion: "australiaeast", inventory, synthesis };
  const estate = new Estate(app, "Contoso", { ...props, tags: { Application: 'Backup "quoted"' } });
  estate.createVaults({ crossRegionRestore: true, acknowledge: ["cross-region restore"] });
  estate.createBackupPolicies(contosoTiers);
  estate.protectVirtualMachines();
  estate.replicate(PAIR);
  estate.backUpUntaggedVirtualMachines({ tier: "Tier-4" });
  estate.assignPolicy("Disable Cross Subscription Restore for Backup Vaults");
  estate.assignPolicy("Soft delete should be enabled for Backup Vaults");
};

test("the direct synthesis writes what cdktf itself writes, metadata included", () => {
  const [direct, framework] = [run(contoso("direct")).stacks, run(contoso("cdktf")).stacks];
  expect(Object.keys(direct)).toHaveLength(8);
  for (const [id, stack] of Object.entries(framework)) {
    // every run has a folder of its own, and with it another relative path to the state
    const own = (json: unknown) => JSON.stringify(json).replace(/"path":"[^"]*\.tfstate"/, "");
    expect(own(direct[id])).toBe(own(stack));
  }
});
