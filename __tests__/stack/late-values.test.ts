import { Fn, TerraformVariable } from "cdktf";
import {
  CacheStorageAccount,
  PolicyAssignment,
  PolicyScope,
  RecoveryServicesVault,
  ReplicationPolicy,
  type ResilienceStack,
} from "../../lib";
import { resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";

const DISABLE = "Disable Cross Subscription Restore for Backup Vaults";
const ROLE = "5e467623-bb1f-42f4-a55d-6e525e11384b";
const variable = (stack: ResilienceStack, id: string) => new TerraformVariable(stack, id, {});

describe("values that are not known before the deployment", () => {
  test("are regions of vaults, caches and assignments, written as they are", () => {
    const found = synthesise((stack) => {
      const group = resourceGroup(stack);
      const region = variable(stack, "region").stringValue;
      new RecoveryServicesVault(stack, "Vault", { name: "rsv-a", resourceGroup: group, region });
      new CacheStorageAccount(stack, "Cache", { name: "stcache", resourceGroup: group, region });
      const at = PolicyScope.subscription(SUBSCRIPTION);
      new PolicyAssignment(stack, "Policy", { at, policy: DISABLE, location: region });
    });
    for (const type of ["recovery_services_vault", "storage_account", "subscription_policy_assignment"]) {
      expect(found.only(`azurerm_${type}`).location).toBe("${var.region}");
    }
  });

  test("are scopes of roles, with the stack's subscription in the role and an address without a token's number", () => {
    const assign = (unrelated: number) =>
      synthesise((stack) => {
        const vault = new RecoveryServicesVault(stack, "Vault", {
          name: "rsv-a",
          resourceGroup: resourceGroup(stack),
        });
        for (let i = 0; i < unrelated; i += 1) Fn.upper(vault.resource.location);
        const at = PolicyScope.subscription(SUBSCRIPTION);
        new PolicyAssignment(stack, "A", {
          at,
          policy: DISABLE,
          location: "eastus",
          alsoGrantAt: [vault.vaultId],
        });
      }).all("azurerm_role_assignment");
    const roles = assign(0);
    expect(assign(3)).toEqual(roles);
    for (const role of Object.values(roles)) {
      expect(role.role_definition_id).toBe(
        `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${ROLE}`,
      );
    }
  });

  test("are parameters of policies, whatever their type", () => {
    const { parameters } = synthesise((stack) => {
      const checkAlwaysOnSoftDeleteOnly = variable(stack, "always").booleanValue as never;
      const at = PolicyScope.subscription(SUBSCRIPTION);
      const policy = "Soft delete should be enabled for Backup Vaults";
      new PolicyAssignment(stack, "A", { at, policy, parameters: { checkAlwaysOnSoftDeleteOnly } });
    }).only("azurerm_subscription_policy_assignment");
    expect(parameters).toBe('${jsonencode({"checkAlwaysOnSoftDeleteOnly" = {"value" = var.always}})}');
  });

  test("are minutes of a replication policy, which then has no snapshots of its own accord", () => {
    const policy = synthesise((stack) => {
      const vault = new RecoveryServicesVault(stack, "Vault", {
        name: "rsv-a",
        resourceGroup: resourceGroup(stack),
      });
      const recoveryPointRetentionMinutes = variable(stack, "minutes").numberValue;
      new ReplicationPolicy(stack, "Policy", { vault, name: "policy", recoveryPointRetentionMinutes });
    }).only("azurerm_site_recovery_replication_policy");
    expect(policy.recovery_point_retention_in_minutes).toBe("${var.minutes}");
    expect(policy.application_consistent_snapshot_frequency_in_minutes).toBe(0);
  });
});

test("the same scope given twice grants each role once", () => {
  const at = PolicyScope.subscription(SUBSCRIPTION);
  const found = synthesise((stack) => {
    new PolicyAssignment(stack, "A", {
      at,
      policy: DISABLE,
      location: "eastus",
      alsoGrantAt: [at.id, at.id.toUpperCase()],
    });
  });
  expect(found.addresses("azurerm_role_assignment")).toHaveLength(1);
});
