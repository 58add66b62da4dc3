import { type ResilienceApp, ResilienceStack } from "../../lib";
import { run } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import { machine } from "./sites";

const summary = (registered: boolean) =>
  run((app: ResilienceApp) =>
    machine({}, { registered })(new ResilienceStack(app, "test", { subscriptionId: SUBSCRIPTION })),
  ).summary;

test("the summary counts VMware VMs apart from Azure's, once they are replicated", () => {
  expect(summary(true).split("\n")[0]).toBe(
    "Vaults 1 · backup policies 0 · protected VMs 0 · replicated VMs 0 · replicated VMware VMs 1 · policy assignments 0",
  );
});

test("the summary lists those whose appliance is yet to be registered as not replicated", () => {
  expect(summary(false)).not.toContain("replicated VMware VMs");
  expect(summary(false)).toContain(
    "Not replicated (1):\n  erp-01: the replication appliance of test/Hq is not registered; register it, set registered: true and apply again\n",
  );
});
