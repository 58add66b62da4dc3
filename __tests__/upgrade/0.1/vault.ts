import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import {
  Disks,
  Principal,
  PrivateDnsZones,
  RecoveryServicesVault,
  ResilienceApp,
  ResilienceStack,
  ResourceGuard,
  Schedule,
  VmInventory,
} from "cdktf-azure-resilience";

/** Everything that a Recovery Services vault can have beside each other. Nobody needs all of it. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const location = "australiaeast";
  const inventory = VmInventory.fromResourceGraph("__tests__/upgrade/0.1/inventory.json");
  const tags = { Application: "Backup", "Cost Center": "IT-4711" };
  const stack = new ResilienceStack(app, "max", {
    subscriptionId,
    retainBackupDataOnDestroy: "until they expire",
    resourceProvidersToRegister: ["Microsoft.ManagedIdentity", "Microsoft.DataProtection"],
  });
  const resourceGroup = new ResourceGroup(stack, "Group", { name: "rg-backup-max", location });
  const network = new ResourceGroup(stack, "NetworkGroup", { name: "rg-backup-network", location });
  const identity = new UserAssignedIdentity(stack, "Identity", {
    name: "id-backup-max",
    resourceGroupName: resourceGroup.name,
    location,
  });
  const spoke = new VirtualNetwork(stack, "Spoke", {
    name: "vnet-backup",
    resourceGroupName: network.name,
    location,
    addressSpace: ["10.80.0.0/24"],
  });
  const subnet = new Subnet(stack, "Endpoints", {
    name: "snet-endpoints",
    resourceGroupName: network.name,
    virtualNetworkName: spoke.name,
    addressPrefixes: ["10.80.0.0/26"],
  });

  const vault = new RecoveryServicesVault(stack, "Vault", {
    name: "rsv-backup-max",
    resourceGroup,
    region: location,
    redundancy: "GeoRedundant",
    crossRegionRestore: true,
    immutability: "Unlocked",
    softDelete: true,
    identity: { systemAssigned: true, userAssigned: [identity] },
    alerts: {
      jobFailures: true,
      replicationIssues: true,
      failoverIssues: true,
      classicCriticalOperations: false,
      siteRecoveryEmails: true,
    },
    publicNetworkAccess: false,
    lock: true,
    tags,
    acknowledge: ["cross-region restore"],
  });
  vault.addPrivateAccess("Private", {
    subnet,
    dns: new PrivateDnsZones(stack, "Dns", { resourceGroup: network, linkTo: [spoke] }),
    services: ["AzureBackup", "AzureSiteRecovery"],
    tags,
  });
  const security = new ResourceGroup(stack, "Security", { name: "rg-backup-guard", location });
  vault.guardWith(
    new ResourceGuard(stack, "Guard", {
      name: "rguard-backup",
      resourceGroup: security,
      unguarded: { recoveryServicesVaults: ["restore", "get security PIN"] },
      tags,
    }),
  );
  vault.access.grantOperator(Principal.group("0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11"));
  vault.access.grantReader(Principal.user("3b7f2e90-41d8-4c4a-8f57-9c0d6e1a2b34"), { at: "resource group" });
  vault.access.grantSiteRecoveryOperator(identity);

  const gold = vault.addVmPolicy("Gold", {
    schedule: Schedule.everyHours(4, { from: "00:00", during: 24 }),
    timezone: "AUS Eastern Standard Time",
    retention: {
      daily: 30,
      weekly: { weeks: 12, on: ["Sunday", "Wednesday"] },
      monthly: { months: 24, days: [1, 15], lastDay: true },
      yearly: { years: 7, in: ["January", "July"], the: ["First", "Last"], on: ["Sunday"] },
    },
    instantRestoreDays: 30,
    snapshotResourceGroup: { prefix: "rg-snapshots-", suffix: "-gold" },
    archiveTiering: { afterMonths: 3 },
    consistency: "application",
  });
  const vm = (name: string) => inventory.where({ name }).vms;
  for (const one of vm("ora-fin-prd-01")) gold.protect(one, { disks: Disks.except(7) });
  for (const one of vm("app-erp-prd-01")) gold.protect(one, { state: "ProtectionStopped" });
  for (const one of vm("pg-crm-prd-01")) gold.protect(one, { disks: Disks.osDiskOnly });
  vault.addFileSharePolicy("Shares", { schedule: Schedule.daily("00:00"), retention: { daily: 30 } });
  vault.addSqlPolicy("Sql", {
    full: { schedule: Schedule.weekly(["Sunday"], "01:00"), retention: { weekly: 12, yearly: 7 } },
    differential: { on: ["Wednesday"], at: "01:00", retentionDays: 14 },
    log: { everyMinutes: 15, retentionDays: 14 },
  });
});
