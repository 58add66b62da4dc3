export type { EstateVaultOptions } from "./backup-site";
export * from "./estate";
export type { EstatePolicy, VmExemptionOptions } from "./estate-policy";
export type { BackupPoliciesOptions, EstateProps, PolicyOptions, VaultsOptions } from "./estate-props";
export type { MonitoringOptions } from "./monitoring-props";
export type { OnboardByPolicyOptions, OnboardingRemediation, UntaggedOptions } from "./onboarding-props";
export type { RegionPairOptions } from "./region-pair";
export type { StorageEstimateOptions } from "./storage-estimate";
export type { VmOverride } from "./vm-overrides";
