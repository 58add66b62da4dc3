import { AutomationRunbook } from "@cdktf/provider-azurerm/lib/automation-runbook";
import fc from "fast-check";
import { RecoveryAction, type RecoveryActionOptions } from "../../lib";
import { SUBSCRIPTION } from "../support/synthesise";
import { vm } from "../support/vms";
import { RECOVERY_PLAN, replicating } from "./pair";

const RUNBOOK = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-ops/providers/Microsoft.Automation/automationAccounts/aa-dr/runbooks/Attach-Pool`;

const block = (action: RecoveryAction): Record<string, unknown> => {
  const synthesized = replicating({}, (dr) => {
    dr.addRecoveryPlan("Shop", { boot: [[dr.replicate(vm())]], failover: { after: [action] } });
  });
  const group = synthesized.only(RECOVERY_PLAN).failover_recovery_group as {
    post_action: Record<string, unknown>[];
  };
  return group.post_action[0] ?? {};
};

describe("an action of a recovery plan", () => {
  test("is taken on the way to the target in every kind of run, where nothing else is said", () => {
    expect(block(RecoveryAction.manual("Check", "Call the service desk."))).toEqual({
      name: "Check",
      type: "ManualActionDetails",
      manual_action_instruction: "Call the service desk.",
      fail_over_directions: ["PrimaryToRecovery"],
      fail_over_types: ["PlannedFailover", "TestFailover", "UnplannedFailover"],
    });
  });

  test("that is a runbook names the side that it is counted to, which azurerm does not ask for and Azure does", () => {
    const runbook = (options = {}) => block(RecoveryAction.runbook("Attach", { id: RUNBOOK }, options));
    expect(runbook()).toEqual({
      name: "Attach",
      type: "AutomationRunbookActionDetails",
      runbook_id: RUNBOOK,
      fabric_location: "Recovery",
      fail_over_directions: ["PrimaryToRecovery"],
      fail_over_types: ["PlannedFailover", "TestFailover", "UnplannedFailover"],
    });
    expect(runbook({ fabricLocation: "Primary" }).fabric_location).toBe("Primary");
  });

  test("takes the runbook of the program by reference", () => {
    const synthesized = replicating({}, (dr) => {
      const runbook = new AutomationRunbook(dr, "Runbook", {
        name: "Attach-Pool",
        location: "centralindia",
        resourceGroupName: "rg-ops",
        automationAccountName: "aa-dr",
        runbookType: "PowerShell72",
        logProgress: true,
        logVerbose: false,
      });
      const vms = [dr.replicate(vm())];
      dr.addRecoveryPlan("Shop", { boot: [{ vms, after: [RecoveryAction.runbook("Attach", runbook)] }] });
    });
    expect(synthesized.only(RECOVERY_PLAN).boot_recovery_group).toEqual([
      expect.objectContaining({
        post_action: [
          expect.objectContaining({ runbook_id: "${azurerm_automation_runbook.Dr_Runbook_890AFF22.id}" }),
        ],
      }),
    ]);
  });

  test("has the id of a runbook in the letter case in which azurerm reads it, whatever an export writes", () => {
    const typed = RUNBOOK.replace("Microsoft.Automation", "microsoft.automation")
      .replace("automationAccounts", "automationaccounts")
      .replace("resourceGroups", "resourcegroups")
      .replace(SUBSCRIPTION, SUBSCRIPTION.toUpperCase());
    expect(block(RecoveryAction.runbook("Attach", { id: typed })).runbook_id).toBe(RUNBOOK);
  });

  test("has its directions and kinds of run in one order, each once, however they are given", () => {
    const options = fc.record({
      directions: fc.shuffledSubarray(["failover", "failback", "failover"] as const, { minLength: 1 }),
      failovers: fc.shuffledSubarray(["test", "planned", "unplanned", "test"] as const, { minLength: 1 }),
    });
    const property = ({ directions, failovers }: Required<RecoveryActionOptions>) => {
      const written = block(RecoveryAction.manual("Check", "Look.", { directions, failovers }));
      const expected = block(
        RecoveryAction.manual("Check", "Look.", {
          directions: [...directions].reverse(),
          failovers: [...new Set(failovers)],
        }),
      );
      expect(written).toEqual(expected);
      expect(written.fail_over_directions).toHaveLength(new Set(directions).size);
      expect(written.fail_over_types).toHaveLength(new Set(failovers).size);
    };
    fc.assert(fc.property(options, property), { numRuns: 20 });
  });

  test("serves the way back as well where it says so", () => {
    const both = block(RecoveryAction.manual("DNS", "Redirect.", { directions: ["failback", "failover"] }));
    expect(both.fail_over_directions).toEqual(["PrimaryToRecovery", "RecoveryToPrimary"]);
    const back = block(RecoveryAction.manual("DNS", "Redirect.", { directions: ["failback"] }));
    expect(back.fail_over_directions).toEqual(["RecoveryToPrimary"]);
  });
});

test("actions stay where they are declared, before and after their step, in their order", () => {
  const [first, second, third, fourth] = ["1", "2", "3", "4"].map((name) =>
    RecoveryAction.manual(name, "Look."),
  ) as [RecoveryAction, RecoveryAction, RecoveryAction, RecoveryAction];
  const synthesized = replicating({}, (dr) => {
    dr.addRecoveryPlan("Shop", {
      shutdown: { before: [second, first], after: [fourth, third] },
      boot: [{ vms: [dr.replicate(vm())], before: [third, first], after: [second] }],
    });
  });
  const names = (list: unknown) => (list as { name: string }[]).map(({ name }) => name);
  const { shutdown_recovery_group: shutdown, boot_recovery_group: boot } = synthesized.only(
    RECOVERY_PLAN,
  ) as Record<string, Record<string, unknown>>;
  expect([shutdown?.pre_action, shutdown?.post_action].map(names)).toEqual([
    ["2", "1"],
    ["4", "3"],
  ]);
  const [group] = boot as unknown as Record<string, unknown>[];
  expect([group?.pre_action, group?.post_action].map(names)).toEqual([["3", "1"], ["2"]]);
});
