export type { BuiltInPolicyName, BuiltInPolicyParameters } from "../../policies/built-in-policies";
export type {
  BuiltInPolicyAssignment,
  CustomPolicyAssignment,
  PolicyAssignmentOptions,
  PolicyAssignmentProps,
  PolicyIdentity,
} from "./assignment-props";
export type { PolicyOverride, ResourceSelector } from "./assignment-selectors";
export * from "./backup-by-tag";
export type { BackupByTagProps, BackupByTagRule, VmPolicyTarget } from "./backup-by-tag-props";
export type { CustomPolicy } from "./built-in";
export { VM_ONBOARDING, type VmOnboardingPolicy } from "./onboarding-policies";
export * from "./policy-assignment";
export { PolicyExemption, type PolicyExemptionOptions, type PolicyExemptionProps } from "./policy-exemption";
export * from "./policy-reach";
export {
  PolicyRemediation,
  type PolicyRemediationOptions,
  type PolicyRemediationProps,
} from "./policy-remediation";
export { PolicyScope } from "./policy-scope";
export * from "./replication-by-tag";
