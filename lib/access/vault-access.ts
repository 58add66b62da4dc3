import type { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { Construct, type IConstruct } from "constructs";
import { Problems } from "../core/problems";
import { resourceGroupId } from "../core/resource-id";
import type { BuiltInRole } from "./built-in-roles";
import { grantRole } from "./grant-role";
import type { IPrincipal } from "./principal";

/** Where a role holds: on the vault alone, or on everything in its resource group. */
export type AccessPlace = "vault" | "resource group";

/** How a role is granted. */
export interface AccessOptions {
  /** @default "vault" */
  readonly at?: AccessPlace;
  /** @default - none */
  readonly description?: string;
}

/** What access needs to know of a vault or resource guard. */
export interface AccessTarget extends IConstruct {
  readonly resourceGroupName: string;
  readonly subscriptionId?: string;
}

/** Gives built-in roles on one resource or its resource group. */
export class ResourceAccess {
  constructor(
    private readonly target: AccessTarget,
    private readonly targetId: string,
    private readonly noun: string,
  ) {}

  /** Any role of the catalogue. The same grant twice is one role assignment. */
  grant(role: BuiltInRole, principal: IPrincipal, options: AccessOptions = {}): RoleAssignment {
    const wide = options.at === "resource group";
    return grantRole(accessScope(this.target), {
      role,
      to: principal,
      at: wide ? this.groupId() : this.targetId,
      place: wide ? "Group" : this.noun,
      description: options.description,
    });
  }

  private groupId(): string {
    const { subscriptionId, resourceGroupName } = this.target;
    const problems = new Problems(this.target);
    problems.when(
      subscriptionId === undefined,
      "a role at the resource group needs the subscription, which the stack does not say: use a ResilienceStack",
    );
    problems.throwIfAny();
    return resourceGroupId(subscriptionId ?? "", resourceGroupName);
  }
}

/** Where the roles of a vault stand in the construct tree. */
export function accessScope(target: IConstruct): Construct {
  const present = target.node.tryFindChild("Access");
  return present instanceof Construct ? present : new Construct(target as unknown as Construct, "Access");
}

/**
 * Who may do what with backups: the built-in roles of Azure Backup (Microsoft Learn, "Manage Azure Backup with Azure
 * role-based access control").
 *
 * @example
 * vault.access.grantOperator(Principal.group("0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11"));
 */
export class BackupAccess extends ResourceAccess {
  constructor(vault: AccessTarget & { readonly vaultId: string }) {
    super(vault, vault.vaultId, "Vault");
  }

  /** "Backup Reader": sees everything, changes nothing. */
  grantReader(principal: IPrincipal, options?: AccessOptions): RoleAssignment {
    return this.grant("Backup Reader", principal, options);
  }

  /** "Backup Operator": backs up and restores; cannot remove backups or change policies. */
  grantOperator(principal: IPrincipal, options?: AccessOptions): RoleAssignment {
    return this.grant("Backup Operator", principal, options);
  }

  /** "Backup Contributor": everything but creating vaults and giving others access. */
  grantContributor(principal: IPrincipal, options?: AccessOptions): RoleAssignment {
    return this.grant("Backup Contributor", principal, options);
  }
}

/** Who may do what with a Recovery Services vault: the roles of Azure Backup, and those of Azure Site Recovery. */
export class VaultAccess extends BackupAccess {
  /** "Site Recovery Reader": sees replication, changes nothing. */
  grantSiteRecoveryReader(principal: IPrincipal, options?: AccessOptions): RoleAssignment {
    return this.grant("Site Recovery Reader", principal, options);
  }

  /** "Site Recovery Operator": fails over and back; cannot change replication. */
  grantSiteRecoveryOperator(principal: IPrincipal, options?: AccessOptions): RoleAssignment {
    return this.grant("Site Recovery Operator", principal, options);
  }

  /** "Site Recovery Contributor": everything but creating vaults and giving others access. */
  grantSiteRecoveryContributor(principal: IPrincipal, options?: AccessOptions): RoleAssignment {
    return this.grant("Site Recovery Contributor", principal, options);
  }
}
