import type { Estate, MonitoringOptions } from "../../lib";
import { refusalOfEstate } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import { monitoring, ONE, RECEIVERS, SUBSCRIPTIONS, TWO } from "./define-monitoring";

const NAMED = { subscriptions: SUBSCRIPTIONS };
const refused = (options: Partial<MonitoringOptions>, rows: readonly Record<string, unknown>[] = TWO) =>
  refusalOfEstate(rows, monitoring({ subscription: "prod", ...options }), NAMED);
const refusedVerbs = (use: (e: Estate) => void) => refusalOfEstate(ONE, use, NAMED);

const HINT = "these are the subscriptions that the estate names, and those with vaults";

describe("monitor refuses", () => {
  test("to choose between subscriptions", () => {
    expect(refused({ subscription: undefined })).toBe(
      `[monitor] subscription must be given, "prod" or "dev": what there is once is in one of them`,
    );
  });

  test("a subscription that nobody knows, by name or by GUID", () => {
    const guid = "00000000-0000-0000-0000-000000000000";
    for (const subscription of ["test", guid])
      expect(refused({ subscription })).toBe(
        `[monitor] subscription must be "prod" or "dev", got "${subscription}": ${HINT}`,
      );
  });

  test("a budget for a subscription that nobody knows, together with all else", () => {
    expect(refused({ subscription: "tset", monthlyBudgets: { prod: 5, lab: 5 } })).toBe(
      [
        "[monitor] 2 problems:",
        `  - subscription must be "prod" or "dev", got "tset": ${HINT}`,
        `  - monthlyBudgets must be "prod" or "dev", got "lab": ${HINT}`,
      ].join("\n"),
    );
  });

  test("two budgets for one subscription, of which one would be lost", () => {
    expect(refused({ monthlyBudgets: { prod: 5, [SUBSCRIPTION]: 6 } })).toBe(
      `[monitor] monthlyBudgets: "prod" and "${SUBSCRIPTION}" are the same subscription: remove one`,
    );
  });

  test("an amount that is no budget, in the words of the budget", () => {
    expect(refused({ monthlyBudgets: { dev: 0 } })).toBe(
      "[monitoring-dev/Budget] amount must be 1 at least, in the currency of the invoice, got 0",
    );
  });

  test("to tell nobody", () => {
    expect(refused({ receivers: [] })).toMatch(/^\[monitoring-prod\/Oncall] receivers /);
  });

  test("a workspace by anything but its ARM id", () => {
    expect(refused({ workspace: { id: SUBSCRIPTION } }, ONE)).toBe(
      `[monitoring-prod/Logs] workspaceId must be the ARM id of a Log Analytics workspace, got "${SUBSCRIPTION}": its GUID names it only to queries`,
    );
  });

  test("to be called before createVaults, or twice", () => {
    expect(refusedVerbs((e) => e.monitor({ receivers: RECEIVERS }))).toBe(
      "[Estate] monitor needs createVaults before it",
    );
    const twice = (e: Estate) => {
      e.createVaults();
      e.monitor({ receivers: RECEIVERS });
      e.monitor({ receivers: RECEIVERS });
    };
    expect(refusedVerbs(twice)).toBe("[Estate] monitor is called twice: give all options in one call");
  });
});
