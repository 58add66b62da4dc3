import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import {
  CacheStorageAccount,
  RecoveryNetwork,
  RecoveryServicesVault,
  ResilienceApp,
  ResilienceStack,
  VmwareSite,
} from "../../lib";

/**
 * Two machines of an ERP system, replicated from vCenter to Central India. The first apply makes the vault; then the
 * replication appliance is deployed on premises and registered with it; APPLIANCE_REGISTERED=yes does the rest.
 */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const region = "centralindia";

  const stack = new ResilienceStack(app, "vmware", { subscriptionId });
  const resourceGroup = new ResourceGroup(stack, "Group", { name: "rg-hq-recovery", location: region });
  const network = (id: string, name: string, addressSpace: string) =>
    new RecoveryNetwork(stack, id, { name, resourceGroup, region, addressSpace });

  const hq = new VmwareSite(stack, "Hq", {
    vault: new RecoveryServicesVault(stack, "Vault", { name: "rsv-hq-recovery", resourceGroup }),
    appliance: "asr-appliance-01",
    registered: process.env.APPLIANCE_REGISTERED === "yes",
    cache: new CacheStorageAccount(stack, "Cache", { name: "sthqcache7b2e", resourceGroup, region }),
    targetResourceGroup: resourceGroup,
    network: network("Recovery", "vnet-hq-recovery", "10.70.0.0/16"),
    testNetwork: network("Drill", "vnet-hq-drill", "10.71.0.0/16"),
    credential: "linux-root",
    policy: { recoveryPointRetentionMinutes: 24 * 60, appConsistentSnapshotMinutes: 4 * 60 },
  });
  hq.replicate("ErpDb", {
    sourceVmName: "erp-db-01",
    disks: "Premium_LRS",
    networkInterfaces: [{ macAddress: "00:50:56:9e:1a:2b", staticIp: "10.70.0.10" }],
    multiVmGroup: "erp",
    initialReplicationHours: 72,
  });
  hq.replicate("ErpApp", {
    sourceVmName: "erp-app-01",
    networkInterfaces: [{ macAddress: "00:50:56:9e:1a:2c" }],
    multiVmGroup: "erp",
  });
});
