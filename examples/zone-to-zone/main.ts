import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import {
  AutomationAccount,
  CacheStorageAccount,
  DisasterRecoveryPair,
  RecoveryServicesVault,
  ResilienceApp,
  ResilienceStack,
  VmInventory,
} from "../../lib";

/** The machines of one application in zones 1 and 2 of Australia East, each replicated to the other zone. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const region = "australiaeast";
  const erp = VmInventory.fromResourceGraph("inventory/contoso.json").where({ name: /^app-erp-prd/ });

  const stack = new ResilienceStack(app, "zone-to-zone", { subscriptionId });
  const resourceGroup = new ResourceGroup(stack, "Recovery", { name: "rg-erp-zonal-dr", location: region });
  const recovered = new ResourceGroup(stack, "Recovered", { name: "rg-erp-recovered", location: region });
  const vault = new RecoveryServicesVault(stack, "Vault", { name: "rsv-erp-zonal-dr", resourceGroup });
  const cache = new CacheStorageAccount(stack, "Cache", { name: "sterpzonal4f1c", resourceGroup, region });
  const account = new AutomationAccount(stack, "Automation", { name: "aa-erp-zonal-dr", resourceGroup });

  for (const [source, target] of [
    ["1", "2"],
    ["2", "1"],
  ] as const) {
    const dr = new DisasterRecoveryPair(stack, `Zone${source}To${target}`, {
      name: `zone${source}to${target}`,
      vault,
      cache,
      sourceRegion: region,
      zones: { source, target },
      targetResourceGroup: recovered,
      testNetwork: { addressSpace: "10.99.0.0/24" },
      agentUpdates: { account },
    });
    for (const vm of erp.vms.filter(({ zone }) => zone === source)) dr.replicate(vm);
  }
});
