import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import type { Construct } from "constructs";
import type { VmBackupPolicyOptions } from "../backup-policy/options";
import type { VmBackupPolicy } from "../backup-policy/vm-backup-policy";
import { cafName } from "../core/names";
import { hasPair, hasZones } from "../core/regions";
import { resourceId, VAULT_TYPE } from "../core/resource-id";
import type { ResourceTags } from "../core/tags";
import { tagMap } from "../core/tags";
import { ResilienceStack, type Synthesis } from "../stack/resilience-stack";
import { RecoveryServicesVault } from "../vault/recovery-services-vault";
import type { RecoveryServicesVaultProps } from "../vault/vault-props";
import type { Placement } from "./placement";

/** The settings of every vault of an estate; name, group and region follow from where the VMs are. */
export type EstateVaultOptions = Omit<
  RecoveryServicesVaultProps,
  "name" | "resourceGroup" | "region" | "tags"
>;

export interface BackupSiteProps {
  readonly organisation: string;
  readonly placement: Placement;
  readonly vault: EstateVaultOptions;
  readonly tags: ResourceTags;
  readonly synthesis?: Synthesis;
}

/** One vault with its policies and protected VMs, in a stack of its own. */
export class BackupSite {
  readonly placement: Placement;
  readonly stack: ResilienceStack;
  readonly vault: RecoveryServicesVault;
  private readonly names: { readonly group: string; readonly vault: string };
  private readonly policies = new Map<string, VmBackupPolicy>();

  constructor(scope: Construct, { organisation, placement, vault, tags, synthesis }: BackupSiteProps) {
    const { subscription, region, nonGeo } = placement;
    const parts = [subscription.name, region, suffix(placement)];
    this.placement = placement;
    this.names = {
      group: cafName("resourceGroup", organisation, "backup", ...parts),
      vault: cafName("recoveryServicesVault", organisation, "backup", ...parts),
    };
    const stackId = ["backup", ...parts].filter(Boolean).join("-");
    this.stack = new ResilienceStack(scope, stackId, { subscriptionId: subscription.id, synthesis });
    const resourceGroup = new ResourceGroup(this.stack, "ResourceGroup", {
      name: this.names.group,
      location: region,
      tags: tagMap(tags),
    });
    this.vault = new RecoveryServicesVault(this.stack, "Vault", {
      ...(nonGeo || !hasPair(region) ? nonGeoVault(vault, region) : vault),
      name: this.names.vault,
      resourceGroup,
      region,
      tags,
    });
  }

  addPolicy(criticality: string, options: VmBackupPolicyOptions): void {
    this.policies.set(criticality, this.vault.addVmPolicy(criticality, options));
  }

  policy(criticality: string): VmBackupPolicy | undefined {
    return this.policies.get(criticality);
  }

  /** The ARM id of a policy, composed of names: for stacks that must not refer to this one. */
  policyId(criticality: string): string | undefined {
    const policy = this.policies.get(criticality);
    if (!policy) return undefined;
    const { group, vault } = this.names;
    const id = resourceId(this.placement.subscription.id, group, VAULT_TYPE, vault);
    return `${id}/backupPolicies/${policy.policyName}`;
  }
}

/**
 * Ultra and Premium SSD v2 disks, and everything in regions without a paired one, are kept in the region: across its
 * zones, where it has them.
 */
function nonGeoVault(vault: EstateVaultOptions, region: string): EstateVaultOptions {
  const redundancy = hasZones(region) ? "ZoneRedundant" : "LocallyRedundant";
  return { ...vault, redundancy, crossRegionRestore: undefined };
}

function suffix({ nonGeo, index }: Placement): string | undefined {
  const parts = [nonGeo ? "nongeo" : "", index > 0 ? String(index + 1).padStart(2, "0") : ""].filter(Boolean);
  return parts.length > 0 ? parts.join("-") : undefined;
}
