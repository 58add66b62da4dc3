import type { GenericSchema } from "valibot";
import { normalizeRegion } from "../core/regions";
import { canonicalSegments, partsOf, VAULT_TYPE, VM_TYPE } from "../core/resource-id";
import { isHonest, shown } from "./cell-checks";
import type { ExistingPolicy, ExistingProtectedVm, ExistingVault } from "./existing-backups";
import { ItemRow, PolicyRow, VaultRow } from "./existing-rows";
import { describeOrigin, type Origin } from "./origin";
import type { RawRow } from "./resource-graph-file";
import { RowChecks } from "./row-checks";

const VAULT = VAULT_TYPE.toLowerCase();
const POLICY = `${VAULT}/backuppolicies`;
const ITEM = `${VAULT}/backupfabrics/protectioncontainers/protecteditems`;

const POLICY_ID = /^(\/subscriptions\/.+\/vaults\/[^/]+)\/backupPolicies\/([^/]+)$/i;
const ITEM_ID =
  /^(\/subscriptions\/.+\/vaults\/[^/]+)\/backupFabrics\/Azure\/protectionContainers\/([^/]+)\/protectedItems\/([^/]+)$/i;

/** The rows of all pages by kind, checked as they come. */
export class ExistingRowSet {
  readonly vaults: ExistingVault[] = [];
  readonly policies: ExistingPolicy[] = [];
  readonly items: ExistingProtectedVm[] = [];
  /** The vaults that protect anything, in lower case. */
  readonly used = new Set<string>();
  readonly checks = new RowChecks();

  add(raw: RawRow): void {
    const known = this.checks.identify(raw);
    if (!known) return;
    if (known.kind === VAULT) this.keep(this.vaults, VaultRow, readVault, raw, "a Recovery Services vault");
    else if (known.kind === POLICY) this.keep(this.policies, PolicyRow, readPolicy, raw, "a backup policy");
    else if (known.kind === ITEM) this.addItem(raw);
    else {
      const message = `type must be a Recovery Services vault, backup policy or protected item, got ${shown(known.type)}`;
      this.checks.refuse(raw.origin, message);
    }
  }

  private addItem(raw: RawRow): void {
    if (!this.checks.valid(ItemRow, raw)) return;
    const { id, properties, name } = raw.row as ItemRow;
    this.used.add(id.toLowerCase().split("/backupfabrics/")[0] ?? "");
    if (!isOfVms(properties.backupManagementType)) return;
    const vmId = vmIdOf(properties);
    if (vmId !== undefined && partsOf(vmId, CLASSIC_VM_TYPE)) return;
    const { policyId } = properties;
    if (policyId && !(POLICY_ID.test(policyId) && isHonest(policyId)))
      this.checks.refuse(
        raw.origin,
        `properties.policyId must be the ARM id of a backup policy, got ${shown(policyId)}`,
        name,
      );
    if (vmId !== undefined && partsOf(vmId, VM_TYPE) && isHonest(vmId)) {
      this.keep(this.items, ItemRow, readItem, raw, "a protected item");
      return;
    }
    const message = `properties.sourceResourceId must be the ARM id of a virtual machine, got ${shown(vmId)}`;
    this.checks.refuse(raw.origin, message, name);
  }

  /** Keeps what a row says; an id that its reader does not know is refused. */
  private keep<Row extends { id: string; name: string }, T>(
    into: T[],
    schema: GenericSchema,
    read: (row: Row, origin: Origin) => T | undefined,
    raw: RawRow,
    noun: string,
  ): void {
    if (!this.checks.valid(schema, raw)) return;
    const row = raw.row as Row;
    const known = read(row, raw.origin);
    if (known && isHonest(row.id)) into.push(known);
    else this.checks.refuse(raw.origin, `id must be the ARM id of ${noun}, got ${shown(row.id)}`, row.name);
  }
}

/** Azure leaves the first empty in some rows. */
function vmIdOf({ sourceResourceId, virtualMachineId }: ItemRow["properties"]): string | undefined {
  return sourceResourceId || virtualMachineId || (sourceResourceId ?? undefined);
}

