import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { RecoveryServicesVault, ResilienceApp, ResilienceStack, Schedule } from "../../lib";

/** Backups encrypted by a key of yours, twice over: the identity gets its role, Azure learns of it, the vault is made. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const resourceProvidersToRegister = ["Microsoft.ManagedIdentity"];
  const stack = new ResilienceStack(app, "cmk", { subscriptionId, resourceProvidersToRegister });
  const location = "australiaeast";
  const resourceGroup = new ResourceGroup(stack, "Group", { name: "rg-backup", location });
  const identity = new UserAssignedIdentity(stack, "Identity", {
    name: "id-backup-key",
    resourceGroupName: resourceGroup.name,
    location,
  });

  // the key vault is the security team's: in the vault's region, with purge protection, roles by Azure RBAC
  const vault = new RecoveryServicesVault(stack, "Vault", {
    name: "rsv-backup",
    resourceGroup,
    encryption: {
      keyId: "https://kv-contoso-backup.vault.azure.net/keys/backup",
      keyVault: {
        id: `/subscriptions/${subscriptionId}/resourceGroups/rg-keys/providers/Microsoft.KeyVault/vaults/kv-contoso-backup`,
      },
      identity,
      infrastructureEncryption: true,
    },
    acknowledge: ["customer-managed key", "infrastructure encryption"],
  });
  vault.addVmPolicy("Nightly", { schedule: Schedule.daily("00:00"), retention: { daily: 30 } });
});
