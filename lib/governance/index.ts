export type { BuiltInPolicyName, BuiltInPolicyParameters } from "../../policies/built-in-policies";
export type {
  BuiltInPolicyAssignment,
  CustomPolicyAssignment,
  PolicyAssignmentOptions,
  PolicyAssignmentProps,
  PolicyIdentity,
} from "./assignment-props";
export type { PolicyOverride, ResourceSelector } from "./assignment-selectors";
export {
  BackupBaseline,
  type BackupBaselineProps,
  BackupEnforced,
  type BackupEnforcedProps,
  type BaselineAssignmentOptions,
} from "./backup-baseline";
export * from "./backup-by-tag";
export type { BackupByTagProps, BackupByTagRule, VmPolicyTarget } from "./backup-by-tag-props";
export type { BackupBaselineKind, BaselineChoice, TierTag } from "./baseline-members";
export type { CustomPolicy } from "./built-in";
export type { EnforcedChoice } from "./enforced-members";
export type {
  BuiltInMember,
  CustomMember,
  InitiativeGroup,
  InitiativeMember,
  ParameterReference,
  PolicyInitiativeProps,
} from "./initiative-props";
export { VM_ONBOARDING, type VmOnboardingPolicy } from "./onboarding-policies";
export * from "./policy-assignment";
export { PolicyDefinition, type PolicyDefinitionProps } from "./policy-definition";
export {
  CUSTOM_POLICIES,
  type CustomPolicyName,
  type PolicyDocument,
  type PolicyDocumentParameter,
  policyDocument,
} from "./policy-document";
export { PolicyExemption, type PolicyExemptionOptions, type PolicyExemptionProps } from "./policy-exemption";
export { PolicyInitiative } from "./policy-initiative";
export * from "./policy-reach";
export {
  PolicyRemediation,
  type PolicyRemediationOptions,
  type PolicyRemediationProps,
} from "./policy-remediation";
export { PolicyScope } from "./policy-scope";
export { REACH_FILE } from "./reach-file";
export * from "./replication-by-tag";
export { VAULT_TAGS, VaultTags, type VaultTagsProps } from "./vault-tags";
