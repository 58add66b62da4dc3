import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { Problems, quoted } from "../core/problems";
import { assignmentName } from "./assignment-name";
import type { ResourceSelector } from "./assignment-selectors";
import { PolicyAssignment } from "./policy-assignment";
import { maxNameLength, type PolicyScope } from "./policy-scope";

/** Tags that the portal suggests for a vault: who owns what is in it, and who pays. */
export const VAULT_TAGS = [
  "Application",
  "Support Team",
  "Environment",
  "Cost Center",
  "Criticality",
] as const;

export interface VaultTagsProps {
  /** Where the policies hold. */
  readonly at: PolicyScope;

  /**
   * The tags, by name: 1 to 512 characters, none of <>%&\?/.
   * @default - Application, Support Team, Environment, Cost Center and Criticality
   */
  readonly tags?: readonly string[];

  /**
   * "Require" refuses vaults that lack a tag; "Inherit" gives them the value of their resource group where they lack it.
   * @default "Require"
   */
  readonly mode?: "Require" | "Inherit";

  /** The region of the identities that inherit; needed with "Inherit". @default - none */
  readonly location?: string;

  /**
   * The resource types that are looked at.
   * @default - Recovery Services vaults and Backup vaults
   */
  readonly resourceTypes?: readonly string[];

  /**
   * Does the policy act, or only show what it would do?
   * @default true
   */
  readonly enforce?: boolean;
}

/**
 * Tags of vaults, required or inherited by Azure Policy: one assignment of "Require a tag on resources", or of "Inherit a tag
 * from the resource group if missing", for each tag, restricted to vaults by a resource selector. What inherits is
 * remediated for the vaults that are there.
 *
 * @example
 * new VaultTags(stack, "Tags", { at: PolicyScope.subscription(subscriptionId) });
 */
export class VaultTags extends Construct {
  static isVaultTags(x: unknown): x is VaultTags {
    return typeof x === "object" && x !== null && MARK in x;
  }

  /** One for each tag, in the tags' order. */
  readonly assignments: readonly PolicyAssignment[];

  constructor(scope: Construct, id: string, props: VaultTagsProps) {
    super(scope, checkId(scope, id));
    const { tags = VAULT_TAGS, mode = "Require" } = props;
    checkVaultTags(this, tags, props);
    this.assignments = tags.map((tag) =>
      mode === "Require" ? this.require(tag, props) : this.inherit(tag, props),
    );
    Object.defineProperty(this, MARK, { value: true });
  }

  private require(tag: string, props: VaultTagsProps): PolicyAssignment {
    return new PolicyAssignment(this, tagKey(tag), {
      ...common(`require tag ${tag}`, props),
      policy: "Require a tag on resources",
      parameters: { tagName: tag },
      nonComplianceMessage: `A vault needs the tag ${quoted(tag)}.`,
    });
  }

  private inherit(tag: string, props: VaultTagsProps): PolicyAssignment {
    const assignment = new PolicyAssignment(this, tagKey(tag), {
      ...common(`inherit tag ${tag}`, props),
      location: props.location,
      policy: "Inherit a tag from the resource group if missing",
      parameters: { tagName: tag },
    });
    assignment.addRemediation("Existing");
    return assignment;
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/VaultTags");

const VAULTS = ["Microsoft.RecoveryServices/vaults", "Microsoft.DataProtection/backupVaults"];

function common(words: string, { at, enforce, resourceTypes = VAULTS }: VaultTagsProps) {
  const selector: ResourceSelector = { name: "vaults", types: resourceTypes };
  return { at, enforce, name: assignmentName(words, maxNameLength(at)), resourceSelectors: [selector] };
}

/** "Cost-Center": a construct id made of the tag's name. */
function tagKey(tag: string): string {
  return tag.replace(/[^A-Za-z0-9_-]+/g, "-");
}

function checkVaultTags(scope: Construct, tags: readonly string[], { mode, location }: VaultTagsProps): void {
  const problems = new Problems(scope);
  problems.oneOf("mode", mode, ["Require", "Inherit"], "a tag is required or inherited");
  problems.when(tags.length === 0, "tags must not be empty: leave it out for the usual five");
  for (const tag of tags)
    problems.matches("tags", tag, /^[^<>%&\\?/]{1,512}$/, "1 to 512 characters, none of <>%&\\?/");
  const keys = tags.map((tag) => tagKey(tag).toLowerCase());
  keys.forEach((key, i) => {
    const first = keys.indexOf(key);
    if (first < i)
      problems.add(
        `tags has ${quoted(tags[i])} and ${quoted(tags[first])}, which are too much alike: remove one`,
      );
  });
  problems.when(
    mode === "Inherit" && location === undefined,
    "location is missing: what inherits modifies vaults, so its assignments need an identity, and that a region",
  );
  problems.throwIfAny();
}
