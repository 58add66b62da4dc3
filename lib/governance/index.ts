export type { BuiltInPolicyName, BuiltInPolicyParameters } from "../../policies/built-in-policies";
export type {
  BuiltInPolicyAssignment,
  CustomPolicyAssignment,
  PolicyAssignmentOptions,
  PolicyAssignmentProps,
} from "./assignment-props";
export type { CustomPolicy } from "./built-in";
export * from "./policy-assignment";
export { PolicyScope } from "./policy-scope";
