export { BUILT_IN_ROLES, type BuiltInRole } from "./built-in-roles";
export { GuardAccess, type GuardAccessOptions } from "./guard-access";
export { type IPrincipal, Principal, type PrincipalType } from "./principal";
export { RolePropagation, type RolePropagationProps } from "./role-propagation";
export { type AccessOptions, type AccessPlace, ResourceAccess, VaultAccess } from "./vault-access";