/** VMs of before Resource Manager: gone, where a vault still knows them. */
const CLASSIC_VM_TYPE = "Microsoft.ClassicCompute/virtualMachines";

/** Items that are file shares or databases have other management types. */
function isOfVms(managementType: string | null | undefined): boolean {
  return (managementType || VMS).toLowerCase() === VMS.toLowerCase();
}

function readVault(row: VaultRow, origin: Origin): ExistingVault | undefined {
  const parts = partsOf(row.id, VAULT_TYPE);
  if (!parts) return undefined;
  const { redundancySettings, securitySettings, encryption } = row.properties ?? {};
  const redundancy = redundancySettings?.standardTierStorageRedundancy;
  return {
    id: canonicalSegments(row.id, VAULT_TYPE),
    name: parts.name,
    resourceGroup: parts.resourceGroup,
    subscriptionId: parts.subscriptionId.toLowerCase(),
    region: normalizeRegion(row.location),
    redundancy: redundancy ? spelled(redundancy, REDUNDANCIES) : undefined,
    crossRegionRestore: redundancySettings?.crossRegionRestore?.toLowerCase() === "enabled",
    immutability: spelled(securitySettings?.immutabilitySettings?.state ?? "Disabled", IMMUTABILITIES),
    identity: row.identity?.type ?? "None",
    customerManagedKey: Boolean(encryption?.keyVaultProperties?.keyUri),
    infrastructureEncryption: encryption?.infrastructureEncryption?.toLowerCase() === "enabled",
    source: describeOrigin(origin, row.name),
  };
}

const REDUNDANCIES = ["GeoRedundant", "ZoneRedundant", "LocallyRedundant"];
const VMS = "AzureIaasVM";
const MANAGEMENT_TYPES = [VMS, "AzureStorage", "AzureWorkload"];
const IMMUTABILITIES = ["Disabled", "Unlocked", "Locked"];

/** azurerm's own spelling of a word; one that is not known stays as it is. */
function spelled(said: string, words: readonly string[]): string {
  return words.find((word) => word.toLowerCase() === said.toLowerCase()) ?? said;
}

function readPolicy(row: PolicyRow, origin: Origin): ExistingPolicy | undefined {
  const { policyType, retentionPolicy } = row.properties;
  const [, vaultId, name] = POLICY_ID.exec(row.id) ?? [];
  if (!vaultId || !name || !partsOf(vaultId, VAULT_TYPE)) return undefined;
  const vault = canonicalSegments(vaultId, VAULT_TYPE);
  return {
    id: `${vault}/backupPolicies/${name}`,
    name,
    vaultId: vault,
    managementType: spelled(row.properties.backupManagementType || VMS, MANAGEMENT_TYPES),
    type: policyType?.toUpperCase() === "V2" ? "Enhanced" : "Standard",
    retention: {
      daily: retentionPolicy?.dailySchedule?.retentionDuration?.count,
      weekly: retentionPolicy?.weeklySchedule?.retentionDuration?.count,
      monthly: retentionPolicy?.monthlySchedule?.retentionDuration?.count,
      yearly: retentionPolicy?.yearlySchedule?.retentionDuration?.count,
    },
    source: describeOrigin(origin, row.name),
  };
}

function readItem(row: ItemRow, origin: Origin): ExistingProtectedVm | undefined {
  const { properties } = row;
  const [, vaultId, containerName, itemName] = ITEM_ID.exec(row.id) ?? [];
  const vault = vaultId === undefined ? undefined : partsOf(vaultId, VAULT_TYPE);
  const vmId = vmIdOf(properties) ?? "";
  if (!vaultId || !vault || !containerName || !itemName) return undefined;
  return {
    id: row.id,
    containerName,
    itemName,
    vmId,
    vmName: partsOf(vmId, VM_TYPE)?.name ?? "",
    vaultId: canonicalSegments(vaultId, VAULT_TYPE),
    vaultName: vault.name,
    policyId: properties.policyId || undefined,
    policyName: properties.policyId?.split("/").at(-1) || undefined,
    state: properties.protectionState ?? properties.currentProtectionState ?? "Protected",
    softDeleted: properties.isScheduledForDeferredDelete ?? false,
    source: describeOrigin(origin, row.name),
  };
}
