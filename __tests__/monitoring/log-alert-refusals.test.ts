import { type LogAlertProps, ReplicationQueries } from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { alertIn, OPERATIONS, WORKSPACE_ID } from "./define-alert";

const refused = (changes: object) =>
  refusalOf((stack) => {
    alertIn(stack, changes as Partial<LogAlertProps>);
  });
const accepted = (changes: object) =>
  synthesise((stack) => {
    alertIn(stack, changes as Partial<LogAlertProps>);
  }).addresses("azurerm_monitor_scheduled_query_rules_alert_v2");
const where = (message: string) => `[test/RpoMissed] ${message}`;
const groups = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ actionGroupId: `${OPERATIONS.actionGroupId}${i}` }));

describe("a log alert refuses", () => {
  test.each([
    [
      { actionGroups: [] },
      "actionGroups must name one at least, got none: nobody would be told; or say silent: true where an alert processing rule tells them",
    ],
    [
      { actionGroups: [{ actionGroupId: "ag-a" }] },
      'actionGroups[0].actionGroupId must be the ARM id of an action group, got "ag-a"',
    ],
    [{ silent: true }, "silent must be left out: actionGroups tell somebody"],
    [
      { actionGroups: groups(6) },
      "actionGroups must be 5 at most, got 6: put receivers together in one group",
    ],
    [{ severity: 5 }, "severity must be 0, 1, 2, 3 or 4, got 5: 0 is critical, 4 verbose"],
    [{ severity: -1 }, "severity must be 0, 1, 2, 3 or 4, got -1: 0 is critical, 4 verbose"],
    [{ threshold: Number.NaN }, "threshold must be a number, got NaN"],
    [{ description: "x".repeat(4097) }, "description must be 4096 characters at most, got 4097"],
    [
      { name: "backup: missed" },
      'name must be 1 to 260 characters without *<>%{}&:\\?/#, not ending in " " or ".", got "backup: missed"',
    ],
    [
      { name: "missed." },
      'name must be 1 to 260 characters without *<>%{}&:\\?/#, not ending in " " or ".", got "missed."',
    ],
    [
      { operator: "Equals" },
      'operator must be "Equal", "GreaterThan", "GreaterThanOrEqual", "LessThan" or "LessThanOrEqual", got "Equals": these are azurerm\'s',
    ],
    [
      { measure: { column: "HoursOld", aggregation: "Count" } },
      'measure.aggregation must be "Average", "Minimum", "Maximum" or "Total", got "Count": to count rows, leave measure out',
    ],
    [
      { measure: { column: "", aggregation: "Total" } },
      "measure.column must be a column of the query's result, got nothing",
    ],
    [
      { region: "australiaest" },
      'region must be an Azure region, got "australiaest": did you mean australiaeast? A region that Azure has opened since is named in the context value additionalRegions, or by addRegions',
    ],
  ])("%j", (changes, message) => {
    expect(refused(changes)).toBe(where(message));
  });

  test("an alert whose region nothing says", () => {
    const changes = { workspace: { workspaceId: WORKSPACE_ID }, resourceGroup: { name: "rg-logs" } };
    expect(refused(changes)).toBe(
      where("region must be given: neither workspace nor resourceGroup say theirs"),
    );
  });

  test("a name that another alert of the group has, in whatever letter case", () => {
    const message = refusalOf((stack) => {
      alertIn(stack, { name: "Missed" });
      alertIn(stack, { name: "missed" }, "Other");
    });
    expect(message).toBe(
      '[test/Other] name "missed" is the name of test/RpoMissed in the same resource group: choose another name',
    );
  });
});

