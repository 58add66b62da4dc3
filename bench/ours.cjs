// The estate written with this library.
const { ResourceGroup } = require("@cdktf/provider-azurerm/lib/resource-group");
const lib = require("../dist/lib");
const { CACHES, SUBSCRIPTION, shards } = require("./estate.cjs");

function define(app, count) {
  shards(count).forEach((facts, s) => {
    const stack = new lib.ResilienceStack(app, `stack-${s}`, { subscriptionId: SUBSCRIPTION });
    const here = new ResourceGroup(stack, "Here", { name: `rg-here-${s}`, location: "australiaeast" });
    const there = new ResourceGroup(stack, "There", { name: `rg-there-${s}`, location: "centralindia" });
    const vault = new lib.RecoveryServicesVault(stack, "Vault", {
      name: `rsv-backup-${s}`,
      resourceGroup: here,
    });
    const policy = vault.addVmPolicy("Gold", {
      schedule: lib.Schedule.everyHours(4, { from: "00:00", during: 24 }),
      retention: { daily: 7, weekly: 4, monthly: 6, yearly: 7 },
    });
    const caches = CACHES.map(
      (c) =>
        new lib.CacheStorageAccount(stack, `Cache-${c}`, {
          name: `stcache${s}c${c}`,
          resourceGroup: here,
          region: "australiaeast",
        }),
    );
    const dr = new lib.DisasterRecoveryPair(stack, "Dr", {
      vault: new lib.RecoveryServicesVault(stack, "DrVault", { name: `rsv-dr-${s}`, resourceGroup: there }),
      cache: caches,
      sourceRegion: "australiaeast",
      targetRegion: "centralindia",
      targetResourceGroup: there,
      network: { addressSpace: "10.60.0.0/16" },
    });
    for (const [i, fact] of facts.entries()) {
      const vm = new lib.VirtualMachine(fact);
      policy.protect(vm);
      dr.replicate(vm, { cache: caches[i % caches.length] });
    }
  });
}

module.exports = { App: lib.ResilienceApp, define };
