import { RecoveryServicesVault as Resource } from "@cdktf/provider-azurerm/lib/recovery-services-vault";
import type { Construct } from "constructs";
import { openKeys } from "../access/key-access";
import type { IPrincipal } from "../access/principal";
import { normalizeRegion } from "../core/regions";
import { canonicalSegments, VAULT_TYPE } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";
import { takeName } from "../core/taken-names";
import { checkExistingVault, type ImportedVaultFacts } from "./existing-vault";
import { type IRecoveryServicesVault, RecoveryServicesVaultBase } from "./vault-base";
import { checkVault } from "./vault-checks";
import { immutabilityOf, monitoringBlock, principalOf, vaultConfig } from "./vault-config";
import { lockVault } from "./vault-lock";
import type {
  RecoveryServicesVaultProps,
  VaultEncryption,
  VaultImmutability,
  VaultRedundancy,
} from "./vault-props";
import { defineVaultSettings } from "./vault-settings";

/**
 * A Recovery Services vault, in which Azure Backup and Azure Site Recovery keep recovery points
 * (`azurerm_recovery_services_vault`). Safe by default: immutable, soft delete, an identity of its own, alerts for
 * failed jobs and replication, and protected from `terraform destroy`. What happens to recovery points when an item
 * leaves the program is the provider's affair: `AzureProvider.retainBackupDataOnDestroy`.
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
   * A vault that somebody else defined, by its ARM id, with what you know of it: what Azure would refuse of it is then
   * refused here. It has to be in the subscription of the stack's provider. Spell its names as Azure does, since azurerm
   * compares them letter by letter; the rest of the id may be in any letter case.
   * @param facts its region, or more of it
   * @throws ConfigurationError when the id is not a vault's
   */
  static fromVaultId(
    scope: Construct,
    id: string,
    vaultId: string,
    facts: string | ImportedVaultFacts = {},
  ): IRecoveryServicesVault {
    const known = typeof facts === "string" ? { region: facts } : facts;
    const parts = checkExistingVault(scope, id, vaultId, known);

    class Imported extends RecoveryServicesVaultBase {
      readonly vaultId = canonicalSegments(vaultId, VAULT_TYPE);
      readonly vaultName = parts.name;
      readonly resourceGroupName = parts.resourceGroup;
      override readonly subscriptionId = parts.subscriptionId.toLowerCase();
      override readonly region = known.region === undefined ? undefined : normalizeRegion(known.region);
      override readonly redundancy = known.redundancy;
      override readonly immutability = known.immutability;
      override readonly identity =
        known.principalId === undefined ? undefined : { principalId: known.principalId };
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
  override readonly crossRegionRestore: boolean;
  override readonly userAssignedKeyIdentity: boolean;
  override readonly identity?: IPrincipal;
  override readonly imported = false;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: Resource;
  private readonly publicAccessWanted: boolean;

  constructor(scope: Construct, id: string, props: RecoveryServicesVaultProps) {
    super(scope, id);
    const region = props.region ?? props.resourceGroup.locationInput;
    checkVault(this, props, region);
    takeName(this, VAULT_TYPE, props.name, props.resourceGroup.name);
    this.resource = new Resource(this, "Default", {
      ...vaultConfig(props, region ?? ""),
      dependsOn: keyAccess(this, props.encryption),
    });
    this.resource.addOverride("monitoring", monitoringBlock(props.alerts));
    this.vaultId = this.resource.id;
    this.vaultName = this.resource.name;
    this.resourceGroupName = this.resource.resourceGroupName;
    this.region = region === undefined ? undefined : normalizeRegion(region);
    this.subscriptionId = subscriptionOf(this);
    this.redundancy = props.redundancy ?? "GeoRedundant";
    this.immutability = immutabilityOf(props);
    this.crossRegionRestore = props.crossRegionRestore ?? false;
    this.userAssignedKeyIdentity = props.encryption !== undefined;
    this.identity = principalOf(props, this.resource);
    this.publicAccessWanted = props.publicNetworkAccess ?? false;
    defineVaultSettings(this, this.vaultId, props);
    if (props.lock) lockVault(this, this.vaultId, props.name);
    Object.defineProperty(this, MARK, { value: true });
  }

  override closePublicAccess(): void {
    if (!this.publicAccessWanted) this.resource.publicNetworkAccessEnabled = false;
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/RecoveryServicesVault");

function keyAccess(vault: Construct, encryption: VaultEncryption | undefined) {
  if (!encryption?.keyVault) return undefined;
  const { keyVault, identity: to, roleWaitSeconds: seconds } = encryption;
  return openKeys(vault, { keyVault, to, wait: "KeyAccess", seconds });
}