describe("a log alert looks at two days at most, and often enough", () => {
  test.each([
    [
      { frequency: "PT7H" },
      'frequency must be "PT1M", "PT5M", "PT10M", "PT15M", "PT30M", "PT45M", "PT1H", "PT2H", "PT3H", "PT4H", "PT5H", "PT6H" or "P1D", got "PT7H": Azure Monitor knows these',
    ],
    [
      { window: "PT12H" },
      'window must be "PT1M", "PT5M", "PT10M", "PT15M", "PT30M", "PT45M", "PT1H", "PT2H", "PT3H", "PT4H", "PT5H", "PT6H", "P1D" or "P2D", got "PT12H": Azure Monitor knows these',
    ],
    [
      { window: "PT30M", frequency: "PT45M" },
      'frequency must be no more than window, got "PT45M": rows in between would not be seen',
    ],
    [
      { window: "PT1H", evaluationPeriods: 2, failingPeriods: 1, frequency: "PT3H" },
      'frequency must be no more than window × evaluationPeriods (PT1H × 2), got "PT3H": rows in between would not be seen',
    ],
    [
      { window: "P1D", evaluationPeriods: 3 },
      "window × evaluationPeriods (P1D × 3) must be 48 hours at most: a log alert sees no more",
    ],
    [
      { window: "P1D", frequency: "PT1M" },
      'window must be PT6H at most with frequency "PT1M", got "P1D": Azure does not look at a day every minute',
    ],
    [
      { window: "PT6H", queryTimeRange: "PT5H" },
      'queryTimeRange must be no less than window, got "PT5H": the query would not see what is evaluated',
    ],
    [
      { queryTimeRange: "PT1M", window: "PT1M", frequency: "PT1M" },
      'queryTimeRange must be "PT5M", "PT10M", "PT15M", "PT20M", "PT30M", "PT45M", "PT1H", "PT2H", "PT3H", "PT4H", "PT5H", "PT6H", "P1D" or "P2D", got "PT1M": Azure Monitor knows these',
    ],
    [
      { muteFor: "PT45M" },
      'muteFor must be no less than frequency, got "PT45M": leave it out to act each time',
    ],
    [
      { muteFor: "PT1M", frequency: "PT1M", window: "PT1H" },
      'muteFor must be "PT5M", "PT10M", "PT15M", "PT30M", "PT45M", "PT1H", "PT2H", "PT3H", "PT4H", "PT5H", "PT6H", "P1D" or "P2D", got "PT1M": Azure Monitor knows these',
    ],
    [
      { frequency: "P1D", window: "P1D", evaluationPeriods: 2 },
      'evaluationPeriods must be 1 with frequency "P1D", got 2: Azure evaluates one period a day',
    ],
    [
      { frequency: "P1D", autoResolve: true },
      'autoResolve must be false with frequency "P1D": Azure resolves what is looked at every 12 hours at least; choose "PT6H"',
    ],
    [
      { muteFor: "PT1H", autoResolve: true },
      "autoResolve must be false with muteFor: Azure does the one or the other",
    ],
    [
      { window: "PT1H", evaluationPeriods: 7 },
      "evaluationPeriods must be 1 to 6, got 7: Azure looks at so many windows together",
    ],
    [
      { window: "PT1H", evaluationPeriods: 2, failingPeriods: 3 },
      "failingPeriods must be evaluationPeriods (2) at most, got 3",
    ],
    [{ failingPeriods: 2 }, "failingPeriods must be evaluationPeriods (1) at most, got 2"],
  ])("%j", (changes, message) => {
    expect(refused(changes)).toBe(where(message));
  });

  test.each([
    { window: "P1D", evaluationPeriods: 2 },
    { window: "PT45M", frequency: "PT45M" },
    { window: "PT6H", frequency: "PT1M" },
    { window: "PT6H", queryTimeRange: "PT6H" },
    { muteFor: "PT1H" },
    { window: "PT1H", evaluationPeriods: 6, failingPeriods: 6 },
    { frequency: "P1D", window: "P1D" },
    { actionGroups: groups(5) },
    { severity: 0 },
    { description: "x".repeat(4096) },
    { name: "x".repeat(260) },
  ])("and takes %j", (changes) => {
    expect(accepted(changes)).toHaveLength(1);
  });

  test("a query given as text says neither", () => {
    expect(refused({ query: "AddonAzureBackupJobs" })).toBe(
      [
        "[test/RpoMissed] 2 problems:",
        "  - frequency must be given with a query given as text",
        "  - window must be given with a query given as text",
      ].join("\n"),
    );
  });
});

describe("the dimensions of a log alert", () => {
  const names = ["A", "B", "C", "D", "E", "F", "G"];
  const timed = { query: `T | project ${names.join(", ")}`, frequency: "PT1H", window: "PT1H" };

  test("are six at most", () => {
    expect(accepted({ ...timed, dimensions: names.slice(0, 6) })).toHaveLength(1);
    expect(refused({ ...timed, dimensions: names })).toBe(
      where("dimensions must be 6 at most, got 7: Azure splits by no more"),
    );
  });

  test.each([
    [["A", "A"], 'dimensions must differ, got "A" twice'],
    [[""], "dimensions must be columns of the query's result, got an empty name"],
    [
      [{ name: "A", values: [] }],
      'the dimension "A" must have values, got an empty one: leave values out for all',
    ],
    [
      [{ name: "A", values: ["x", ""] }],
      'the dimension "A" must have values, got an empty one: leave values out for all',
    ],
    [
      [{ name: "A", operator: "StartsWith" }],
      'the dimension "A" must be "Include" or "Exclude", got "StartsWith": these are azurerm\'s',
    ],
    [["Item"], 'query must return the dimension "Item": it does not name it'],
  ])("%j are refused", (dimensions, message) => {
    expect(refused({ ...timed, dimensions })).toBe(where(message));
  });

  test("of a query of the library may be fewer than its own", () => {
    expect(accepted({ query: ReplicationQueries.critical(), dimensions: ["Vault"] })).toHaveLength(1);
  });
});
