import {
  type CustomPolicy,
  PolicyAssignment,
  type PolicyAssignmentOptions,
  PolicyScope,
  type ResilienceStack,
} from "../../lib";
import { SUBSCRIPTION } from "../support/synthesise";

export const AT_GROUP = PolicyScope.managementGroup("contoso");
export const AT_SUBSCRIPTION = PolicyScope.subscription(SUBSCRIPTION);
export const AT_RESOURCE_GROUP = PolicyScope.resourceGroup(SUBSCRIPTION, "rg-app");

export const MANAGEMENT_GROUP_ASSIGNMENT = "azurerm_management_group_policy_assignment";
export const SUBSCRIPTION_ASSIGNMENT = "azurerm_subscription_policy_assignment";
export const RESOURCE_GROUP_ASSIGNMENT = "azurerm_resource_group_policy_assignment";
export const ROLE_ASSIGNMENT = "azurerm_role_assignment";

/** The two roles of the built-ins that configure backup. */
export const BACKUP_CONTRIBUTOR = "5e467623-bb1f-42f4-a55d-6e525e11384b";
export const VIRTUAL_MACHINE_CONTRIBUTOR = "9980e02c-c2be-4d73-94e8-173b1dc7cf3c";

/** A built-in that names the two roles and requires no parameter. */
export const BACK_UP =
  "Configure backup on virtual machines without a given tag to a new recovery services vault with a default policy";

/** A definition of one's own, which names no roles. */
export const CUSTOM = {
  id: "/providers/Microsoft.Management/managementGroups/contoso/providers/Microsoft.Authorization/policyDefinitions/vaults-have-locks",
  displayName: "Vaults have locks",
};

type Options = PolicyAssignmentOptions & { readonly at?: PolicyScope };

/** Assigns the definition of one's own, at the subscription unless another scope is given. */
export const assignCustom =
  (options: Options & { readonly policy?: CustomPolicy } = {}) =>
  (stack: ResilienceStack) =>
    new PolicyAssignment(stack, "Policy", { at: AT_SUBSCRIPTION, policy: CUSTOM, ...options });

/** Assigns a built-in, at the subscription unless another scope is given, past what the types say of it. */
export const assignBuiltIn =
  (policy: string, parameters?: object, options: Options = {}) =>
  (stack: ResilienceStack) =>
    new PolicyAssignment(stack, "Policy", { at: AT_SUBSCRIPTION, policy, parameters, ...options } as never);

const INITIATIVE_ID =
  "/providers/Microsoft.Management/managementGroups/contoso/providers/Microsoft.Authorization/policySetDefinitions/backup";

/** An initiative of one's own: an audit, and one that deploys. */
export const INITIATIVE = {
  id: INITIATIVE_ID,
  displayName: "Backup",
  roleDefinitionIds: [BACKUP_CONTRIBUTOR],
  members: ["audit-vms", "back-up-vms"],
  effects: ["AuditIfNotExists", "DeployIfNotExists", "Disabled"],
};

/** Assigns the initiative, at the subscription unless another scope is given. */
export const assignInitiative =
  (options: Options = {}) =>
  (stack: ResilienceStack) =>
    new PolicyAssignment(stack, "Policy", {
      at: AT_SUBSCRIPTION,
      policy: INITIATIVE,
      location: "australiaeast",
      ...options,
    });

/** The context of runs on the first of December 2026. */
export const FIRST_OF_DECEMBER = { today: "2026-12-01" };
