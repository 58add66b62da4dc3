import { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import { Construct } from "constructs";
import { grantRole } from "../access/grant-role";
import { RolePropagation } from "../access/role-propagation";
import { checkId } from "../core/construct-id";
import { addFinding } from "../core/findings";
import { fingerprint } from "../core/fingerprint";
import { createFirst } from "../core/first";
import { standIn } from "../core/last";
import { normalizeRegion } from "../core/regions";
import { resolvedText } from "../core/resolved";
import { canonicalSegments, STORAGE_ACCOUNT_TYPE, VAULT_TYPE } from "../core/resource-id";
import { tagMap } from "../core/tags";
import { takeName } from "../core/taken-names";
import { geoCodeOf } from "./geo-codes";
import { checkPrivateAccess } from "./private-access-checks";
import type { PrivateAccessProps } from "./private-access-props";
import { canonicalSubnetId } from "./subnet-size";
import { endpointName, type VaultService, zoneNames } from "./vault-service";

/** Everything of Azure Backup and Site Recovery in a vault: what is registered, and the policies that it waits for. */
const REGISTERED = /^azurerm_(backup|site_recovery)_/;
const REPLICATED = /^azurerm_site_recovery_/;

/**
 * Private endpoints of a Recovery Services vault (`azurerm_private_endpoint`), made before anything is registered in it:
 * Azure takes none afterwards, whatever has been removed since. At most 12 for a vault. The vault's public access goes
 * off with the first, unless the vault says `publicNetworkAccess: true`.
 *
 * Backing up and restoring whole VMs needs no endpoint; SQL Server and SAP HANA in VMs, the MARS agent and the recovery of
 * single files do. AzureBackup needs no roles (v2 experience), AzureSiteRecovery the vault's identity on its cache
 * accounts. Cross-region restore of SQL Server and SAP HANA databases does not work in such a vault, and neither does a
 * customer-managed key that a user-assigned identity opens. Backup vaults (Data Protection) have no private endpoints.
 *
 * @see Microsoft Learn, "Overview and concepts of private endpoints (v2 experience) for Azure Backup"
 * @see Microsoft Learn, "Enable replication for private endpoints in Azure Site Recovery"
 *
 * @example
 * vault.addPrivateAccess("Private", {
 *   subnet,
 *   dns: new PrivateDnsZones(stack, "Dns", { resourceGroup, linkTo: [network] }),
 *   services: ["AzureBackup", "AzureSiteRecovery"],
 * });
 */
export class PrivateAccess extends Construct {
  static isPrivateAccess(x: unknown): x is PrivateAccess {
    return typeof x === "object" && x !== null && MARK in x;
  }

  /** The provider's own constructs by service, for what this one does not cover. */
  readonly endpoints: Readonly<Partial<Record<VaultService, PrivateEndpoint>>>;

  constructor(scope: Construct, id: string, props: PrivateAccessProps) {
    super(scope, checkId(scope, id));
    checkPrivateAccess(this, props);
    const { vault, services = ["AzureBackup"] } = props;
    this.endpoints = Object.fromEntries(
      services.map((service) => [service, this.addEndpoint(service, props)]),
    );
    this.openCaches(props);
    standIn(vault, this);
    vault.closePublicAccess();
    if (vault.crossRegionRestore) warnOfRestore(this);
    Object.defineProperty(this, MARK, { value: true });
  }

  private addEndpoint(service: VaultService, props: PrivateAccessProps): PrivateEndpoint {
    const { vault, dns } = props;
    const name = endpointName(service, props.name ?? vault.vaultName);
    const resourceGroupName = props.resourceGroup?.name ?? vault.resourceGroupName;
    takeName(this, "Microsoft.Network/privateEndpoints", name, resourceGroupName);
    const endpoint = new PrivateEndpoint(this, service, {
      name,
      location: normalizeRegion(props.region ?? vault.region ?? ""),
      resourceGroupName,
      subnetId: canonicalSubnetId(props.subnet.id),
      privateServiceConnection: {
        name,
        isManualConnection: false,
        privateConnectionResourceId: canonicalSegments(vault.vaultId, VAULT_TYPE),
        subresourceNames: [service],
      },
      privateDnsZoneGroup:
        dns === "by Azure Policy"
          ? undefined
          : { name: "default", privateDnsZoneIds: zoneIds(service, props) },
      lifecycle: dns === "by Azure Policy" ? { ignoreChanges: ["private_dns_zone_group"] } : undefined,
      tags: tagMap(props.tags),
    });
    createFirst(vault, endpoint, REGISTERED);
    return endpoint;
  }

  private openCaches(props: PrivateAccessProps): void {
    const { vault, caches = [], identity = vault.identity, roleWaitSeconds: seconds } = props;
    if (caches.length === 0 || !identity) return;
    const roles = caches.flatMap(({ storageAccountId }) => {
      const at = canonicalSegments(storageAccountId, STORAGE_ACCOUNT_TYPE);
      const place = `Cache-${fingerprint(resolvedText(this, at).toLowerCase(), 8)}`;
      return (["Contributor", "Storage Blob Data Contributor"] as const).map((role) =>
        grantRole(this, { role, at, to: identity, place }),
      );
    });
    const wait = new RolePropagation(this, "CacheAccess", { after: roles, seconds });
    createFirst(vault, wait.resource, REPLICATED);
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/PrivateAccess");

/** The zones of a service; those that are missing were refused before. */
function zoneIds(service: VaultService, { dns, vault, geoCode }: PrivateAccessProps): string[] {
  if (dns === "by Azure Policy") return [];
  return zoneNames(service, geoCodeOf(geoCode, vault.region) ?? "").flatMap((name) => dns.zoneId(name) ?? []);
}

function warnOfRestore(access: PrivateAccess): void {
  addFinding(access, {
    kind: "warning",
    subject: access.node.path,
    reason:
      "the vault restores across regions, and Azure does not do that for SQL Server and SAP HANA databases in a vault with private endpoints",
    remedy: "back those databases up to another vault, or give up one of the two",
  });
}
