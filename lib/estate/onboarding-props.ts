import { listed, Problems, quoted } from "../core/problems";
import type { TierSet } from "../tiers/tier-set";

/** What Azure Policy protects by itself, from one run of the program to the next. */
export interface OnboardByPolicyOptions {
  /**
   * The tiers whose tag value Azure Policy acts on, by their `criticality`.
   * @default - all
   */
  readonly tiers?: readonly string[];

  /**
   * Does Azure Policy replicate VMs of replicated tiers, too, where their region is paired? The identity of that
   * assignment becomes Owner of the subscription, as the built-in asks.
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
