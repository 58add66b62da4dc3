import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { Construct } from "constructs";
import {
  AzureProvider,
  PolicyAssignment,
  PolicyScope,
  RecoveryServicesVault,
  type RecoveryServicesVaultProps,
  ResilienceApp,
  ResilienceStack,
  ResourceGuard,
  Schedule,
  VmInventory,
} from "../../lib";

/**
 * Vaults that pass every rule on vaults of PSRule, APRL, checkov, KICS, Prowler, AzTS and CIS that a program can decide. No
 * single vault satisfies those that want another region and those that want zones: so there are two, "geo" and "zonal".
 */
const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
const keyVault = `/subscriptions/${subscriptionId}/resourceGroups/rg-keys/providers/Microsoft.KeyVault/vaults/kv-contoso-backup`;
const securityId = "c1d9a6f4-6b0e-4c57-9d0f-3e6f5a7b8c92";

ResilienceApp.run((app) => {
  const inventory = VmInventory.fromResourceGraph("inventory/contoso.json");
  const baseline = (name: string, vm: string, redundancy: Partial<RecoveryServicesVaultProps>) => {
    const stack = new ResilienceStack(app, name, {
      subscriptionId,
      resourceProvidersToRegister: ["Microsoft.ManagedIdentity", "Microsoft.DataProtection"],
    });
    const location = "australiaeast";
    const resourceGroup = new ResourceGroup(stack, "Group", { name: `rg-backup-${name}`, location });
    const identity = new UserAssignedIdentity(stack, "Identity", {
      name: `id-backup-${name}`,
      resourceGroupName: resourceGroup.name,
      location,
    });

    // azurerm has no argument for cross-subscription restore: the built-in policy switches it off
    new PolicyAssignment(stack, "NoCrossSubscriptionRestore", {
      at: PolicyScope.resourceGroup(subscriptionId, resourceGroup.name),
      policy: "Disable Cross Subscription Restore for Azure Recovery Services vaults",
      location,
    });

    const vault = new RecoveryServicesVault(stack, "Vault", {
      name: `rsv-backup-${name}`,
      resourceGroup,
      immutability: "Locked",
      publicNetworkAccess: false,
      lock: true,
      encryption: {
        keyId: "https://kv-contoso-backup.vault.azure.net/keys/backup",
        keyVault: { id: keyVault },
        identity,
        infrastructureEncryption: true,
      },
      ...redundancy,
    });
    const policy = vault.addVmPolicy("Daily", {
      schedule: Schedule.daily("00:00"),
      retention: { daily: 35, weekly: 12, monthly: 12, yearly: 7 },
      instantRestoreDays: 7,
    });
    for (const one of inventory.where({ name: vm }).vms) policy.protect(one);

    // in the security team's subscription, so that nobody can both weaken a backup and consent to it; where that team has
    // a program of its own, the guard is defined there, and ResourceGuard.fromId refers to it
    const security = new Construct(stack, "Security");
    new AzureProvider(stack, "SecurityAzure", {
      subscriptionId: securityId,
      alias: "security",
      resourceProvidersToRegister: ["Microsoft.DataProtection"],
    }).useFor(security);
    const guardGroup = new ResourceGroup(security, "Group", { name: `rg-guard-${name}`, location });
    vault.guardWith(
      new ResourceGuard(security, "Guard", { name: `rguard-${name}`, resourceGroup: guardGroup }),
    );
  };

  const forGood = ["Locked immutability", "customer-managed key", "infrastructure encryption"] as const;
  baseline("geo", "sql-erp-prd-01", {
    redundancy: "GeoRedundant",
    crossRegionRestore: true,
    acknowledge: [...forGood, "cross-region restore"],
  });
  // Ultra and Premium SSD v2 disks are kept in their region only
  baseline("zonal", "sql-erp-prd-02", { redundancy: "ZoneRedundant", acknowledge: forGood });
});
