import type { Construct } from "constructs";
import type { BuiltInPolicyName } from "../../policies/built-in-policies";
import type { VmBackupPolicyOptions } from "../backup-policy/options";
import { checkVmPolicy } from "../backup-policy/policy-checks";
import { fullRetention } from "../backup-policy/retention";
import { COMPLETES } from "../core/completion";
import { Problems, quoted } from "../core/problems";
import { isRegion, normalizeRegion } from "../core/regions";
import { checkTags, type ResourceTags } from "../core/tags";
import type { Timezone } from "../core/timezones";
import type { BuiltInPolicyAssignment, PolicyAssignmentOptions } from "../governance/assignment-props";
import type { VmInventory } from "../inventory/vm-inventory";
import { checkAddresses } from "../replication/recovery-network";
import type { Synthesis } from "../stack/resilience-stack";
import type { TierSetOptions } from "../tiers/tier-set";
import type { EstateVaultOptions } from "./backup-site";
import type { RegionPairOptions } from "./recovery-site";
import type { VmOverride } from "./vm-overrides";

export interface EstateProps {
  /** The organisation's short name, part of every resource name: 2 to 12 lower-case letters and digits. */
  readonly organisation: string;

  /** The virtual machines that exist. */
  readonly inventory: VmInventory;

  /** The region of what has no region of its own: the identities of policy assignments. */
  readonly homeRegion: string;

  /**
   * Short names of subscriptions, part of stack and resource names: `{ prod: "6f0d3a52-…" }`.
   * @default - a fingerprint of the subscription's GUID
   */
  readonly subscriptions?: Readonly<Record<string, string>>;

  /**
   * Tags of every resource that can have tags.
   * @default - none
   */
  readonly tags?: ResourceTags;

  /**
   * What the program says of single VMs, above their tags: by name, or by ARM id where names repeat.
   * @default - tags decide
   */
  readonly overrides?: Readonly<Record<string, VmOverride>>;

  /**
   * How stacks become JSON; "cdktf" is slower and writes the same.
   * @default "direct"
   */
  readonly synthesis?: Synthesis;
}

export interface VaultsOptions extends EstateVaultOptions {
  /**
   * How many vaults share the VMs of a subscription and region, by "prod/australiaeast". VMs never change their vault
   * while the number stays, so fix it before a region outgrows its vaults.
   * @default - as few as hold 1,000 VMs each at most
   */
  readonly vaultsPerRegion?: Readonly<Record<string, number>>;
}

export interface BackupPoliciesOptions extends TierSetOptions {
  /**
   * The time zone of tiers that do not say theirs, by its Windows name.
   * @default "UTC"
   */
  readonly timezone?: Timezone;
}

/** The options of an assignment to every subscription, with the parameters that the built-in takes. */
export type PolicyOptions<N extends BuiltInPolicyName> = PolicyAssignmentOptions &
  Omit<BuiltInPolicyAssignment<N>, "policy">;

/** Refuses a tier's policy once, not once for each vault. */
export function checkTierPolicy(
  criticality: string,
  policy: VmBackupPolicyOptions & { readonly name: string },
): void {
  checkVmPolicy(
    `tiers/${criticality}`,
    policy.name,
    policy,
    fullRetention(policy.retention, policy.schedule),
  );
}

export function checkEstate(scope: Construct, props: EstateProps): void {
  const problems = new Problems(scope);
  problems.when(
    !(COMPLETES in scope.node.root),
    "an Estate needs a ResilienceApp, which shows what it refuses: use ResilienceApp instead of App",
  );
  const allowed = "2 to 12 lower-case letters and digits, starting with a letter";
  problems.matches("organisation", props.organisation, /^[a-z][a-z0-9]{1,11}$/, allowed);
  problems.when(
    !isRegion(props.homeRegion),
    `homeRegion must be an Azure region, got ${quoted(props.homeRegion)}`,
  );
  checkTags(problems, props.tags);
  problems.throwIfAny();
}

/** Refuses regions that cannot be a pair, and a second target for a region. `pairs` holds this one already. */
export function checkRegionPair(
  where: string,
  pair: RegionPairOptions,
  pairs: readonly RegionPairOptions[],
): void {
  const problems = new Problems(where);
  const from = normalizeRegion(pair.from);
  problems.when(!isRegion(pair.from), `from must be an Azure region, got ${quoted(pair.from)}`);
  problems.when(!isRegion(pair.to), `to must be an Azure region, got ${quoted(pair.to)}`);
  problems.when(
    from === normalizeRegion(pair.to),
    `to must be another region than from, got ${quoted(pair.to)} for both`,
  );
  const twice = pairs.filter((other) => normalizeRegion(other.from) === from).length > 1;
  problems.when(twice, `from ${quoted(pair.from)} is paired already: Azure replicates a VM to one region`);
  if (!("networkId" in pair.network)) checkAddresses(problems, pair.network);
  problems.throwIfAny();
}
