import { Construct } from "constructs";
import { grantRole } from "../access/grant-role";
import { accessScope } from "../access/vault-access";
import { groupIdOf } from "../backup-vault/data-source";
import { groupPlace } from "../backup-vault/instance-roles";
import type { IBackupVault } from "../backup-vault/vault-base";
import { checkFreeId, checkId } from "../core/construct-id";
import { fingerprint } from "../core/fingerprint";
import { assignmentName, shortened } from "./assignment-name";
import { checkBackupByTag } from "./backup-by-tag-checks";
import { assignedFor, backupVaultOf, kindOf, NOUNS } from "./backup-by-tag-kinds";
import type { BackupByTagProps, BackupByTagRule } from "./backup-by-tag-props";
import { PolicyAssignment } from "./policy-assignment";
import { maxNameLength } from "./policy-scope";
import { groupsOutside, subscriptionOfScope } from "./scope-parts";

/**
 * Lets Azure Policy back up what carries a tag: an assignment of the built-in "Configure backup … with a given tag to an
 * existing vault" for each rule, with its identity and roles. It acts on what is created or changed from then on; what
 * exists already waits for a remediation. VMs are skipped in silence where their image is not on the built-in's list:
 * `policyReach` tells which.
 *
 * @example
 * new BackupByTag(stack, "BackupByTag", {
 *   at: PolicyScope.subscription(subscriptionId),
 *   tag: "Criticality",
 *   rules: [{ values: ["Tier-1"], policy: gold }, { values: ["Tier-2", "Tier-3"], policy: silver }],
 * });
 */
export class BackupByTag extends Construct {
  /** Those of the rules, in their order. */
  readonly assignments: readonly PolicyAssignment[];

  constructor(scope: Construct, id: string, props: BackupByTagProps) {
    super(scope, checkId(scope, id));
    checkBackupByTag(this, props);
    this.assignments = props.rules.map((rule) => this.assign(props, rule));
    if (props.grantRoles !== false) for (const rule of props.rules) grantTo(props, rule);
  }

  private assign(props: BackupByTagProps, rule: BackupByTagRule): PolicyAssignment {
    const { at, tag, notScopes = [], enforce } = props;
    const { region = "", subscriptionId, resourceGroupName } = rule.policy.vault;
    const word = wordFor(rule);
    const kind = kindOf(rule);
    const left = [...notScopes, ...(rule.notScopes ?? [])];
    const given = {
      ...assignedFor(rule, tag, region),
      at,
      name: assignmentName(`back up ${word} ${NOUNS[kind].word} ${region}`, maxNameLength(at)),
      location: region,
      enforce,
      notScopes: left.length > 0 ? left : undefined,
      alsoGrantAt: groupsOutside(at, subscriptionId, [resourceGroupName]),
    } as ConstructorParameters<typeof PolicyAssignment>[2];
    const assignment = new PolicyAssignment(this, checkFreeId(this, `${kind}-${word}-${region}`), given);
    // the built-in's own name would be the same for every tier and region
    assignment.resource.displayName = displayName(props, rule);
    return assignment;
  }
}

function wordFor({ id, policy }: BackupByTagRule): string {
  const own = Construct.isConstruct(policy) ? policy.node.id : policy.policyName;
  return id ?? own.replace(/[^A-Za-z0-9_-]+/g, "-");
}

function displayName({ tag }: BackupByTagProps, rule: BackupByTagRule): string {
  const { region } = rule.policy.vault;
  return shortened(
    `Back up ${NOUNS[kindOf(rule)].plural} of ${region} with ${tag} ${rule.values.join(", ")}`,
  );
}

/** What the identity of a Backup vault needs to read what Azure Policy backs up, and to keep its snapshots. */
function grantTo({ at }: BackupByTagProps, rule: BackupByTagRule): void {
  const vault = backupVaultOf(rule);
  if (!hasIdentity(vault)) return;
  const subscriptionId = subscriptionOfScope(at);
  const scope = accessScope(vault);
  const place = `Scope-${fingerprint(at.id.toLowerCase())}`;
  const group = rule.snapshotResourceGroup;
  if (!group) {
    const role = "Storage Account Backup Contributor";
    grantRole(scope, { role, at: at.id, place, subscriptionId, to: vault });
    return;
  }
  const groupId = groupIdOf(group, subscriptionId) ?? "";
  grantRole(scope, { role: "Disk Backup Reader", at: at.id, place, subscriptionId, to: vault });
  const snapshots = { at: groupId, place: groupPlace(vault, group, groupId) };
  grantRole(scope, { role: "Disk Snapshot Contributor", ...snapshots, subscriptionId, to: vault });
}

function hasIdentity(
  vault: IBackupVault | undefined,
): vault is IBackupVault & { readonly principalId: string } {
  return vault?.principalId !== undefined;
}
