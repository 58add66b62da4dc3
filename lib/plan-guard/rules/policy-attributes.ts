import type { AttributeRule, RulesByType } from "./attribute-rule";
import {
  conditionOf,
  effectOf,
  fewerPolicies,
  lowerEffect,
  lowerEffects,
  lowerMembers,
  lowerOverrides,
  narrowerCondition,
  unsaidEffects,
} from "./effects";
import { another, identity, limited, ordered, switchedOff, widened } from "./weaker";

const rule = "policy-not-enforced";

const ASSIGNMENT: readonly AttributeRule[] = [
  { rule, path: "enforce", weaker: switchedOff },
  { rule, path: "not_scopes", weaker: widened },
  { rule, path: "overrides", weaker: lowerOverrides },
  { rule, path: "resource_selectors", weaker: limited },
  { rule, path: "policy_definition_id", weaker: another },
  { rule, path: "parameters", weaker: lowerEffects("value"), unknown: false },
  { rule: "unknown-value", path: "parameters", weaker: unsaidEffects, unknown: false },
  { rule: "identity-removed", path: "identity.type", weaker: identity },
];

const DEFINITION: readonly AttributeRule[] = [
  { rule, path: "policy_rule", read: effectOf, weaker: lowerEffect },
  { rule, path: "policy_rule", read: conditionOf, weaker: narrowerCondition, unknown: false },
  // the modes of resource providers have policies of their own kind
  { rule, path: "mode", weaker: ordered("Indexed", "All") },
];

const INITIATIVE: readonly AttributeRule[] = [
  { rule, path: "policy_definition_reference", weaker: fewerPolicies },
  { rule, path: "policy_definition_reference", weaker: lowerMembers, unknown: false },
  { rule, path: "parameters", weaker: lowerEffects("defaultValue"), unknown: false },
];

const REMEDIATION: readonly AttributeRule[] = [
  { rule, path: "location_filters", weaker: limited },
  { rule, path: "policy_assignment_id", weaker: another, unknown: false },
];

/** What Azure Policy may not do less of. */
export const POLICY_ATTRIBUTES: RulesByType = {
  policy_definition: DEFINITION,
  policy_set_definition: INITIATIVE,
  management_group_policy_set_definition: INITIATIVE,
  management_group_policy_assignment: ASSIGNMENT,
  subscription_policy_assignment: ASSIGNMENT,
  resource_group_policy_assignment: ASSIGNMENT,
  resource_policy_assignment: ASSIGNMENT,
  management_group_policy_remediation: REMEDIATION,
  subscription_policy_remediation: REMEDIATION,
  resource_group_policy_remediation: REMEDIATION,
  resource_policy_remediation: REMEDIATION,
};
