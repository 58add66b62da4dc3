import type { Construct } from "constructs";
import type { BuiltInPolicyName } from "../../policies/built-in-policies";
import type { VmBackupPolicyOptions } from "../backup-policy/options";
import { checkVmPolicy } from "../backup-policy/policy-checks";
import { fullRetention } from "../backup-policy/retention";
import { COMPLETES } from "../core/completion";
import { Problems, quoted } from "../core/problems";
import { isRegion } from "../core/regions";
import { checkTags, type ResourceTags } from "../core/tags";
import type { Timezone } from "../core/timezones";
import type { BuiltInPolicyAssignment, PolicyAssignmentOptions } from "../governance/assignment-props";
import type { VmInventory } from "../inventory/vm-inventory";
import { MAX_VMS_PER_VAULT } from "../placement/limits";
import type { Synthesis } from "../stack/resilience-stack";
import type { TierSetOptions } from "../tiers/tier-set";
import type { EstateVaultOptions } from "./backup-site";
import { SHORT, SHORT_WORDS } from "./subscriptions";
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
   * A JSON file that remembers in which vault and by which policy each VM is backed up, relative to the working
   * directory: VMs stay where they are, whoever comes and goes. Every run brings it up to date together with the stacks;
   * keep it in version control, and let CI run with `--frozen-placement`.
   * @default - VMs are placed by their ids alone, and some of them move when a region needs one more vault
   */
  readonly placementFile?: string;

  /**
   * What the ids of its stacks begin with, 1 to 12 lower-case letters and digits: "acme" makes
   * "acme-backup-prod-australiaeast" of "backup-prod-australiaeast". For an app with several estates whose stacks would have
   * the same ids, which is refused. A stack's state is kept by its id: choose before the first deployment.
   * @default - nothing
   */
  readonly stackPrefix?: string;

  /**
   * How stacks become JSON; "cdktf" is slower and writes the same.
   * @default - the context value "synthesis" of cdktf.json, then "direct"
   */
  readonly synthesis?: Synthesis;
}

/** What the vaults of an estate are like. */
export interface VaultsOptions extends EstateVaultOptions {
  /**
   * How many vaults share the VMs of a subscription and region, by "prod/australiaeast". VMs never change their vault
   * while the number stays; with a `placementFile` they stay anyway.
   * @default - as few as hold the VMs
   */
  readonly vaultsPerRegion?: Readonly<Record<string, number>>;

  /**
   * How many VMs a vault takes, 1 to 1,000: fewer leave room for VMs that Azure Policy adds, and for stopped backups of
   * VMs that are gone. VMs that are in a vault stay when it is lowered.
   * @default 1000
   */
  readonly vmsPerVault?: number;
}

/** How the tiers of an estate become policies. */
export interface BackupPoliciesOptions extends TierSetOptions {
  /**
   * The time zone of tiers that do not say theirs, by its Windows name.
   * @default "UTC"
   */
  readonly timezone?: Timezone;

  /**
   * How many VMs a policy takes, 1 to 1,000: a tier with more in a vault gets further policies, "Gold-02", "Gold-03",
   * which start within the tier's `window`. A VM that changes its policy is updated in place and keeps its recovery
   * points.
   * @default 100
   */
  readonly vmsPerPolicy?: number;
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

export function checkVmsPerPolicy(vmsPerPolicy: number | undefined): void {
  const problems = new Problems("createBackupPolicies");
  const why = "a vault holds 1,000 VMs, and the portal gives 100 to a policy";
  problems.integer("vmsPerPolicy", vmsPerPolicy, [1, MAX_VMS_PER_VAULT], "VMs", why);
  problems.throwIfAny();
}

export function checkEstate(scope: Construct, props: EstateProps): void {
  const problems = new Problems(scope);
  problems.when(
    !(COMPLETES in scope.node.root),
    "an Estate needs a ResilienceApp, which shows what it refuses: use ResilienceApp instead of App",
  );
  const allowed = "2 to 12 lower-case letters and digits, starting with a letter";
  problems.matches("organisation", props.organisation, /^[a-z][a-z0-9]{1,11}$/, allowed);
  if (props.stackPrefix !== undefined) problems.matches("stackPrefix", props.stackPrefix, SHORT, SHORT_WORDS);
  problems.when(
    !isRegion(props.homeRegion),
    `homeRegion must be an Azure region, got ${quoted(props.homeRegion)}`,
  );
  checkTags(problems, props.tags);
  problems.throwIfAny();
}
