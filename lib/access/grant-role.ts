import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { TerraformStack, Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { fingerprint } from "../core/fingerprint";
import { Problems } from "../core/problems";
import { resolvedText } from "../core/resolved";
import { subscriptionOf } from "../core/subscription-of";
import { BUILT_IN_ROLES, type BuiltInRole } from "./built-in-roles";
import { checkPrincipal, type IPrincipal } from "./principal";
import { roleDefinitionId } from "./role-definition";

export interface RoleGrant {
  readonly role: BuiltInRole;
  /** ARM id of what the role is given on: a resource, a resource group, a subscription. */
  readonly at: string;
  readonly to: IPrincipal;
  /** A word that tells this place from others in the construct's id, "Vault". Same word, same place. */
  readonly place: string;
  /** @default - none */
  readonly description?: string;
}

/** The role assignments of each stack, by place, role and principal as Terraform will read them. */
const granted = new WeakMap<TerraformStack, Map<string, RoleAssignment>>();

/**
 * Gives a principal a built-in role (`azurerm_role_assignment`). The same role at the same place for the same principal
 * is one assignment, however often it is granted in a stack: Azure refuses a second one (`RoleAssignmentExists`).
 */
export function grantRole(scope: Construct, grant: RoleGrant): RoleAssignment {
  const problems = new Problems(scope);
  checkPrincipal(problems, grant.to);
  problems.oneOf("role", grant.role, Object.keys(BUILT_IN_ROLES), "it is not in the role catalogue");
  problems.throwIfAny();
  const stack = TerraformStack.of(scope);
  const known = granted.get(stack) ?? new Map<string, RoleAssignment>();
  granted.set(stack, known);
  const key = [grant.at, grant.role, grant.to.principalId]
    .map((part) => resolvedText(stack, part).toLowerCase())
    .join(" ");
  const present = known.get(key);
  if (present) return present;
  const assignment = new RoleAssignment(scope, constructId(stack, grant), {
    scope: grant.at,
    ...roleOf(scope, grant),
    principalId: grant.to.principalId,
    principalType: grant.to.principalType ?? "ServicePrincipal",
    description: grant.description,
  });
  known.set(key, assignment);
  return assignment;
}

/** By its name where nobody knows the subscription, which Azure says back in the id: azurerm then looks the id up. */
function roleOf(scope: IConstruct, { role, at }: RoleGrant) {
  const own = subscriptionOf(scope);
  if (own === undefined && Token.isUnresolved(at)) return { roleDefinitionName: role };
  return { roleDefinitionId: roleDefinitionId(at, BUILT_IN_ROLES[role], own) };
}

/** `Backup-Operator-Vault-1f2e3d4c`: of the principal's own construct where it is one, never of a token's number. */
function constructId(stack: TerraformStack, { role, place, to }: RoleGrant): string {
  return [role.replaceAll(" ", "-"), place, principalKey(stack, to)].join("-");
}

function principalKey(stack: TerraformStack, principal: IPrincipal): string {
  const construct: unknown = principal;
  if (isConstruct(construct)) return construct.node.path.split("/").slice(1).join("-");
  return fingerprint(resolvedText(stack, principal.principalId).toLowerCase(), 8);
}

function isConstruct(x: unknown): x is IConstruct {
  return Construct.isConstruct(x);
}
