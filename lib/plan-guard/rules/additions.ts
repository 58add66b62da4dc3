import { type Change, listAt, valueAt } from "../change";
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

/** Of an initiative: no policies named are all of them. */
function exemptsMore({ before, after }: Change): boolean {
  const named = (values: typeof after) => listAt(values, "policy_definition_reference_ids");
  if (named(before).length === 0) return false;
  return named(after).length === 0 || named(after).some((one) => !named(before).includes(one));
}

function suppression(change: Change): { rule: GuardRuleId; reason: string } | undefined {
  const { after, before } = change;
  if (valueAt(after, "enabled") === false) return undefined;
  // real plans write a block that is not there as an empty list
  const endless = (values: typeof after) =>
    (valueAt(values, "schedule.effective_until") ?? "") === "" &&
    listAt(values, "schedule.recurrence").length === 0;
  const reachesMore = listAt(after, "scopes").some((scope) => !listAt(before, "scopes").includes(scope));
  if (
    !endless(after) ||
    (change.kind === "update" && endless(before) && valueAt(before, "enabled") !== false && !reachesMore)
  )
    return undefined;
  return { rule: "alert-suppressed", reason: "alerts are suppressed, and nothing ends it" };
}
