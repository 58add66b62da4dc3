import { reasonsOf } from "./plans";

type Values = Record<string, unknown>;

const ROUTE = "azurerm_monitor_alert_processing_rule_action_group";
const SILENCE = "azurerm_monitor_alert_processing_rule_suppression";

const one = (operator: string, ...values: string[]) => [{ operator, values }];

/** As Terraform writes it: every kind of condition is there, most of them empty. */
const condition = (kinds: Values) => ({
  enabled: true,
  scopes: ["/s"],
  condition: [{ severity: [], monitor_service: [], target_resource: [], ...kinds }],
});

const NONE = { enabled: true, scopes: ["/s"], condition: [] };

const CASES: readonly (readonly [title: string, wide: Values, narrow: Values, what: string])[] = [
  ["a condition", NONE, condition({ severity: one("Equals", "Sev0", "Sev1") }), "severity is asked for"],
  [
    "a second condition",
    condition({ monitor_service: one("Equals", "Azure Backup") }),
    condition({ monitor_service: one("Equals", "Azure Backup"), severity: one("Equals", "Sev0") }),
    "severity is asked for",
  ],
  [
    "fewer values",
    condition({ severity: one("Equals", "Sev0", "Sev1") }),
    condition({ severity: one("Equals", "Sev0") }),
    "severity has fewer values",
  ],
  [
    "more values that are left out",
    condition({ target_resource: one("DoesNotContain", "dev") }),
    condition({ target_resource: one("DoesNotContain", "dev", "prod") }),
    "target_resource has fewer values",
  ],
];

describe("a rule that routes alerts to an action group", () => {
  test.each(CASES)("routes less with %s, and more without it", (_title, wide, narrow, what) => {
    expect(reasonsOf(ROUTE, wide, narrow)).toEqual([`alert-removed: condition routes less: ${what}`]);
    expect(reasonsOf(ROUTE, narrow, wide)).toEqual([]);
  });

  test("with another operator routes other alerts, whichever way", () => {
    const is = condition({ severity: one("Equals", "Sev0") });
    const isNot = condition({ severity: one("NotEquals", "Sev0") });
    const found = ["alert-removed: condition routes less: severity is compared otherwise"];
    expect([reasonsOf(ROUTE, is, isNot), reasonsOf(ROUTE, isNot, is)]).toEqual([found, found]);
  });

  const schedule = (values: Values) => ({ schedule: [{ effective_until: "", recurrence: [], ...values }] });
  const weekly = (...days: string[]) => ({
    days_of_week: days,
    start_time: "08:00:00",
    end_time: "18:00:00",
  });

  test.each([
    ["an end", {}, schedule({ effective_until: "2027-01-31T00:00:00" }), "ends on 2027-01-31T00:00:00"],
    [
      "an earlier end",
      schedule({ effective_until: "2027-01-31T00:00:00" }),
      schedule({ effective_until: "2027-01-01T00:00:00" }),
      "ends on 2027-01-01T00:00:00",
    ],
    [
      "hours of work",
      {},
      schedule({ recurrence: [{ weekly: [weekly("Monday")], daily: [], monthly: [] }] }),
      "holds at fewer times",
    ],
    [
      "fewer times",
      schedule({ recurrence: [{ weekly: [weekly("Monday"), weekly("Sunday")] }] }),
      schedule({ recurrence: [{ weekly: [weekly("Monday")] }] }),
      "holds at fewer times",
    ],
  ])("routes less with %s, and more without it", (_title, before, after, what) => {
    expect(reasonsOf(ROUTE, before, after)).toEqual([`alert-removed: schedule ${what}`]);
    expect(reasonsOf(ROUTE, after, before)).toEqual([]);
  });
});

describe("a suppression that has no end", () => {
  test.each(CASES)("silences more without %s, and less with it", (_title, wide, narrow) => {
    expect(reasonsOf(SILENCE, narrow, wide)).toEqual([
      "alert-suppressed: more alerts are suppressed, and nothing ends it",
    ]);
    expect(reasonsOf(SILENCE, wide, narrow)).toEqual([]);
  });

  const WEEKENDS = [{ recurrence: [{ weekly: [{ days_of_week: ["Sunday"] }], daily: [], monthly: [] }] }];

  test("but comes again each Sunday is no finding when it is made, and one when it silences more", () => {
    const narrow = { ...condition({ severity: one("Equals", "Sev4") }), schedule: WEEKENDS };
    expect(reasonsOf(SILENCE, null, narrow)).toEqual([]);
    expect(reasonsOf(SILENCE, narrow, { ...NONE, schedule: WEEKENDS })).toEqual([
      "alert-suppressed: more alerts are suppressed, and nothing ends it",
    ]);
  });

  const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

  test.each([
    ["each day from midnight to midnight", { daily: [{ start_time: "00:00:00", end_time: "23:59:59" }] }],
    ["each day of the week", { weekly: [{ days_of_week: DAYS, start_time: null, end_time: null }] }],
  ])("and comes again %s never stops", (_title, recurrence) => {
    expect(reasonsOf(SILENCE, null, { ...NONE, schedule: [{ recurrence: [recurrence] }] })).toEqual([
      "alert-suppressed: alerts are suppressed, and nothing ends it",
    ]);
  });

  test("is found once, and one with an end may silence more until then", () => {
    const silent = condition({ severity: one("Equals", "Sev4") });
    expect(reasonsOf(SILENCE, silent, { ...silent, description: "another" })).toEqual([]);
    const until = { schedule: [{ effective_until: "2027-01-31T00:00:00" }] };
    expect(reasonsOf(SILENCE, { ...silent, ...until }, { ...NONE, ...until })).toEqual([]);
  });
});

describe("a diagnostic setting", () => {
  const TYPE = "azurerm_monitor_diagnostic_setting";
  const metric = (enabled: boolean) => ({ metric: [{ category: "Health", enabled }] });

  test.each([
    ["off", metric(false)],
    ["not there", { metric: [] }],
  ])("of azurerm 4 sends fewer metrics when one is %s", (_title, after) => {
    expect(reasonsOf(TYPE, metric(true), after)).toEqual(["logs-removed: metric no longer has health"]);
    expect(reasonsOf(TYPE, after, metric(true))).toEqual([]);
    expect(reasonsOf(TYPE, metric(false), { metric: [] })).toEqual([]);
  });

  test("sends as many when they are written as azurerm 5 writes them", () => {
    const now = { metric: [], enabled_metric: [{ category: "Health" }] };
    expect(reasonsOf(TYPE, metric(true), now)).toEqual([]);
    expect(reasonsOf(TYPE, now, { ...metric(true), enabled_metric: [] })).toEqual([]);
  });

  test("is unknown, with what it was, where it could send fewer metrics", () => {
    const before = { enabled_metric: [{ category: "Health" }] };
    expect(reasonsOf(TYPE, before, {}, { unknown: { enabled_metric: true } })).toEqual([
      'unknown-value: enabled_metric is known only after the apply, and was [{"category":"Health"}]',
    ]);
  });

  test("to another event hub no longer sends to the one that is read", () => {
    expect(reasonsOf(TYPE, { eventhub_name: "siem" }, { eventhub_name: "other" })).toEqual([
      'logs-removed: eventhub_name becomes "other", and was "siem"',
    ]);
  });
});
