import type { IVirtualMachine } from "../core/refs";
import { ExistingRowSet } from "./existing-row-set";
import { readPages } from "./pages";

/** A Recovery Services vault that exists, in Azure's spelling. */
export interface ExistingVault {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly subscriptionId: string;
  /** Normalised region name: "australiaeast". */
  readonly region: string;
  /** azurerm's word: "GeoRedundant"; undefined where the row does not say it. */
  readonly redundancy?: string;
  readonly crossRegionRestore: boolean;
  /** azurerm's word: "Disabled", "Unlocked", "Locked". */
  readonly immutability: string;
  /** "SystemAssigned", "UserAssigned", both, or "None". */
  readonly identity: string;
  readonly customerManagedKey: boolean;
  /** Is it encrypted a second time, beside that key? */
  readonly infrastructureEncryption: boolean;
  /** File and entry, for messages. */
  readonly source: string;
}

/** How long an existing policy keeps points of each kind; empty for policies of databases. */
export interface ExistingRetention {
  /** Days. */
  readonly daily?: number;
  /** Weeks. */
  readonly weekly?: number;
  /** Months. */
  readonly monthly?: number;
  /** Years. */
  readonly yearly?: number;
}

/** A backup policy that exists, in Azure's spelling. */
export interface ExistingPolicy {
  readonly id: string;
  readonly name: string;
  readonly vaultId: string;
  /** What it backs up: "AzureIaasVM", "AzureStorage" (file shares), "AzureWorkload" (databases). */
  readonly managementType: string;
  /** What policies for virtual machines are; "Standard" for others. */
  readonly type: "Standard" | "Enhanced";
  readonly retention: ExistingRetention;
  readonly source: string;
}

/** A virtual machine that a vault protects, or keeps recovery points of, in Azure's spelling. */
export interface ExistingProtectedVm {
  readonly id: string;
  /** The names of the container and of the item, by which the vault knows the VM. */
  readonly containerName: string;
  readonly itemName: string;
  /** Letter by letter as the vault has it. */
  readonly vmId: string;
  readonly vmName: string;
  readonly vaultId: string;
  readonly vaultName: string;
  /** undefined where backups were stopped: Azure then may not say it. */
  readonly policyId?: string;
  readonly policyName?: string;
  /** "Protected", "IRPending", "ProtectionStopped", "BackupsSuspended" and others. */
  readonly state: string;
  /** Deleted, and kept for a while; azurerm takes it for absent. */
  readonly softDeleted: boolean;
  readonly source: string;
}

/** How to get an export of what is backed up already; the end of every error that a better export would cure. */
export const EXISTING_HINT =
  "export it with: az graph query -q \"Resources | where type =~ 'microsoft.recoveryservices/vaults' | union (RecoveryServicesResources | where type in~ ('microsoft.recoveryservices/vaults/backuppolicies', 'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems'))\" --first 1000 -o json";

/**
 * What is backed up already: vaults, their backup policies, and the virtual machines that they protect, read from a plain
 * answer of Azure Resource Graph.
 *
 * @example
 * const existing = ExistingBackups.fromResourceGraph("inventory/contoso-existing.json");
 * const state = existing.itemOf({ id: vmId })?.state;
 */
export class ExistingBackups {
  /**
   * Reads `az graph query … -o json`: rows of vaults, backup policies and protected items, in files or folders of page
   * files. Items of other kinds than virtual machines only tell that their vault is in use.
   *
   * @throws ConfigurationError with every problem of every file, as `VmInventory.fromResourceGraph`
   */
  static fromResourceGraph(...files: readonly string[]): ExistingBackups {
    const rows = new ExistingRowSet();
    for (const page of readPages(files, EXISTING_HINT)) for (const raw of page.rows) rows.add(raw);
    rows.checks.throwIfAny();
    return new ExistingBackups(rows.vaults, rows.policies, rows.items, rows.used);
  }

  readonly vaults: readonly ExistingVault[];
  readonly policies: readonly ExistingPolicy[];
  readonly items: readonly ExistingProtectedVm[];
  private readonly byId: ReadonlyMap<string, ExistingVault | ExistingPolicy>;
  private readonly byVm: ReadonlyMap<string, ExistingProtectedVm>;

  /** @internal made by `fromResourceGraph` */
  constructor(
    vaults: readonly ExistingVault[],
    policies: readonly ExistingPolicy[],
    items: readonly ExistingProtectedVm[],
    private readonly used: ReadonlySet<string>,
  ) {
    this.vaults = [...vaults].sort(byId);
    this.policies = [...policies].sort(byId);
    this.items = [...items].sort(byId);
    this.byId = new Map([...vaults, ...policies].map((x) => [x.id.toLowerCase(), x]));
    // a VM can be soft-deleted in one vault and protected in another: what is protected counts
    const deletedFirst = [...items].sort((a, b) => Number(b.softDeleted) - Number(a.softDeleted));
    this.byVm = new Map(deletedFirst.map((item) => [item.vmId.toLowerCase(), item]));
  }

  /** The vault of an id, in any letter case. */
  vault(id: string): ExistingVault | undefined {
    const found = this.byId.get(id.toLowerCase());
    return found && "region" in found ? found : undefined;
  }

  /** Does the vault protect anything, of whatever kind? */
  isInUse({ id }: ExistingVault): boolean {
    return this.used.has(id.toLowerCase());
  }

  /** The backup policy of an id, in any letter case. */
  policy(id: string): ExistingPolicy | undefined {
    const found = this.byId.get(id.toLowerCase());
    return found && "retention" in found ? found : undefined;
  }

  /** How a VM is backed up; undefined when no vault knows it. */
  itemOf(vm: IVirtualMachine): ExistingProtectedVm | undefined {
    return this.byVm.get(vm.id.toLowerCase());
  }
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id.toLowerCase() < b.id.toLowerCase() ? -1 : 1;
}
