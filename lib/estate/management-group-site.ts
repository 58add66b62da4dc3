import { checkFreeId } from "../core/construct-id";
import { Problems, quoted } from "../core/problems";
import type { PolicyAssignmentOptions } from "../governance/assignment-props";
import { BackupBaseline } from "../governance/backup-baseline";
import type { BaselineChoice } from "../governance/baseline-members";
import type { PolicyAssignment } from "../governance/policy-assignment";
import { PolicyScope } from "../governance/policy-scope";
import type { ResilienceStack } from "../stack/resilience-stack";
import { tierId } from "../tiers/tier-id";
import type { TierSet } from "../tiers/tier-set";
import type { EstateStacks } from "./estate-stacks";
import { findHome, type KnownSubscriptions } from "./monitoring-props";
import type { Subscription } from "./subscriptions";

/** What an estate's baseline looks at, and where. */
export interface EstateBaselineOptions
  extends Omit<BaselineChoice, "tierTag">,
    Pick<PolicyAssignmentOptions, "enforce" | "notScopes" | "nonComplianceMessage"> {
  /** The management group by its name, above the estate's subscriptions: there it is defined and assigned. */
  readonly managementGroup: string;

  /**
   * The subscription that the stack's provider works in, by its short name or GUID; it may be any one.
   * @default - the only one that has VMs
   */
  readonly subscription?: string;
}

/** The policies of management groups, in a stack of their own: they belong to no subscription of the estate. */
export class ManagementGroupSite {
  private stack?: ResilienceStack;

  constructor(
    private readonly stacks: EstateStacks,
    private readonly organisation: string,
  ) {}

  /** Defines and assigns the baseline; undefined where there are no vaults. @throws ConfigurationError */
  baseline(
    options: EstateBaselineOptions,
    tiers: TierSet | undefined,
    known: KnownSubscriptions,
  ): PolicyAssignment | undefined {
    const { managementGroup, subscription, enforce, notScopes, nonComplianceMessage, ...choice } = options;
    const problems = new Problems("baseline");
    const home = findHome(problems, subscription, known);
    this.checkName(problems, known);
    const present = this.stack?.subscriptionId;
    problems.when(
      home !== undefined && present !== undefined && home.id !== present,
      `subscription must be ${quoted(present)} as in the call before, got ${quoted(subscription)}: there is one stack for all management groups`,
    );
    problems.throwIfAny();
    if (!home) return undefined;
    const stack = this.stackIn(home);
    const baseline = new BackupBaseline(stack, checkFreeId(stack, `Baseline-${tierId(managementGroup)}`), {
      ...choice,
      tierTag: tiers && {
        name: tiers.tag,
        values: tiers.tiers.map(({ criticality }) => criticality.trim()),
      },
      at: PolicyScope.managementGroup(managementGroup),
    });
    return baseline.assign("Assignment", { enforce, notScopes, nonComplianceMessage });
  }

  /** One stack, wherever the management groups are. */
  private stackIn({ id: subscriptionId }: Subscription): ResilienceStack {
    this.stack ??= this.stacks.define(["governance", this.organisation], subscriptionId);
    return this.stack;
  }

  private checkName(problems: Problems, known: KnownSubscriptions): void {
    const { organisation } = this;
    problems.when(
      [...known.declared, ...known.withVaults].some(({ name }) => name === organisation),
      `a subscription is called ${quoted(organisation)} as the organisation is, and so would two stacks be: give it another short name`,
    );
  }
}
