import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import type { VmBackupPolicyOptions } from "../backup-policy/options";
import { type StartWindow, staggered } from "../backup-policy/stagger";
import type { VmBackupPolicy } from "../backup-policy/vm-backup-policy";
import { cafName } from "../core/names";
import { Problems } from "../core/problems";
import { hasPair, hasZones } from "../core/regions";
import { resourceId, VAULT_TYPE } from "../core/resource-id";
import type { ResourceTags } from "../core/tags";
import { tagMap } from "../core/tags";
import type { VmPolicyTarget } from "../governance/backup-by-tag-props";
import { MAX_POLICIES_PER_VAULT } from "../placement/limits";
import type { ResilienceStack } from "../stack/resilience-stack";
import { tierId } from "../tiers/tier-id";
import { RecoveryServicesVault } from "../vault/recovery-services-vault";
import type { RecoveryServicesVaultProps } from "../vault/vault-props";
import type { EstateStacks } from "./estate-stacks";
import type { Placement } from "./placement";

/** The settings of every vault of an estate; name, group and region follow from where the VMs are. */
export type EstateVaultOptions = Omit<
  RecoveryServicesVaultProps,
  "name" | "resourceGroup" | "region" | "tags"
>;

/** What every policy of a tier has. */
export type TierPolicy = VmBackupPolicyOptions & { readonly name: string; readonly window?: StartWindow };

export interface BackupSiteProps {
  readonly organisation: string;
  readonly placement: Placement;
  readonly vault: EstateVaultOptions;
  readonly tags: ResourceTags;
}

/** One vault with its policies and protected VMs, in a stack of its own. */
export class BackupSite {
  readonly placement: Placement;
  readonly stack: ResilienceStack;
  readonly vault: RecoveryServicesVault;
  readonly resourceGroup: ResourceGroup;
  private readonly names: { readonly group: string; readonly vault: string };
  private readonly policies = new Map<string, readonly VmBackupPolicy[]>();

  constructor(stacks: EstateStacks, { organisation, placement, vault, tags }: BackupSiteProps) {
    const { subscription, region, nonGeo } = placement;
    const parts = [subscription.name, region, suffix(placement)];
    this.placement = placement;
    this.names = {
      group: cafName("resourceGroup", organisation, "backup", ...parts),
      vault: cafName("recoveryServicesVault", organisation, "backup", ...parts),
    };
    this.stack = stacks.define(["backup", ...parts], subscription.id);
    this.resourceGroup = new ResourceGroup(this.stack, "ResourceGroup", {
      name: this.names.group,
      location: region,
      tags: tagMap(tags),
    });
    this.vault = new RecoveryServicesVault(this.stack, "Vault", {
      ...(nonGeo || !hasPair(region) ? nonGeoVault(vault, region) : vault),
      name: this.names.vault,
      resourceGroup: this.resourceGroup,
      region,
      tags,
    });
  }

  /** Adds a tier's policies, which differ in name and start alone: the first has the tier's own. */
  addPolicies(criticality: string, { name, ...options }: TierPolicy, count: number): void {
    const known = [...this.policies.values()].reduce((sum, { length }) => sum + length, count);
    const problems = new Problems(this.stack);
    problems.when(
      known > MAX_POLICIES_PER_VAULT,
      `the vault would have ${known} policies, and Azure allows ${MAX_POLICIES_PER_VAULT}: raise vmsPerPolicy, or use more vaults`,
    );
    problems.throwIfAny();
    const policies = Array.from({ length: count }, (_, i) => {
      const schedule = staggered(options.schedule, options.window, i + 1);
      const named = { ...options, name: numbered(name, i), schedule };
      return this.vault.addVmPolicy(numbered(tierId(criticality), i), named);
    });
    this.policies.set(criticality, policies);
  }

  /** The policies of a tier, the first one first. */
  policiesOf(criticality: string): readonly VmBackupPolicy[] {
    return this.policies.get(criticality) ?? [];
  }

  /** A tier's first policy, its ARM id composed of names: for stacks that must not refer to this one. */
  policyTarget(criticality: string): VmPolicyTarget | undefined {
    const [policy] = this.policiesOf(criticality);
    if (!policy) return undefined;
    const { names, placement } = this;
    const { id: subscriptionId } = placement.subscription;
    const id = resourceId(subscriptionId, names.group, VAULT_TYPE, names.vault);
    return {
      policyName: policy.policyName,
      policyId: `${id}/backupPolicies/${policy.policyName}`,
      vault: { region: placement.region, subscriptionId, resourceGroupName: names.group },
    };
  }
}

/**
 * Ultra and Premium SSD v2 disks, and everything in regions without a paired one, are kept in the region: across its
 * zones, where it has them. What the program chose stays, unless it is copies in another region.
 */
function nonGeoVault(vault: EstateVaultOptions, region: string): EstateVaultOptions {
  if ((vault.redundancy ?? "GeoRedundant") !== "GeoRedundant") return vault;
  const redundancy = hasZones(region) ? "ZoneRedundant" : "LocallyRedundant";
  return { ...vault, redundancy, crossRegionRestore: undefined };
}

function suffix({ nonGeo, index }: Placement): string | undefined {
  const parts = [nonGeo ? "nongeo" : "", index > 0 ? twoDigits(index + 1) : ""].filter(Boolean);
  return parts.length > 0 ? parts.join("-") : undefined;
}

/** `Gold`, `Gold-02`, `Gold-03` */
function numbered(name: string, index: number): string {
  return index > 0 ? `${name}-${twoDigits(index + 1)}` : name;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
