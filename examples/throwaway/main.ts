import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RecoveryServicesVault, ResilienceApp, ResilienceStack, Schedule } from "../../lib";

/** An environment that is created to be destroyed: one switch for the vault, one for the backups in it. */
ResilienceApp.run((app) => {
  const stack = new ResilienceStack(app, "throwaway", {
    subscriptionId: "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6",
    retainBackupDataOnDestroy: false,
    purgeVaultsOnDestroy: true,
  });
  const resourceGroup = new ResourceGroup(stack, "Group", {
    name: "rg-spike",
    location: "australiasoutheast",
  });
  const vault = new RecoveryServicesVault(stack, "Vault", {
    name: "rsv-spike",
    resourceGroup,
    redundancy: "LocallyRedundant",
    throwaway: true,
  });
  vault.addVmPolicy("Daily", {
    type: "Standard",
    schedule: Schedule.daily("00:00"),
    retention: { daily: 7 },
    instantRestoreDays: 1,
  });
});
