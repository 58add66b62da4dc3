import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import {
  HypervSite,
  RecoveryNetwork,
  RecoveryServicesVault,
  ResilienceApp,
  ResilienceStack,
  VmmServer,
} from "../../lib";

/**
 * A branch with two Hyper-V hosts of its own, and a head office whose hosts System Center manages. The first apply makes
 * vault and site; then the hosts and the VMM server are registered; HOSTS_REGISTERED=yes does the rest.
 */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const region = "australiaeast";
  const registered = process.env.HOSTS_REGISTERED === "yes";

  const stack = new ResilienceStack(app, "hyper-v", { subscriptionId });
  const resourceGroup = new ResourceGroup(stack, "Group", { name: "rg-branch-recovery", location: region });
  const vault = new RecoveryServicesVault(stack, "Vault", { name: "rsv-branch-recovery", resourceGroup });

  new HypervSite(stack, "Branch", {
    vault,
    name: "branch-newcastle",
    registered,
    policy: {
      replicationIntervalSeconds: 30,
      recoveryPointRetentionHours: 12,
      appConsistentSnapshotHours: 4,
    },
  });

  const vmm = new VmmServer(stack, "Vmm", { vault, name: "vmm01.contoso.local", registered });
  const addresses = { name: "vnet-hq-recovery", resourceGroup, region, addressSpace: "10.80.0.0/16" };
  const { networkId: id } = new RecoveryNetwork(stack, "Recovery", addresses);
  vmm.mapNetwork("Production", { id });
});
