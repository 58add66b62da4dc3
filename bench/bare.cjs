// The estate written with cdktf and the provider's classes alone, as one writes it: attributes where they are needed.
const P = "@cdktf/provider-azurerm/lib";
const { BackupPolicyVm } = require(`${P}/backup-policy-vm`);
const { BackupProtectedVm } = require(`${P}/backup-protected-vm`);
const { AzurermProvider } = require(`${P}/provider`);
const { RecoveryServicesVault } = require(`${P}/recovery-services-vault`);
const { ResourceGroup } = require(`${P}/resource-group`);
const { SiteRecoveryFabric } = require(`${P}/site-recovery-fabric`);
const { SiteRecoveryNetworkMapping } = require(`${P}/site-recovery-network-mapping`);
const { SiteRecoveryProtectionContainer } = require(`${P}/site-recovery-protection-container`);
const { SiteRecoveryProtectionContainerMapping } = require(`${P}/site-recovery-protection-container-mapping`);
const { SiteRecoveryReplicatedVm } = require(`${P}/site-recovery-replicated-vm`);
const { SiteRecoveryReplicationPolicy } = require(`${P}/site-recovery-replication-policy`);
const { StorageAccount } = require(`${P}/storage-account`);
const { Subnet } = require(`${P}/subnet`);
const { VirtualNetwork } = require(`${P}/virtual-network`);
const { App, TerraformStack } = require("cdktf");
const { Construct } = require("constructs");
const { createHash } = require("node:crypto");
const { CACHES, NETWORK, SUBSCRIPTION, shards } = require("./estate.cjs");

const vaultSettings = {
  sku: "Standard",
  storageModeType: "GeoRedundant",
  crossRegionRestoreEnabled: false,
  immutability: "Unlocked",
  publicNetworkAccessEnabled: true,
  identity: { type: "SystemAssigned" },
  lifecycle: { preventDestroy: true, ignoreChanges: ["sku"] },
};
/** The bindings know two of its five switches. */
const monitoring = {
  alerts_for_all_job_failures_enabled: true,
  alerts_for_all_replication_issues_enabled: true,
  alerts_for_all_failover_issues_enabled: true,
  alerts_for_critical_operation_failures_enabled: false,
  email_notifications_for_site_recovery_enabled: false,
};
const network = `vnet-app-${createHash("sha256").update(NETWORK).digest("hex").slice(0, 8)}`;

