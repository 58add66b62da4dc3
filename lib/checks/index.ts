export type { ResilienceChecksProps } from "./checks-props";
export type { RuleChoice } from "./choice";
export { EVIDENCE_FILE, SARIF_FILE } from "./evidence-files";
export type { CheckExemption } from "./exemption";
export { ResilienceChecks } from "./resilience-checks";
export { type CheckResult, type CheckSubject, onResource, onVm } from "./result";
export type { RetentionPreset } from "./retention-preset";
export {
  type Baseline,
  type CheckContext,
  type CheckedVm,
  type CheckRule,
  type CheckSeverity,
  defineRule,
  type Framework,
} from "./rule";
export type { RuleId } from "./rules";
