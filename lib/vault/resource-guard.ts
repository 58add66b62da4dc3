import { DataProtectionResourceGuard } from "@cdktf/provider-azurerm/lib/data-protection-resource-guard";
import { Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { GuardAccess } from "../access/guard-access";
import { checkId } from "../core/construct-id";
import { Problems, quoted } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { isRegion, normalizeRegion } from "../core/regions";
import { canonicalSegments, GUARD_TYPE, partsOf } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";
import { checkTags, type ResourceTags, tagMap } from "../core/tags";
import { takeName } from "../core/taken-names";
import {
  BACKUP_VAULT_OPERATIONS,
  operationTypes,
  RECOVERY_SERVICES_OPERATIONS,
  type UnguardedOperations,
} from "./critical-operations";

/** What others need of a resource guard: those of the program and those of somebody else's. */
export interface IResourceGuard extends IConstruct {
  /** ARM id. */
  readonly guardId: string;
  readonly resourceGroupName: string;
  /** Normalised region name; undefined where it is not known before the deployment. */
  readonly region?: string;
  /** Subscription GUID; undefined where it is not known before the deployment. */
  readonly subscriptionId?: string;
  /** Who may do what with the guard, and so with the vaults under it. */
  readonly access: GuardAccess;
}

export interface ResourceGuardProps {
  /** 1 to 260 characters. */
  readonly name: string;

  /** The group that the guard stands in: one that the backup administrators cannot change. */
  readonly resourceGroup: IResourceGroup;

  /**
   * The Azure region: the one of the vaults.
   * @default - the region that the resource group was defined with
   */
  readonly region?: string;

  /**
   * The critical operations that need nobody's consent.
   * @default - none: the guard protects all of them
   */
  readonly unguarded?: UnguardedOperations;

  /** @default - no tags */
  readonly tags?: ResourceTags;
}

/**
 * A resource guard (`azurerm_data_protection_resource_guard`): who wants to do something critical to a vault under it
 * needs a role on the guard as well (Microsoft Learn, "Multi-user authorization using Resource Guard"). It protects
 * nothing from those who own it: it belongs to another team, best in another subscription or tenant, which then gives it
 * by `ResourceGuard.fromId`. Destroying the guard of a vault is refused by Azure; the association goes first.
 *
 * @example
 * const guard = new ResourceGuard(stack, "Guard", { name: "rguard-contoso", resourceGroup: securityGroup });
 * guard.access.grantReader(Principal.group("0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11"));
 * vault.guardWith(guard);
 */
export class ResourceGuard extends Construct implements IResourceGuard {
  /** Is this a resource guard of the program (not an imported one)? */
  static isResourceGuard(x: unknown): x is ResourceGuard {
    return typeof x === "object" && x !== null && MARK in x;
  }

  /**
   * A guard that somebody else defined, in any subscription, by its ARM id.
   * @throws ConfigurationError when the id is not a resource guard's, or the region is none
   */
  static fromId(scope: Construct, id: string, guardId: string, region?: string): IResourceGuard {
    const parts = partsOf(guardId, GUARD_TYPE);
    const problems = new Problems(`${scope.node.path}/${id}`);
    if (Token.isUnresolved(guardId))
      problems.add(
        "guardId must be text, got a value that only Terraform will know: its group and subscription are read from it; write the id out",
      );
    else problems.when(!parts, `guardId must be the ARM id of a resource guard, got ${quoted(guardId)}`);
    problems.when(
      region !== undefined && !Token.isUnresolved(region) && !isRegion(region),
      `region must be an Azure region, got ${quoted(region)}: leave it out if it is not known`,
    );
    problems.throwIfAny();

    class Imported extends Construct implements IResourceGuard {
      readonly guardId = canonicalSegments(guardId, GUARD_TYPE);
      readonly resourceGroupName = parts?.resourceGroup ?? "";
      readonly subscriptionId = parts?.subscriptionId.toLowerCase();
      readonly region = region === undefined ? undefined : normalizeRegion(region);
      get access(): GuardAccess {
        return new GuardAccess(this);
      }
    }
    return new Imported(scope, checkId(scope, id));
  }

  readonly guardId: string;
  readonly resourceGroupName: string;
  readonly region?: string;
  readonly subscriptionId?: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: DataProtectionResourceGuard;

  constructor(scope: Construct, id: string, props: ResourceGuardProps) {
    super(scope, checkId(scope, id));
    const region = props.region ?? props.resourceGroup.locationInput;
    checkGuard(this, props, region);
    takeName(this, GUARD_TYPE, props.name, props.resourceGroup.name);
    const unguarded = operationTypes(props.unguarded ?? {});
    this.resource = new DataProtectionResourceGuard(this, "Default", {
      name: props.name,
      location: normalizeRegion(region ?? ""),
      resourceGroupName: props.resourceGroup.name,
      vaultCriticalOperationExclusionList: unguarded.length > 0 ? unguarded : undefined,
      tags: tagMap(props.tags),
    });
    this.guardId = this.resource.id;
    this.resourceGroupName = this.resource.resourceGroupName;
    this.region = region === undefined ? undefined : normalizeRegion(region);
    this.subscriptionId = subscriptionOf(this);
    Object.defineProperty(this, MARK, { value: true });
  }

  get access(): GuardAccess {
    return new GuardAccess(this);
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/ResourceGuard");

function checkGuard(scope: IConstruct, props: ResourceGuardProps, region: string | undefined): void {
  const { name, unguarded = {}, tags } = props;
  const problems = new Problems(scope);
  problems.matches("name", name, /^[\s\S]{1,260}$/, "1 to 260 characters");
  if (region === undefined)
    problems.add(
      "region is missing: give the region of the vaults, since the resource group does not say it",
    );
  else if (!Token.isUnresolved(region) && !isRegion(region))
    problems.add(`region must be an Azure region, got ${quoted(region)}`);
  const lists = [
    ["recoveryServicesVaults", unguarded.recoveryServicesVaults, RECOVERY_SERVICES_OPERATIONS],
    ["backupVaults", unguarded.backupVaults, BACKUP_VAULT_OPERATIONS],
  ] as const;
  for (const [list, words = [], catalogue] of lists)
    for (const word of words)
      problems.oneOf(
        `unguarded.${list}`,
        word,
        Object.keys(catalogue),
        "other operations are always guarded, or not at all",
      );
  checkTags(problems, tags);
  problems.throwIfAny();
}
