import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { BUILT_IN_ROLES } from "../access/built-in-roles";
import { addFinding } from "../core/findings";
import { GUID } from "../core/guid";
import { listed, type Problems, quoted } from "../core/problems";

/** The roles whose members Azure sends e-mails to (Microsoft Learn, "Action groups"). */
const NOTIFIED_ROLES = {
  Owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  Contributor: BUILT_IN_ROLES.Contributor,
  Reader: BUILT_IN_ROLES.Reader,
  "Monitoring Contributor": "749f88d5-cbae-40b8-bcfc-e573ddc772fa",
  "Monitoring Reader": "43d0d8ad-25c7-4714-9337-8ba259a9fe05",
} as const;

/** A role whose members can be told by e-mail. */
export type NotifiedRole = keyof typeof NOTIFIED_ROLES;

const IDS: ReadonlyMap<string, string> = new Map(Object.entries(NOTIFIED_ROLES));

/** The bare GUID of a role, which azurerm wants. */
export function roleGuid(role: string): string {
  return IDS.get(role) ?? role;
}

/** The name of a role, where it is one of those that Azure sends e-mails to. */
export function roleName(role: string): string {
  return [...IDS].find(([, id]) => id === role.toLowerCase())?.[0] ?? role;
}

/** Refuses names of roles that Azure sends nothing to; the GUIDs of others are worth a look. */
export function checkRole(scope: IConstruct, problems: Problems, name: string, role: string): void {
  if (Token.isUnresolved(role) || IDS.has(roleName(role))) return;
  if (!GUID.test(role)) {
    problems.add(
      `${name} must be ${listed([...IDS.keys()])} or a role's GUID, got ${quoted(role)}: Azure sends e-mails to the members of these roles alone`,
    );
    return;
  }
  addFinding(scope, {
    kind: "warning",
    subject: scope.node.path,
    reason: `the role ${role} is not one that Azure is known to send e-mails to`,
    remedy: `use ${listed([...IDS.keys()])}, or test the action group in the portal`,
  });
}
