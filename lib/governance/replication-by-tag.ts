import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { Problems, quoted } from "../core/problems";
import { normalizeRegion } from "../core/regions";
import { resourceGroupId } from "../core/resource-id";
import { assignmentName, shortened } from "./assignment-name";
import type { PolicyAssignmentOptions } from "./assignment-props";
import { VM_ONBOARDING } from "./onboarding-policies";
import { PolicyAssignment } from "./policy-assignment";
import { maxNameLength, type PolicyScope } from "./policy-scope";
import { subscriptionOfScope } from "./scope-parts";

/** Where VMs are replicated to: a `DisasterRecoveryPair`, or what it is made of. */
export interface ReplicationTarget {
  readonly sourceRegion: string;
  readonly targetRegion: string;
  /** The availability zones, where it is they that VMs are replicated between. @default - regions */
  readonly zones?: { readonly target: string };
  readonly vault: {
    readonly vaultId: string;
    readonly resourceGroupName: string;
    readonly subscriptionId?: string;
  };
  /** ARM id. */
  readonly targetResourceGroupId: string;
  readonly targetSubscriptionId?: string;
  readonly caches: {
    readonly accounts: readonly {
      readonly storageAccountId: string;
      readonly performance?: "Standard" | "Premium";
    }[];
  };
}

export interface ReplicationByTagProps extends Pick<PolicyAssignmentOptions, "enforce" | "notScopes"> {
  /** The subscription or resource group whose VMs are replicated, in the subscription of the pair's vault. */
  readonly at: PolicyScope;

  /** The tag's name; letter case does not matter. */
  readonly tag: string;

  /** Values of the tag; letter case does not matter, blanks do. */
  readonly values: readonly string[];

  /** Where to. */
  readonly pair: ReplicationTarget;

  /**
   * ARM id of the network that recovered VMs are connected to, in the target region.
   * @default - Site Recovery decides: it knows the pair's network mappings
   */
  readonly recoveryNetworkId?: string;

  /**
   * A word that tells this from others of the same region, in the assignment's name.
   * @default - the construct's id
   */
  readonly word?: string;
}

/**
 * Lets Azure Policy replicate VMs that carry a tag, with Azure Site Recovery: an assignment of the built-in "Configure
 * disaster recovery on virtual machines …". Its identity becomes Owner of the scope, since the definition asks for that.
 * It takes Site Recovery's own replication policy and the pair's first cache. VMs that the program replicates have to be
 * among `notScopes`: the built-in recognises only what it replicated itself.
 *
 * @example
 * new ReplicationByTag(stack, "ReplicateByTag", {
 *   at: PolicyScope.subscription(subscriptionId), tag: "Criticality", values: ["Tier-1"], pair: dr,
 * });
 */
export class ReplicationByTag extends Construct {
  readonly assignment: PolicyAssignment;

  constructor(scope: Construct, id: string, props: ReplicationByTagProps) {
    super(scope, checkId(scope, id));
    checkReplicationByTag(this, props);
    const { at, tag, values, pair, notScopes, enforce, recoveryNetworkId } = props;
    const { vault, zones, targetResourceGroupId } = pair;
    const region = normalizeRegion(pair.sourceRegion);
    const vaultResourceGroupId = resourceGroupId(vault.subscriptionId ?? "", vault.resourceGroupName);
    const cacheStorageAccountId = cacheOf(pair);
    const apart = [targetResourceGroupId, vaultResourceGroupId, cacheStorageAccountId ?? []].flat();
    this.assignment = new PolicyAssignment<typeof VM_ONBOARDING.replicate>(this, "Assignment", {
      at,
      policy: VM_ONBOARDING.replicate,
      name: assignmentName(`replicate ${props.word ?? id} vms ${region}`, maxNameLength(at)),
      location: region,
      enforce,
      notScopes,
      alsoGrantAt: at.kind === "subscription" ? [] : apart,
      parameters: {
        sourceRegion: region,
        targetRegion: normalizeRegion(pair.targetRegion),
        targetResourceGroupId,
        vaultResourceGroupId,
        vaultId: vault.vaultId,
        recoveryNetworkId,
        targetZone: zones?.target,
        cacheStorageAccountId,
        tagName: tag,
        tagValue: [...values],
        tagType: "Inclusion",
      },
    });
    // the built-in's own name would be the same for every tier and region
    const displayName = shortened(`Replicate VMs of ${region} with ${tag} ${values.join(", ")}`);
    this.assignment.resource.displayName = displayName;
  }
}

function cacheOf({ caches }: ReplicationTarget): string | undefined {
  return caches.accounts.find(({ performance }) => performance !== "Premium")?.storageAccountId;
}

function checkReplicationByTag(scope: Construct, { at, tag, values, pair }: ReplicationByTagProps): void {
  const problems = new Problems(scope);
  problems.when(tag.trim() === "", "tag must be a tag's name, got nothing");
  problems.when(values.length === 0, "values must have at least one value of the tag");
  problems.when(
    values.some((value) => value.trim() === ""),
    `values must not be empty, got ${quoted(values)}: the definition would take every VM`,
  );
  problems.when(
    at.kind === "managementGroup",
    `at must be a subscription or resource group, got ${quoted(at.id)}: the definition deploys to groups of the VMs' own subscription`,
  );
  const own = subscriptionOfScope(at);
  const subscriptionId = pair.vault.subscriptionId?.toLowerCase();
  problems.when(
    subscriptionId === undefined,
    "the subscription of the pair's vault is not known: use a ResilienceStack",
  );
  for (const [what, id] of [
    ["vault", subscriptionId],
    ["target resource group", pair.targetSubscriptionId?.toLowerCase()],
  ])
    problems.when(
      own !== undefined && id !== undefined && own !== id,
      `at must be in the subscription ${id} of the pair's ${what}, got ${own}: the definition deploys to groups of the VMs' own subscription`,
    );
  problems.throwIfAny();
}
