export type { BuiltInPolicyName, BuiltInPolicyParameters } from "../../policies/built-in-policies";
export type {
  BuiltInPolicyAssignment,
  CustomPolicyAssignment,
  PolicyAssignmentOptions,
  PolicyAssignmentProps,
  PolicyIdentity,
} from "./assignment-props";
export type { PolicyOverride, ResourceSelector } from "./assignment-selectors";
export type { CustomPolicy } from "./built-in";
export * from "./policy-assignment";
export { PolicyExemption, type PolicyExemptionOptions, type PolicyExemptionProps } from "./policy-exemption";
export {
  PolicyRemediation,
  type PolicyRemediationOptions,
  type PolicyRemediationProps,
} from "./policy-remediation";
export { PolicyScope } from "./policy-scope";
