import type { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { IPrincipal } from "./principal";
import { type AccessOptions, type AccessTarget, ResourceAccess } from "./vault-access";

export type GuardAccessOptions = Omit<AccessOptions, "at">;

/**
 * Who may do what with a resource guard (Microsoft Learn, "Configure Multi-user authorization using Resource Guard"). The
 * backup administrator has no more than "Reader" for good; the other two roles are for the moment, best through
 * Privileged Identity Management.
 */
export class GuardAccess extends ResourceAccess {
  constructor(guard: AccessTarget & { readonly guardId: string }) {
    super(guard, guard.guardId, "Guard");
  }

  /** "Reader": sees the guard; what it takes to put a vault under it. */
  grantReader(principal: IPrincipal, options?: GuardAccessOptions): RoleAssignment {
    return this.grant("Reader", principal, options);
  }

  /** "Backup MUA Operator": does what the guard protects; also what it takes to destroy the association. */
  grantMuaOperator(principal: IPrincipal, options?: GuardAccessOptions): RoleAssignment {
    return this.grant("Backup MUA Operator", principal, options);
  }

  /** "Backup MUA Admin": makes and changes resource guards, and puts vaults under them. */
  grantMuaAdmin(principal: IPrincipal, options?: GuardAccessOptions): RoleAssignment {
    return this.grant("Backup MUA Admin", principal, options);
  }
}
