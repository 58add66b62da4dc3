import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import {
  Principal,
  PrivateDnsZones,
  RecoveryServicesVault,
  ResilienceApp,
  ResilienceStack,
  ResourceGuard,
  Schedule,
  VmInventory,
} from "../../lib";

/** A vault that is reached from one network only, and whose critical operations need the security team's consent. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const region = "australiaeast";
  const sql = VmInventory.fromResourceGraph("inventory/contoso.json").where({ name: "sql-erp-prd-01" });

  const stack = new ResilienceStack(app, "private", { subscriptionId });
  const network = new ResourceGroup(stack, "Network", { name: "rg-backup-network", location: region });
  const backup = new ResourceGroup(stack, "Backup", { name: "rg-backup-private", location: region });
  const security = new ResourceGroup(stack, "Security", { name: "rg-backup-guard", location: region });

  const spoke = new VirtualNetwork(stack, "Spoke", {
    name: "vnet-backup",
    resourceGroupName: network.name,
    location: region,
    addressSpace: ["10.80.0.0/24"],
  });
  const endpoints = new Subnet(stack, "Endpoints", {
    name: "snet-endpoints",
    resourceGroupName: network.name,
    virtualNetworkName: spoke.name,
    addressPrefixes: ["10.80.0.0/26"],
  });

  const vault = new RecoveryServicesVault(stack, "Vault", { name: "rsv-erp-private", resourceGroup: backup });
  vault.addPrivateAccess("Private", {
    subnet: endpoints,
    dns: new PrivateDnsZones(stack, "Dns", { resourceGroup: network, linkTo: [spoke] }),
    services: ["AzureBackup", "AzureSiteRecovery"],
  });

  const guard = new ResourceGuard(stack, "Guard", {
    name: "rguard-backup",
    resourceGroup: security,
    unguarded: { recoveryServicesVaults: ["restore", "get security PIN"] },
  });
  guard.access.grantReader(Principal.group("0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11"));
  vault.guardWith(guard);

  const nightly = vault.addVmPolicy("Nightly", {
    schedule: Schedule.daily("00:00"),
    timezone: "AUS Eastern Standard Time",
    retention: { daily: 30 },
  });
  for (const vm of sql.vms) nightly.protect(vm);
});
