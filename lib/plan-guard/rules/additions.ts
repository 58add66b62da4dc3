import { type Change, listAt, type Values, valueAt } from "../change";
import { endOf, holdsLess, isAlways, narrowing } from "./conditions";
import { azurermType } from "./destruction";
import type { GuardRuleId } from "./rule-list";

/** What is wrong with a resource that is made, or changed: it takes protection away by being there. */
export function additionOf(
  change: Change,
): { readonly rule: GuardRuleId; readonly reason: string } | undefined {
  const type = azurermType(change);
  if (type === undefined || change.kind === "delete" || change.kind === "forget" || change.kind === "none")
    return undefined;
  if (/_policy_exemption$/.test(type)) return exemption(change);
  if (type === "monitor_alert_processing_rule_suppression") return suppression(change);
  return undefined;
}

function exemption(change: Change): { rule: GuardRuleId; reason: string } | undefined {
  const until = valueAt(change.after, "expires_on") ?? valueAt(change.after, "body.properties.expiresOn");
  const was = valueAt(change.before, "expires_on") ?? valueAt(change.before, "body.properties.expiresOn");
  if (change.kind === "update" && until === was && !exemptsMore(change)) return undefined;
  const end = until === undefined ? "without an end" : `until ${until}`;
  const made = change.kind === "update" ? "the exemption now holds" : "an exemption is made";
  return { rule: "exemption-added", reason: `${made} ${end}` };
}

/** Of another assignment, or of more of an initiative: no policies named are all of them. */
function exemptsMore({ before, after }: Change): boolean {
  const [was, is] = [before, after].map((values) => String(valueAt(values, "policy_assignment_id")));
  if (was?.toLowerCase() !== is?.toLowerCase()) return true;
  const named = (values: typeof after) => listAt(values, "policy_definition_reference_ids");
  if (named(before).length === 0) return false;
  return named(after).length === 0 || named(after).some((one) => !named(before).includes(one));
}

/** Alerts that nobody is told of, for ever: now and then is what maintenance does, until a day is what it ends with. */
function suppression({ after, before }: Change): { rule: GuardRuleId; reason: string } | undefined {
  if (valueAt(after, "enabled") === false || endOf(after.schedule) !== undefined) return undefined;
  const lasted =
    isThere(before) && valueAt(before, "enabled") !== false && endOf(before.schedule) === undefined;
  if (isAlways(after.schedule) && !(lasted && isAlways(before.schedule)))
    return { rule: "alert-suppressed", reason: "alerts are suppressed, and nothing ends it" };
  if (!lasted || !silencesMore(before, after)) return undefined;
  return { rule: "alert-suppressed", reason: "more alerts are suppressed, and nothing ends it" };
}

const isThere = (values: Values) => Object.keys(values).length > 0;

function silencesMore(before: Values, after: Values): boolean {
  const reachesMore = listAt(after, "scopes").some((scope) => !listAt(before, "scopes").includes(scope));
  return (
    reachesMore ||
    narrowing(after.condition, before.condition) !== undefined ||
    holdsLess(after.schedule, before.schedule) !== undefined
  );
}
