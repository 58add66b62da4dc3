export { type Approval, type Judged, judge, readApprovals } from "./approvals";
export type { GuardFinding, GuardRule, GuardSeverity } from "./finding";
export { type GuardResult, guardPlan } from "./guard-plan";
export { type PlannedChange, readPlan, type TerraformPlan, UnreadablePlan } from "./plan";
export { asJson, asMarkdown, asText, type GuardReport } from "./report";
export { GUARD_RULES, type GuardRuleId } from "./rules/rule-list";
