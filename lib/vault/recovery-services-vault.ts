import {
  type RecoveryServicesVaultConfig,
  RecoveryServicesVault as Resource,
} from "@cdktf/provider-azurerm/lib/recovery-services-vault";
import type { Construct } from "constructs";
import { Problems } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { normalizeRegion } from "../core/regions";
import { partsOf, VAULT_TYPE } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";
import { type ResourceTags, tagMap } from "../core/tags";
import { type IRecoveryServicesVault, RecoveryServicesVaultBase } from "./vault-base";
import { checkVault } from "./vault-checks";

/** How the vault's data is copied (azurerm `storage_mode_type`). It cannot change once something is protected. */
export type VaultRedundancy = "GeoRedundant" | "ZoneRedundant" | "LocallyRedundant";

/** Can recovery points be deleted or their retention shortened (azurerm `immutability`)? */
export type VaultImmutability = "Disabled" | "Unlocked" | "Locked";

/** Steps that Azure never takes back; the program says that it knows. */
export type IrreversibleVaultStep = "Locked immutability" | "cross-region restore";

export interface RecoveryServicesVaultProps {
  /** 2 to 50 letters, digits and "-", starting with a letter. */
  readonly name: string;

  /** The group that the vault stands in. */
  readonly resourceGroup: IResourceGroup;

  /**
   * The Azure region. VMs are backed up to a vault of their own region; Site Recovery keeps its vault in another one.
   * @default - the region that the resource group was defined with
   */
  readonly region?: string;

  /**
   * "GeoRedundant" copies to the paired region, "ZoneRedundant" to the region's zones. Frozen after the first item.
   * @default "GeoRedundant"
   */
  readonly redundancy?: VaultRedundancy;

  /**
   * May backups be restored in the paired region at any time? Needs "GeoRedundant", cannot be switched off again, and
   * has to be acknowledged.
   * @default false
   */
  readonly crossRegionRestore?: boolean;

  /**
   * "Unlocked" refuses deletion and shorter retention until somebody switches it off; "Locked" refuses for ever, and
   * has to be acknowledged.
   * @default "Unlocked" ("Disabled" in a throwaway environment)
   */
  readonly immutability?: VaultImmutability;

  /**
   * Azure keeps deleted backups for at least 14 days, always (Microsoft Learn, "Secure by default with Azure Backup").
   * The switch exists to say so: false is refused.
   * @default true
   */
  readonly softDelete?: boolean;

  /**
   * May clients reach the vault over public endpoints?
   * @default true - private endpoints are not part of this construct
   */
  readonly publicNetworkAccess?: boolean;

  /** @default - no tags */
  readonly tags?: ResourceTags;

  /**
   * Irreversible steps that you know and want.
   * @default - none
   */
  readonly acknowledge?: readonly IrreversibleVaultStep[];

  /**
   * For environments that are created to be destroyed: no immutability, and `terraform destroy` may take the vault.
   * @default false
   */
  readonly throwaway?: boolean;
}

/**
 * A Recovery Services vault, in which Azure Backup and Azure Site Recovery keep recovery points
 * (`azurerm_recovery_services_vault`). Safe by default: immutable, soft delete, an identity of its own, alerts for
 * failed jobs, and protected from `terraform destroy`.
 *
 * @example
 * const vault = new RecoveryServicesVault(stack, "Vault", {
 *   name: "rsv-contoso-prod-australiaeast",
 *   resourceGroup,
 *   tags: { Application: "Backup", "Cost Center": "IT-4711" },
 * });
 */
export class RecoveryServicesVault extends RecoveryServicesVaultBase {
  /** Is this a vault of the program (not an imported one)? */
  static isRecoveryServicesVault(x: unknown): x is RecoveryServicesVault {
    return typeof x === "object" && x !== null && MARK in x;
  }

  /**
   * A vault that somebody else defined, by its ARM id. It has to be in the subscription of the stack's provider.
   * @throws ConfigurationError when the id is not a vault's
   */
  static fromVaultId(scope: Construct, id: string, vaultId: string, region?: string): IRecoveryServicesVault {
    const parts = partsOf(vaultId, VAULT_TYPE);
    const problems = new Problems(`${scope.node.path}/${id}`);
    problems.when(
      !parts,
      `vaultId must be the ARM id of a Recovery Services vault, got ${JSON.stringify(vaultId)}`,
    );
    const own = subscriptionOf(scope);
    problems.when(
      parts !== undefined && own !== undefined && parts.subscriptionId.toLowerCase() !== own,
      `vaultId must be in the stack's subscription ${own}, got ${parts?.subscriptionId}: use a stack of that subscription, since azurerm looks for the vault in its own`,
    );
    problems.throwIfAny();

    class Imported extends RecoveryServicesVaultBase {
      readonly vaultId = vaultId;
      readonly vaultName = parts?.name ?? "";
      readonly resourceGroupName = parts?.resourceGroup ?? "";
      override readonly subscriptionId = parts?.subscriptionId.toLowerCase();
      override readonly region = region === undefined ? undefined : normalizeRegion(region);
    }
    return new Imported(scope, id);
  }

  readonly vaultId: string;
  readonly vaultName: string;
  readonly resourceGroupName: string;
  override readonly region?: string;
  override readonly subscriptionId?: string;
  override readonly redundancy: VaultRedundancy;
  override readonly immutability: VaultImmutability;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: Resource;

  constructor(scope: Construct, id: string, props: RecoveryServicesVaultProps) {
    super(scope, id);
    const region = props.region ?? props.resourceGroup.locationInput;
    checkVault(this, props, region);
    this.resource = new Resource(this, "Default", vaultConfig(props, region ?? ""));
    this.vaultId = this.resource.id;
    this.vaultName = this.resource.name;
    this.resourceGroupName = this.resource.resourceGroupName;
    this.region = region === undefined ? undefined : normalizeRegion(region);
    this.subscriptionId = subscriptionOf(this);
    this.redundancy = props.redundancy ?? "GeoRedundant";
    this.immutability = immutability(props);
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/RecoveryServicesVault");

function immutability(props: RecoveryServicesVaultProps): VaultImmutability {
  return props.immutability ?? (props.throwaway ? "Disabled" : "Unlocked");
}

function vaultConfig(props: RecoveryServicesVaultProps, region: string): RecoveryServicesVaultConfig {
  return {
    name: props.name,
    location: normalizeRegion(region),
    resourceGroupName: props.resourceGroup.name,
    sku: "Standard",
    storageModeType: props.redundancy ?? "GeoRedundant",
    crossRegionRestoreEnabled: props.crossRegionRestore ?? false,
    immutability: immutability(props),
    publicNetworkAccessEnabled: props.publicNetworkAccess ?? true,
    identity: { type: "SystemAssigned" },
    // the classic alerts for critical operations retired in March 2026; the Azure Monitor ones stay on
    monitoring: { alertsForAllJobFailuresEnabled: true, alertsForCriticalOperationFailuresEnabled: false },
    tags: tagMap(props.tags),
    lifecycle: props.throwaway ? undefined : { preventDestroy: true },
  };
}
