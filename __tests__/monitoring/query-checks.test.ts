import type { AlertFrequency } from "../../lib/monitoring/durations";
import { refusalOf, synthesise } from "../support/synthesise";
import { alertIn } from "./define-alert";

const define = (query: string, frequency: AlertFrequency = "PT1H") => ({
  query,
  frequency,
  window: "PT6H" as const,
});
const refused = (query: string, frequency?: AlertFrequency) =>
  refusalOf((stack) => {
    alertIn(stack, define(query, frequency));
  }).replace("[test/RpoMissed] ", "");
const accepted = (query: string, frequency?: AlertFrequency) =>
  synthesise((stack) => {
    alertIn(stack, define(query, frequency));
  }).addresses("azurerm_monitor_scheduled_query_rules_alert_v2").length;

describe("the query of a log alert refuses what Azure refuses of it", () => {
  test.each([
    ["", "query must be KQL, got nothing"],
    ['search "failed"', "query must not use search: name the table"],
    ['T | where A in ((search in (S) "x" | project A))', "query must not use search: name the table"],
    ["T | evaluate bag_unpack(A)", "query must not use bag_unpack()"],
    ["T | evaluate pivot(A)", "query must not use pivot()"],
    ["T | evaluate  narrow()", "query must not use narrow()"],
    [
      "T | summarize AggregatedValue = count()",
      "query must not use AggregatedValue: Azure uses the name itself",
    ],
    [
      "union T, S",
      "query must not use union of tables: a log alert starts with one table; join others, or define an alert for each",
    ],
    [
      "T | union (S)",
      "query must not use union of tables: a log alert starts with one table; join others, or define an alert for each",
    ],
    ["T | where A > ago(b)", 'query must give ago() a time span such as 24h, got "b"'],
    ["T | where A > ago( 2 * 1d )", 'query must give ago() a time span such as 24h, got "2 * 1d"'],
  ])("%s", (query, message) => {
    expect(refused(query)).toBe(message);
  });

  test.each([
    ["T | union (S)", "query must not use union"],
    ["T | take 5", "query must not use take or limit"],
    ["T | limit 5", "query must not use take or limit"],
    ["T | where ingestion_time() > A", "query must not use ingestion_time()"],
    ["adx('https://c.kusto.windows.net/d').T", "query must not use adx()"],
  ])("every minute: %s", (query, message) => {
    expect(refused(query, "PT1M")).toBe(message);
  });

  test.each([
    "T | where A > ago(24h) and B > ago(1.5d)",
    "union workspace('a').T, workspace('b').T",
    'T | where A == "union of search, pivot() and ago(x)" // evaluate pivot()',
    "T | where A == 'search' | take 5",
    "T | extend research = 1, limited = 2",
  ])("and takes %s", (query) => {
    expect(accepted(query)).toBe(1);
  });

  test("64 KB with the description are the most that Azure takes", () => {
    const text = (length: number) => `T | where A == "${"x".repeat(length)}"`;
    // the quotes within the query, and the brackets, quotes and commas around all of it
    const around = Buffer.byteLength(JSON.stringify([text(0), "", {}]));
    expect(accepted(text(65_536 - around))).toBe(1);
    expect(refused(text(65_537 - around))).toBe(
      "query must be shorter: with description and customProperties it takes 65537 bytes, and Azure 65536 at most",
    );
  });
});
