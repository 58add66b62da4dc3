import { listed, Problems, quoted } from "../core/problems";
import type { PolicyRemediationOptions } from "../governance/policy-remediation";
import type { ExistingBackups } from "../inventory/existing-backups";
import type { TierSet } from "../tiers/tier-set";

/** Which VMs that exist Azure Policy takes, too. */
export type OnboardingRemediation = Omit<PolicyRemediationOptions, "at" | "name" | "regions" | "member">;

interface Remediated {
  /**
   * Does Azure Policy take VMs that exist already, too? What the program protects is compliant, and left as it is.
   * @default false - VMs that are created or changed from then on
   */
  readonly remediate?: boolean | OnboardingRemediation;
}

/** What Azure Policy does with VMs that carry no tier's tag value. */
export interface UntaggedOptions extends Remediated {
  /** The tier whose policy backs them up, by its `criticality`. */
  readonly tier: string;
}

/** What Azure Policy protects by itself, from one run of the program to the next. */
export interface OnboardByPolicyOptions extends Remediated {
  /**
   * The tiers whose tag value Azure Policy acts on, by their `criticality`.
   * @default - all
   */
  readonly tiers?: readonly string[];

  /**
   * Does Azure Policy replicate VMs of replicated tiers, too, where their region is paired? The identity of that
   * assignment becomes Owner of the subscription, as the built-in asks. What it replicates cannot be adopted: stop that
   * replication before the program takes the VM over.
   * @default false
   */
  readonly replicate?: boolean;

  /**
   * Does it act, or only show what it would do?
   * @default true
   */
  readonly enforce?: boolean;

  /**
   * ARM ids of resource groups and resources that it leaves alone, besides the VMs that overrides speak of.
   * @default - none
   */
  readonly notScopes?: readonly string[];

  /**
   * What is backed up already, in whatever vault: Azure Policy leaves it alone.
   * @default - what the program protects
   */
  readonly existing?: Pick<ExistingBackups, "items">;
}

/** Refuses tiers that there are not, and exclusions of other subscriptions. */
export function checkOnboarding(
  where: string,
  { tiers = [], notScopes = [] }: OnboardByPolicyOptions,
  set: TierSet,
  subscriptions: readonly string[],
): void {
  const problems = new Problems(where);
  const known = listed(set.tiers.map(({ criticality }) => criticality));
  for (const tier of tiers) problems.when(!set.named(tier), `tiers must be of ${known}, got ${quoted(tier)}`);
  for (const scope of notScopes) {
    const [, subscription = ""] = /^\/subscriptions\/([^/]+)(\/|$)/i.exec(scope) ?? [];
    problems.when(
      !subscriptions.includes(subscription.toLowerCase()),
      `notScopes must be ARM ids in the subscriptions with vaults, got ${quoted(scope)}`,
    );
  }
  problems.throwIfAny();
}
