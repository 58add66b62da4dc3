import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { Problems } from "../core/problems";
import type { PolicyAssignmentOptions } from "./assignment-props";
import {
  type BaselineChoice,
  type BaselineMember,
  baselineMembers,
  type TierTag,
  withDefinitions,
} from "./baseline-members";
import { definitionName } from "./definition-names";
import { type EnforcedChoice, enforcedMembers } from "./enforced-members";
import { PolicyAssignment } from "./policy-assignment";
import { PolicyDefinition } from "./policy-definition";
import { type CustomPolicyName, policyDocument } from "./policy-document";
import { PolicyInitiative } from "./policy-initiative";
import type { PolicyScope } from "./policy-scope";

interface InitiativePlace {
  /**
   * Where the initiative and its definitions are: a management group, or the stack's own subscription.
   * @default - the stack's subscription
   */
  readonly at?: PolicyScope;

  /** What the portal shows. @default - "Backup baseline", or "Backup enforced" */
  readonly displayName?: string;
}

export type BackupBaselineProps = InitiativePlace & BaselineChoice;
export type BackupEnforcedProps = InitiativePlace & EnforcedChoice;

/** Options of the assignment of a baseline. */
export interface BaselineAssignmentOptions extends PolicyAssignmentOptions {
  /** Where it holds: at or below the place where it is defined. @default - there */
  readonly at?: PolicyScope;
}

/** An initiative of this library with the definitions that it needs. */
class OwnInitiative extends Construct {
  readonly initiative: PolicyInitiative;
  private readonly home: PolicyScope;

  constructor(
    scope: Construct,
    id: string,
    { at, displayName }: InitiativePlace,
    own: { displayName: string; description: string; members: readonly BaselineMember[] },
  ) {
    super(scope, checkId(scope, id));
    const called = displayName ?? own.displayName;
    this.initiative = new PolicyInitiative(this, "Initiative", {
      displayName: called,
      description: own.description,
      at,
      members: withDefinitions(own.members, (name) => this.define(name, called, at)),
    });
    this.home = at ?? { kind: "subscription", id: this.initiative.definedAt ?? "" };
  }

  /** Assigns the initiative, where it is defined or below. */
  assign(id: string, { at = this.home, ...options }: BaselineAssignmentOptions = {}): PolicyAssignment {
    return new PolicyAssignment(this, id, { ...options, at, policy: this.initiative });
  }

  /** Named after the initiative: another one at the same place has definitions of its own. */
  private define(custom: CustomPolicyName, called: string, at: PolicyScope | undefined): PolicyDefinition {
    const name = definitionName(`${called} ${custom}`, custom);
    return new PolicyDefinition(this, custom, { document: policyDocument(custom), name, at });
  }
}

/**
 * An initiative that reports and changes nothing: what is not backed up or replicated, and vaults that could lose what they
 * keep. It has the six policies of the initiative Enforce-Backup of Azure Landing Zones, and what that leaves out: virtual
 * machines without backup or without disaster recovery, other workloads, locks, logs and the tags that choose a tier.
 *
 * @example
 * const baseline = new BackupBaseline(stack, "Baseline", { at: PolicyScope.managementGroup("contoso") });
 * baseline.assign("LandingZones", { at: PolicyScope.managementGroup("contoso-landing-zones") });
 */
export class BackupBaseline extends OwnInitiative {
  static isBackupBaseline(x: unknown): x is BackupBaseline {
    return typeof x === "object" && x !== null && BASELINE in x;
  }

  constructor(scope: Construct, id: string, props: BackupBaselineProps = {}) {
    checkTierTag(scope, id, props.tierTag);
    super(scope, id, props, {
      displayName: "Backup baseline",
      description:
        "Reports what is not backed up or replicated, and vaults without immutability, soft delete, multi-user authorization, locks or logs.",
      members: baselineMembers(props),
    });
    Object.defineProperty(this, BASELINE, { value: true });
  }
}

/**
 * An initiative that acts: it modifies vaults, deploys their logs, and refuses what must not be made. Its assignment has an
 * identity with the roles of what it deploys and modifies; what exists already needs a remediation for each of these.
 *
 * @example
 * const enforced = new BackupEnforced(stack, "Enforced", { at: PolicyScope.managementGroup("contoso"), kind: "geo" });
 * const assignment = enforced.assign("LandingZones", { location: "australiaeast" });
 * assignment.addRemediation("Vaults", { member: "rsv-cross-subscription-restore" });
 */
export class BackupEnforced extends OwnInitiative {
  static isBackupEnforced(x: unknown): x is BackupEnforced {
    return typeof x === "object" && x !== null && ENFORCED in x;
  }

  constructor(scope: Construct, id: string, props: BackupEnforcedProps = {}) {
    checkTierTag(scope, id, props.tierTag);
    const members = enforcedMembers(props);
    const problems = new Problems(`${scope.node.path}/${id}`);
    problems.when(
      members.length === 0,
      "nothing is enforced: leave crossSubscriptionRestore on, or choose something else",
    );
    problems.throwIfAny();
    super(scope, id, props, {
      displayName: "Backup enforced",
      description:
        "Modifies, deploys and refuses what backups need: restores within the subscription, redundancy, private networks, logs and tiers.",
      members,
    });
    Object.defineProperty(this, ENFORCED, { value: true });
  }
}

const BASELINE = Symbol.for("cdktf-azure-resilience/BackupBaseline");
const ENFORCED = Symbol.for("cdktf-azure-resilience/BackupEnforced");

function checkTierTag(scope: Construct, id: string, tierTag: TierTag | undefined): void {
  if (!tierTag) return;
  const problems = new Problems(`${scope.node.path}/${id}`);
  problems.when(
    tierTag.name.trim() === "",
    "tierTag.name must not be empty: it is the tag that chooses the tier",
  );
  problems.when(
    tierTag.values.length === 0,
    "tierTag.values must not be empty: every VM would be one without a known tier",
  );
  problems.throwIfAny();
}
