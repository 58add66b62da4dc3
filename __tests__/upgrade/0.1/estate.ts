import { Estate, Receiver, ResilienceApp, ResilienceChecks, VmInventory } from "cdktf-azure-resilience";
import { contosoTiers } from "cdktf-azure-resilience/policies";

/** Contoso: automated backup and disaster recovery of Windows and Linux VMs, with minimal manual intervention. */
ResilienceApp.run((app) => {
  const contoso = new Estate(app, "Contoso", {
    organisation: "contoso",
    inventory: VmInventory.fromResourceGraph("__tests__/upgrade/0.1/inventory.json"),
    homeRegion: "australiaeast",
    subscriptions: {
      prod: "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841",
      dev: "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6",
    },
    tags: {
      Application: "Azure Backup",
      "Support Team": "Cloud Infrastructure",
      Environment: "Shared",
      "Cost Center": "IT-4711",
      Criticality: "Tier-1",
    },
  });

  // Create Vault
  contoso.createVaults({
    immutability: "Unlocked",
    redundancy: "GeoRedundant",
    crossRegionRestore: true,
    acknowledge: ["cross-region restore"],
  });

  // Create Backup Policies
  contoso.createBackupPolicies(contosoTiers, {
    tag: "Criticality",
    timezone: "AUS Eastern Standard Time",
  });

  // Add Virtual Machines
  contoso.protectVirtualMachines();

  // Enable Azure Site Recovery
  contoso.replicate({
    from: "Australia East",
    to: "Central India",
    network: { addressSpace: "10.60.0.0/16", subnetPrefix: "10.60.0.0/20" },
    testNetwork: { addressSpace: "10.61.0.0/20" },
    publicIps: true,
    premiumCache: true,
    replicaDisks: "Standard",
    policy: { recoveryPointRetentionMinutes: 24 * 60 },
    bootOrder: [{ name: /^(sql|pg|ora|db)-/ }],
  });

  // Monitor Backups
  contoso.monitor({
    subscription: "prod",
    receivers: [Receiver.email("backup-operators@contoso.com"), Receiver.role("Monitoring Contributor")],
    workspace: { retentionDays: 365 },
    monthlyBudgets: { prod: 5_000, dev: 500 },
  });

  contoso.estimateStorage({ churnPerDay: 0.02, changingShare: 0.3, usedShare: 0.6 });

  // Azure Policies
  const backupEnabled = contoso.assignPolicy("Azure Backup should be enabled for Virtual Machines");
  backupEnabled.exempt(
    { name: "web-shop-dev-02" },
    {
      category: "Mitigated",
      reason: "Its OS disk is ephemeral: it is rebuilt from its image.",
      expiresOn: "2099-12-31",
    },
  );
  contoso.backUpUntaggedVirtualMachines({ tier: "Tier-4" });
  contoso.onboardByPolicy();
  const restoreDisabled = contoso.assignPolicy("Disable Cross Subscription Restore for Backup Vaults");
  restoreDisabled.remediate();
  contoso.assignPolicy("Soft delete should be enabled for Backup Vaults", {
    parameters: { checkAlwaysOnSoftDeleteOnly: false },
  });
  contoso.baseline({ managementGroup: "contoso-landing-zones", subscription: "prod" });

  // Evidence: what the inventory decides is a warning (VMs that nothing can protect, regions without a pair)
  new ResilienceChecks(app, "Checks", {
    baseline: "geo",
    severities: { "vm-backup": "warning", "vault-geo-redundancy": "warning" },
  });
});
