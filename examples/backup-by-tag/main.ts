import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import {
  BackupByTag,
  BackupVault,
  CacheStorageAccount,
  DisasterRecoveryPair,
  PolicyScope,
  RecoveryServicesVault,
  ReplicationByTag,
  ResilienceApp,
  ResilienceStack,
  Schedule,
} from "../../lib";

/** Azure Policy backs up what carries a tag: VMs, file shares, disks and blobs; and it replicates VMs of one value. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const stack = new ResilienceStack(app, "backup-by-tag", { subscriptionId });
  const here = new ResourceGroup(stack, "Here", { name: "rg-by-tag", location: "australiaeast" });
  const there = new ResourceGroup(stack, "There", { name: "rg-by-tag-dr", location: "australiasoutheast" });
  const at = PolicyScope.subscription(subscriptionId);
  const nightly = { schedule: Schedule.daily("00:00"), retention: { daily: 30 } };

  const vault = new RecoveryServicesVault(stack, "Vault", { name: "rsv-by-tag", resourceGroup: here });
  const backupVault = new BackupVault(stack, "BackupVault", { name: "bvault-by-tag", resourceGroup: here });
  const disks = backupVault.addDiskPolicy("Disks", {
    schedule: Schedule.daily("02:00"),
    retention: { days: 7 },
  });
  new BackupByTag(stack, "BackupByTag", {
    at,
    tag: "Backup",
    rules: [
      { values: ["nightly"], policy: vault.addVmPolicy("Vms", nightly) },
      { values: ["nightly"], policy: vault.addFileSharePolicy("Shares", nightly) },
      { values: ["nightly"], policy: disks, snapshotResourceGroup: here },
      { values: ["30 days"], policy: backupVault.addBlobPolicy("Blobs", { operationalDays: 30 }) },
    ],
  });

  const pair = new DisasterRecoveryPair(stack, "Dr", {
    vault: new RecoveryServicesVault(stack, "DrVault", { name: "rsv-by-tag-dr", resourceGroup: there }),
    cache: new CacheStorageAccount(stack, "Cache", {
      name: "stbytagcache",
      resourceGroup: here,
      region: "australiaeast",
    }),
    sourceRegion: "australiaeast",
    targetRegion: "australiasoutheast",
    targetResourceGroup: there,
    network: { addressSpace: "10.60.0.0/16" },
  });
  new ReplicationByTag(stack, "Replicate", { at, tag: "Replicate", values: ["yes"], pair });
});
