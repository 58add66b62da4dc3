export { BUILT_IN_ROLES, type BuiltInRole } from "./built-in-roles";
export type { GuardAccess, GuardAccessOptions } from "./guard-access";
export { type IPrincipal, Principal, type PrincipalType } from "./principal";
export { RolePropagation, type RolePropagationProps } from "./role-propagation";
export type {
  AccessOptions,
  AccessPlace,
  BackupAccess,
  ResourceAccess,
  VaultAccess,
} from "./vault-access";
