import { RecoveryAction, type RecoveryActions } from "../../lib";
import { refusalOf, SUBSCRIPTION } from "../support/synthesise";
import { vm } from "../support/vms";
import { pair, RECOVERY_PLAN, replicating } from "./pair";

const OTHER = "0b1e6a55-3c1d-4a8e-9f27-5d7c0e1f2a33";

const runbookId = (subscription = SUBSCRIPTION) =>
  `/subscriptions/${subscription}/resourceGroups/rg-ops/providers/Microsoft.Automation/automationAccounts/aa-dr/runbooks/Attach-Pool`;

type Use = Parameters<typeof pair>[1];

/** A plan with these actions around its only boot group. */
const around =
  (actions: RecoveryActions): Use =>
  (dr) => {
    dr.addRecoveryPlan("Shop", { boot: [{ vms: [dr.replicate(vm())], ...actions }] });
  };

const refused = (actions: RecoveryActions) => refusalOf(pair({}, around(actions)));

const manual = (name: string) => RecoveryAction.manual(name, "Look.");

/** As a program in JavaScript would give it, or one that reads it from a file. */
const unchecked = (changes: object): RecoveryAction => ({ ...manual("Check"), ...changes }) as RecoveryAction;

describe("the actions of a group", () => {
  test("are told apart by their names, before and after together, without regard to letter case", () => {
    const message =
      '[test/Dr/Shop] boot group 1 has two actions named "check": a run shows them by their names; rename one';
    expect(refused({ before: [manual("Check")], after: [manual("check")] })).toBe(message);
    expect(refused({ after: [manual("Check"), manual("check")] })).toBe(message);
    expect(
      refusalOf(
        pair({}, (dr) => {
          const shutdown = { before: [manual("A"), manual("B"), manual("A")] };
          dr.addRecoveryPlan("Shop", { boot: [[dr.replicate(vm())]], shutdown });
        }),
      ),
    ).toBe('[test/Dr/Shop] shutdown has two actions named "A": a run shows them by their names; rename one');
  });

  test("may have the name of an action of another group", () => {
    const synthesized = replicating({}, (dr) => {
      const boot = ["web", "sql"].map((name) => ({
        vms: [dr.replicate(vm({ name }))],
        after: [manual("Check")],
      }));
      dr.addRecoveryPlan("Shop", { boot, failover: { before: [manual("Check")] } });
    });
    expect(synthesized.only(RECOVERY_PLAN).boot_recovery_group).toHaveLength(2);
  });

  test("have names, which an environment may lack", () => {
    expect(refused({ before: [manual("Check"), manual(" ")] })).toBe(
      '[test/Dr/Shop] boot group 1.before[1].name must be a text: a run shows the action by its name, got " "',
    );
    expect(refused({ after: [unchecked({ name: undefined })] })).toBe(
      "[test/Dr/Shop] boot group 1.after[0].name must be a text: a run shows the action by its name, got nothing",
    );
  });
});

describe("an action", () => {
  test("that is manual says what to do", () => {
    expect(refused({ after: [RecoveryAction.manual("Check", "")] })).toBe(
      '[test/Dr/Shop] boot group 1.after[0].instruction must be a text: what is to be done, got ""',
    );
  });

  test("is taken at least on one way and in one kind of run, and no others than Azure knows", () => {
    const action = unchecked({ directions: [], failovers: [] });
    expect(refused({ before: [action] })).toBe(
      [
        "[test/Dr/Shop] 2 problems:",
        '  - boot group 1.before[0].directions must be at least one of "failover", "failback", got none: remove the action',
        '  - boot group 1.before[0].failovers must be at least one of "planned", "test", "unplanned", got none: remove the action',
      ].join("\n"),
    );
    expect(refused({ before: [unchecked({ directions: ["back"], failovers: ["drill", "test"] })] })).toBe(
      [
        "[test/Dr/Shop] 2 problems:",
        '  - boot group 1.before[0].directions must be "failover" or "failback", got "back": there are no others',
        '  - boot group 1.before[0].failovers must be "planned", "test" or "unplanned", got "drill": there are no others',
      ].join("\n"),
    );
  });

  test("that is a runbook has the id of one, neither of its account nor of something else", () => {
    for (const id of [runbookId().replace(/\/runbooks.*/, ""), runbookId().replace("runbooks", "jobs"), ""])
      expect(refused({ before: [RecoveryAction.runbook("Attach", { id })] })).toBe(
        `[test/Dr/Shop] boot group 1.before[0].runbook must be the ARM id of an Azure Automation runbook, got ${JSON.stringify(id)}`,
      );
  });

  test("that is a runbook has it in the vault's subscription, in any letter case", () => {
    const attach = (subscription: string) =>
      RecoveryAction.runbook("Attach", { id: runbookId(subscription) });
    expect(refused({ before: [attach(OTHER)] })).toBe(
      `[test/Dr/Shop] boot group 1.before[0].runbook must be in the vault's subscription ${SUBSCRIPTION}, got ${OTHER}: Site Recovery starts no runbook of another`,
    );
    const upper = replicating({}, around({ before: [attach(SUBSCRIPTION.toUpperCase())] }));
    expect(upper.addresses(RECOVERY_PLAN)).toHaveLength(1);
  });

  test("that is a runbook is counted to one of the two sides", () => {
    const runbook = { ...RecoveryAction.runbook("Attach", { id: runbookId() }), fabricLocation: "Secondary" };
    expect(refused({ before: [runbook as RecoveryAction] })).toBe(
      '[test/Dr/Shop] boot group 1.before[0].fabricLocation must be "Primary" or "Recovery", got "Secondary": azurerm\'s values',
    );
  });
});
