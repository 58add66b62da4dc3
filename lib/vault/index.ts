export * from "./recovery-services-vault";
export type { IRecoveryServicesVault } from "./vault-base";
export type * from "./vault-props";
