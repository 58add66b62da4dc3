export type { BuiltInPolicyName, BuiltInPolicyParameters } from "../../policies/built-in-policies";
export type {
  BuiltInPolicyAssignment,
  CustomPolicyAssignment,
  PolicyAssignmentOptions,
  PolicyAssignmentProps,
} from "./assignment-props";
export * from "./backup-by-tag";
export type { BackupByTagProps, BackupByTagRule, VmPolicyTarget } from "./backup-by-tag-props";
export type { CustomPolicy } from "./built-in";
export { VM_ONBOARDING, type VmOnboardingPolicy } from "./onboarding-policies";
export * from "./policy-assignment";
export * from "./policy-reach";
export { PolicyScope } from "./policy-scope";
export * from "./replication-by-tag";
