import { reasonsOf } from "./plans";

type Values = Record<string, unknown>;

/** A change, and what is found of it; the way back is never a finding. */
function weaker(type: string, before: Values, after: Values): readonly string[] {
  expect(reasonsOf(type, after, before)).toEqual([]);
  return reasonsOf(type, before, after);
}

describe("Prometheus alerts", () => {
  const TYPE = "azurerm_monitor_alert_prometheus_rule_group";
  const rule = (alert: string, values: Values = {}) => ({ alert, enabled: true, severity: 2, ...values });
  const group = (...rules: Values[]) => ({ rule_group_enabled: true, scopes: ["/w/one"], rule: rules });

  test.each([
    [
      "the group is switched off",
      { ...group(rule("BackupFailed")), rule_group_enabled: false },
      "alert-removed: rule_group_enabled is switched off",
    ],
    ["a rule goes", group(rule("Other")), "alert-removed: rule no longer alerts of backupfailed"],
    [
      "a rule is switched off",
      group(rule("BackupFailed", { enabled: false }), rule("Other")),
      "alert-removed: rule no longer alerts of backupfailed",
    ],
    [
      "a rule becomes less severe",
      group(rule("BackupFailed", { severity: 4 }), rule("Other")),
      "alert-weakened: rule backupfailed becomes 4, and was 2",
    ],
  ])("are found when %s", (_title, after, found) => {
    const before = after.rule_group_enabled
      ? group(rule("BackupFailed"), rule("Other"))
      : group(rule("BackupFailed"));
    expect(weaker(TYPE, before, after)).toEqual([found]);
  });

  test("tell one action group fewer", () => {
    const action = (...ids: string[]) => ids.map((id) => ({ action_group_id: `/groups/${id}` }));
    const before = group(rule("BackupFailed", { action: action("oncall", "mail") }));
    const after = group(rule("BackupFailed", { action: action("mail") }));
    expect(weaker(TYPE, before, after)).toEqual([
      "alert-removed: rule no longer tells oncall of backupfailed",
    ]);
  });

  test("that record, and alert of nothing, are not asked", () => {
    const recording = { record: "backup:jobs", enabled: true };
    expect(reasonsOf(TYPE, group(recording), group())).toEqual([]);
  });
});

describe("smart detector alerts", () => {
  const TYPE = "azurerm_monitor_smart_detector_alert_rule";
  test.each([
    ["enabled", true, false, "alert-removed: enabled is switched off"],
    ["severity", "Sev1", "Sev3", 'alert-weakened: severity becomes "Sev3", and was "Sev1"'],
    ["scope_resource_ids", ["/a", "/b"], ["/a"], "alert-removed: scope_resource_ids no longer has /b"],
    [
      "action_group",
      [{ ids: ["/groups/one", "/groups/two"] }],
      [{ ids: ["/groups/one"] }],
      "alert-removed: action_group no longer has two",
    ],
  ])("are found when %s goes from %j to %j", (argument, before, after, found) => {
    expect(weaker(TYPE, { [argument]: before }, { [argument]: after })).toEqual([found]);
  });
});

describe("metric and log alerts", () => {
  const METRIC = "azurerm_monitor_metric_alert";
  const LOG = "azurerm_monitor_scheduled_query_rules_alert_v2";
  const above = (threshold: number, more: Values = {}) => ({
    criteria: [{ operator: "GreaterThan", metric_name: "BackupHealthEvent", threshold, ...more }],
  });

  test.each([
    [
      "alert of more events only",
      METRIC,
      above(0),
      above(10),
      "alert-weakened: criteria alerts above 10, and did above 0",
    ],
    [
      "alert of fewer successes only",
      LOG,
      { criteria: [{ operator: "LessThan", threshold: 3 }] },
      { criteria: [{ operator: "LessThan", threshold: 1 }] },
      "alert-weakened: criteria alerts below 1, and did below 3",
    ],
    [
      "ask for one criterion more",
      METRIC,
      above(0),
      { criteria: [...above(0).criteria, { operator: "LessThan", metric_name: "Other", threshold: 3 }] },
      "alert-weakened: criteria asks for Other, too",
    ],
    [
      "wait for another failing period",
      LOG,
      above(0, { failing_periods: [{ minimum_failing_periods_to_trigger_alert: 1 }] }),
      above(0, { failing_periods: [{ minimum_failing_periods_to_trigger_alert: 3 }] }),
      "alert-weakened: criteria waits for 3 failing periods, and did for 1",
    ],
    [
      "look less often",
      LOG,
      { evaluation_frequency: "PT15M" },
      { evaluation_frequency: "P1D" },
      'alert-weakened: evaluation_frequency becomes "P1D", and was "PT15M"',
    ],
    [
      "look less often, of metrics",
      METRIC,
      { frequency: "PT5M" },
      { frequency: "PT1H" },
      'alert-weakened: frequency becomes "PT1H", and was "PT5M"',
    ],
    [
      "see less of a dynamic threshold",
      METRIC,
      { dynamic_criteria: [{ alert_sensitivity: "High" }] },
      { dynamic_criteria: [{ alert_sensitivity: "Low" }] },
      'alert-weakened: dynamic_criteria.alert_sensitivity becomes "Low", and was "High"',
    ],
  ])("are found when they %s", (_title, type, before, after, found) => {
    expect(weaker(type, before, after)).toEqual([found]);
  });

  test("of another metric, or with another query, are not compared by their threshold", () => {
    const other = { criteria: [{ operator: "GreaterThan", metric_name: "Other", threshold: 9 }] };
    expect(reasonsOf(METRIC, above(0), other)).toEqual(["alert-weakened: criteria asks for Other, too"]);
    const query = (text: string, threshold: number) => ({
      criteria: [{ operator: "GreaterThan", query: text, threshold }],
    });
    expect(reasonsOf(LOG, query("Jobs", 0), query("Jobs | count", 5))).toEqual([]);
  });
});
