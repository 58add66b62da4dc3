import { valueAt } from "../change";
import { isoMinutes } from "./iso-duration";
import { byMember, fewerWithin, lessSevere, listOf, ordered, pairs, type Weaker } from "./weaker";

/** Texts of all members that say one; nothing where none does. */
function joined(texts: readonly (string | undefined)[]): string | undefined {
  const said = texts.filter((text) => text !== undefined);
  return said.length > 0 ? said.join("; ") : undefined;
}

const alertOf = (rule: unknown) => String(valueAt(rule, "alert") ?? "").toLowerCase();

/** Rules of a Prometheus group that alert: others record, and alert of nothing. An absent switch is on. */
const alerting = (rules: unknown) =>
  listOf(rules).filter((rule) => alertOf(rule) !== "" && valueAt(rule, "enabled") !== false);

export const fewerAlerts: Weaker = byMember((before, after) => {
  const lost = pairs(alerting(before), alerting(after), alertOf).filter(([, is]) => is === undefined);
  return lost.length > 0 ? `no longer alerts of ${lost.map(([was]) => alertOf(was)).join(", ")}` : undefined;
});

export const lessSevereAlerts: Weaker = (before, after) =>
  joined(
    pairs(alerting(before), alerting(after), alertOf).map(([was, is]) => {
      const text = is === undefined ? undefined : lessSevere(...severitiesOf(was, is));
      return text && `${alertOf(was)} ${text}`;
    }),
  );

const severitiesOf = (was: unknown, is: unknown) =>
  [valueAt(was, "severity"), valueAt(is, "severity")] as const;

export const fewerTold: Weaker = (before, after) =>
  joined(
    pairs(alerting(before), alerting(after), alertOf).map(([was, is]) => {
      const [old, now] = [was, is].map((one) => Object(one).action);
      const text = is === undefined ? undefined : groups(old, now);
      return text && `${text.replace("no longer has", "no longer tells")} of ${alertOf(was)}`;
    }),
  );

const groups = fewerWithin("action_group_id");

/** The severities of smart detectors are words. */
export const lessSevereWord = ordered("Sev4", "Sev3", "Sev2", "Sev1", "Sev0");

/** Criteria of an alert, all of which are met when it fires; a query that is another one is not judged. */
export const fewerReasons: Weaker = (before, after) => {
  const asked = listOf(before).map(metricOf);
  const more = listOf(after)
    .map(metricOf)
    .filter((metric) => !asked.includes(metric));
  if (asked.length > 0 && more.length > 0) return `asks for ${more.join(", ")}, too`;
  return joined(
    pairs(before, after, metricOf).flatMap(([was, is]) =>
      is === undefined || valueAt(was, "query") !== valueAt(is, "query")
        ? []
        : [farther(was, is), later(was, is)],
    ),
  );
};

const metricOf = (criterion: unknown) => String(valueAt(criterion, "metric_name") ?? "");

/** A threshold that fewer values pass. */
function farther(was: unknown, is: unknown): string | undefined {
  const operator = String(valueAt(was, "operator"));
  const [old, now] = [valueAt(was, "threshold"), valueAt(is, "threshold")];
  if (operator !== valueAt(is, "operator") || typeof old !== "number" || typeof now !== "number")
    return undefined;
  if (operator.startsWith("GreaterThan") && now > old) return `alerts above ${now}, and did above ${old}`;
  return operator.startsWith("LessThan") && now < old
    ? `alerts below ${now}, and did below ${old}`
    : undefined;
}

const PERIODS = "failing_periods.minimum_failing_periods_to_trigger_alert";

/** One failing period is the default (azurerm_monitor_scheduled_query_rules_alert_v2). */
function later(was: unknown, is: unknown): string | undefined {
  const [old, now] = [was, is].map((one) => Number(valueAt(one, PERIODS) ?? 1));
  return (now ?? 1) > (old ?? 1) ? `waits for ${now} failing periods, and did for ${old}` : undefined;
}

/** An ISO 8601 duration between two looks that gets longer. */
export const lessOften: Weaker = (before, after) => {
  const [was, is] = [before, after].map((one) => isoMinutes(String(one)));
  return was !== undefined && is !== undefined && is > was
    ? `becomes ${JSON.stringify(after)}, and was ${JSON.stringify(before)}`
    : undefined;
};
