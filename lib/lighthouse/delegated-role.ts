import { BUILT_IN_ROLES } from "../access/built-in-roles";

/**
 * Built-in roles that backup and disaster recovery need and Azure Lighthouse delegates: without data actions, and none
 * that gives others access.
 */
export const DELEGABLE_ROLES = {
  "Backup Contributor": BUILT_IN_ROLES["Backup Contributor"],
  "Backup Operator": BUILT_IN_ROLES["Backup Operator"],
  "Backup Reader": BUILT_IN_ROLES["Backup Reader"],
  "Backup MUA Operator": BUILT_IN_ROLES["Backup MUA Operator"],
  "Site Recovery Contributor": BUILT_IN_ROLES["Site Recovery Contributor"],
  "Site Recovery Operator": BUILT_IN_ROLES["Site Recovery Operator"],
  "Site Recovery Reader": BUILT_IN_ROLES["Site Recovery Reader"],
  "VM Restore Operator": BUILT_IN_ROLES["VM Restore Operator"],
  "Virtual Machine Contributor": BUILT_IN_ROLES["Virtual Machine Contributor"],
  Contributor: BUILT_IN_ROLES.Contributor,
  Reader: BUILT_IN_ROLES.Reader,
  "Monitoring Contributor": "749f88d5-cbae-40b8-bcfc-e573ddc772fa",
  "Monitoring Reader": "43d0d8ad-25c7-4714-9337-8ba259a9fe05",
  "Log Analytics Reader": "73c42c96-874c-492b-b04d-ab87d138a893",
  "Workbook Reader": "b279062a-9be3-42a0-92ae-8b3cf002ec4d",
  "Resource Policy Contributor": "36243c78-bf99-498c-9df9-86d9f8d28608",
  "Managed Services Registration assignment Delete Role": "91c1777a-f3dc-4fae-b103-61d183457e46",
} as const;

/** A role that another tenant can be given. */
export type DelegableRole = keyof typeof DELEGABLE_ROLES;

/** Whom in the managing tenant a role is given to. */
export interface Delegate {
  /** The object id, in the managing tenant, of a group, user or service principal. Groups outlive the people in them. */
  readonly principalId: string;
  /** What the customer's portal shows. */
  readonly displayName: string;
}

/** A role that somebody of the managing tenant has for good. */
export interface Authorization extends Delegate {
  readonly role: DelegableRole;
}

/** A role that somebody of the managing tenant takes when it is needed. */
export interface EligibleAuthorization extends Authorization {
  /**
   * For how long at most, ISO 8601: "PT30M" to "PT8H".
   * @default "PT8H"
   */
  readonly activation?: string;
  /**
   * Is a second factor asked for?
   * @default true
   */
  readonly multiFactor?: boolean;
  /** Who in the managing tenant consents. @default - nobody has to */
  readonly approvers?: readonly Delegate[];
}

/**
 * The roles that people at work need across tenants: what Business Continuity Center shows, and what they do in it
 * (Microsoft Learn, "Manage Azure Backup with Azure role-based access control").
 */
export const Delegation = {
  /** Sees backups, replication and their alerts, and changes nothing. */
  readers: (delegate: Delegate): readonly Authorization[] =>
    having(delegate, ["Backup Reader", "Site Recovery Reader", "Monitoring Reader"]),

  /** Backs up, restores and fails over; cannot remove backups or change policies. */
  operators: (delegate: Delegate): readonly Authorization[] =>
    having(delegate, ["Reader", "Backup Operator", "Site Recovery Operator", "Monitoring Reader"]),

  /** Changes policies and protection: best as eligible, for the moment. */
  contributors: (delegate: Delegate): readonly Authorization[] =>
    having(delegate, ["Backup Contributor", "Site Recovery Contributor"]),
} as const;

function having(delegate: Delegate, roles: readonly DelegableRole[]): readonly Authorization[] {
  return roles.map((role) => ({ ...delegate, role }));
}