function define(app, count) {
  shards(count).forEach((vms, s) => {
    const stack = new TerraformStack(app, `stack-${s}`);
    new AzurermProvider(stack, "Azure", { subscriptionId: SUBSCRIPTION, features: [{}] });
    const here = new ResourceGroup(stack, "Here", { name: `rg-here-${s}`, location: "australiaeast" });
    const there = new ResourceGroup(stack, "There", { name: `rg-there-${s}`, location: "centralindia" });
    const vaultScope = new Construct(stack, "Vault");
    const vault = new RecoveryServicesVault(vaultScope, "Default", {
      ...vaultSettings,
      name: `rsv-backup-${s}`,
      location: "australiaeast",
      resourceGroupName: here.name,
    });
    const policy = new BackupPolicyVm(new Construct(vaultScope, "Gold"), "Default", {
      name: "Gold",
      resourceGroupName: vault.resourceGroupName,
      recoveryVaultName: vault.name,
      policyType: "V2",
      timezone: "UTC",
      backup: { frequency: "Hourly", time: "00:00", hourInterval: 4, hourDuration: 24 },
      retentionDaily: { count: 7 },
      retentionWeekly: { count: 4, weekdays: ["Sunday"] },
      retentionMonthly: { count: 6, weeks: ["First"], weekdays: ["Sunday"] },
      retentionYearly: { count: 7, months: ["January"], weeks: ["First"], weekdays: ["Sunday"] },
    });
    const drVault = new RecoveryServicesVault(new Construct(stack, "DrVault"), "Default", {
      ...vaultSettings,
      name: `rsv-dr-${s}`,
      location: "centralindia",
      resourceGroupName: there.name,
    });
    for (const one of [vault, drVault]) one.addOverride("monitoring", monitoring);
    const caches = CACHES.map(
      (c) =>
        new StorageAccount(new Construct(stack, `Cache-${c}`), "Default", {
          name: `stcache${s}c${c}`,
          resourceGroupName: here.name,
          location: "australiaeast",
          accountKind: "StorageV2",
          accountTier: "Standard",
          accountReplicationType: "LRS",
          minTlsVersion: "TLS1_2",
          httpsTrafficOnlyEnabled: true,
          allowNestedItemsToBePublic: false,
          sharedAccessKeyEnabled: true,
          crossTenantReplicationEnabled: false,
        }),
    );
    const dr = new Construct(stack, "Dr");
    const inVault = () => ({ resourceGroupName: drVault.resourceGroupName, recoveryVaultName: drVault.name });
    const replicationPolicy = new SiteRecoveryReplicationPolicy(new Construct(dr, "Policy"), "Default", {
      ...inVault(),
      name: "replication-policy",
      recoveryPointRetentionInMinutes: 1440,
      applicationConsistentSnapshotFrequencyInMinutes: 240,
    });
    const side = (id, region, after) => {
      const fabric = new SiteRecoveryFabric(dr, `${id}Fabric`, {
        ...inVault(),
        name: `fabric-${region}`,
        location: region,
        dependsOn: [after],
      });
      const container = new SiteRecoveryProtectionContainer(dr, `${id}Container`, {
        ...inVault(),
        name: `container-${region}`,
        recoveryFabricName: fabric.name,
      });
      return { fabric, container };
    };
    const source = side("Source", "australiaeast", replicationPolicy);
    const target = side("Target", "centralindia", source.container);
    const mapping = (id, from, to, after) =>
      new SiteRecoveryProtectionContainerMapping(dr, `${id}Mapping`, {
        ...inVault(),
        name: `mapping-${id.toLowerCase()}`,
        recoveryFabricName: from.fabric.name,
        recoverySourceProtectionContainerName: from.container.name,
        recoveryTargetProtectionContainerId: to.container.id,
        recoveryReplicationPolicyId: replicationPolicy.id,
        dependsOn: [after],
      });
    const failover = mapping("Failover", source, target, target.container);
    const failback = mapping("Failback", target, source, failover);
    const netScope = new Construct(dr, network);
    const vnet = new VirtualNetwork(netScope, "Default", {
      name: `vnet-app-asr-${network.slice(-8)}`,
      location: "centralindia",
      resourceGroupName: there.name,
      addressSpace: ["10.60.0.0/16"],
    });
    const subnet = new Subnet(netScope, "Subnet", {
      name: "snet-recovery",
      resourceGroupName: there.name,
      virtualNetworkName: vnet.name,
      addressPrefixes: ["10.60.0.0/16"],
    });
    const mapNetworks = (id, name, from, to, sourceId, targetId, after) =>
      new SiteRecoveryNetworkMapping(dr, id, {
        ...inVault(),
        name,
        sourceRecoveryFabricName: from.fabric.name,
        targetRecoveryFabricName: to.fabric.name,
        sourceNetworkId: sourceId,
        targetNetworkId: targetId,
        dependsOn: [after],
      });
    const netThere = mapNetworks(
      `${network}-Failover`,
      `${network}-failover`,
      source,
      target,
      NETWORK,
      vnet.id,
      failback,
    );
    const netBack = mapNetworks(
      `${network}-Failback`,
      `${network}-failback`,
      target,
      source,
      vnet.id,
      NETWORK,
      netThere,
    );
    for (const [i, vm] of vms.entries()) {
      const cache = caches[i % caches.length];
      new BackupProtectedVm(new Construct(vaultScope, vm.key), "Default", {
        resourceGroupName: vault.resourceGroupName,
        recoveryVaultName: vault.name,
        sourceVmId: vm.id,
        backupPolicyId: policy.id,
        lifecycle: { ignoreChanges: ["source_vm_id"] },
      });
      new SiteRecoveryReplicatedVm(new Construct(dr, vm.key), "Default", {
        ...inVault(),
        name: vm.key,
        sourceRecoveryFabricName: source.fabric.name,
        sourceRecoveryProtectionContainerName: source.container.name,
        sourceVmId: vm.id,
        recoveryReplicationPolicyId: replicationPolicy.id,
        targetRecoveryFabricId: target.fabric.id,
        targetRecoveryProtectionContainerId: target.container.id,
        targetResourceGroupId: there.id,
        targetNetworkId: vnet.id,
        targetZone: vm.zone,
        managedDisk: [vm.osDisk, ...vm.dataDisks].map((disk) => ({
          diskId: disk.id,
          stagingStorageAccountId: cache.id,
          targetResourceGroupId: there.id,
          targetDiskType: disk.sku,
          targetReplicaDiskType: disk.sku,
          targetDiskEncryptionSetId: null,
          targetDiskEncryption: null,
        })),
        networkInterface: vm.networkInterfaces.map((nic) => ({
          sourceNetworkInterfaceId: nic.id,
          targetSubnetName: subnet.name,
          targetStaticIp: null,
          recoveryPublicIpAddressId: null,
          recoveryLoadBalancerBackendAddressPoolIds: null,
          failoverTestStaticIp: null,
          failoverTestSubnetName: null,
          failoverTestPublicIpAddressId: null,
        })),
        timeouts: { create: "12h" },
        dependsOn: [failover, failback, netThere, netBack],
      });
    }
  });
}

module.exports = { App, define };
