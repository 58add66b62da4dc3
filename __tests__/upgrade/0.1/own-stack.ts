import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App } from "cdktf";
import { Schedule } from "cdktf-azure-resilience/backup-policy";
import { VmInventory } from "cdktf-azure-resilience/inventory";
import { Disks } from "cdktf-azure-resilience/protection";
import { ResilienceStack } from "cdktf-azure-resilience/stack";
import { RecoveryServicesVault } from "cdktf-azure-resilience/vault";
import type { Construct } from "constructs";

interface LandingZoneProps {
  readonly subscriptionId: string;
  readonly region: string;
  readonly inventory: VmInventory;
}

/** A platform team's own pattern, made of the constructs, in a plain cdktf app: no Estate, no ResilienceApp. */
class LandingZoneBackup extends ResilienceStack {
  constructor(scope: Construct, id: string, { subscriptionId, region, inventory }: LandingZoneProps) {
    super(scope, id, { subscriptionId });
    const resourceGroup = new ResourceGroup(this, "Group", { name: `rg-${id}`, location: region });
    const vault = new RecoveryServicesVault(this, "Vault", {
      name: `rsv-${id}`,
      resourceGroup,
      redundancy: "ZoneRedundant",
      tags: { Application: "Landing zone backup", "Cost Center": "IT-4711" },
    });
    const gold = vault.addVmPolicy("Gold", {
      schedule: Schedule.everyHours(4, { from: "00:00", during: 24 }),
      timezone: "AUS Eastern Standard Time",
      retention: { daily: 30, weekly: 12, monthly: 12, yearly: 7 },
      instantRestoreDays: 7,
      archiveTiering: { afterMonths: 3 },
    });
    for (const vm of inventory.where({ subscription: subscriptionId, region }).vms) {
      const oracle = vm.name.startsWith("ora-");
      if (vm.tag("Criticality") === "Tier-1") gold.protect(vm, oracle ? { disks: Disks.except(7) } : {});
    }
  }
}

const app = new App();
const inventory = VmInventory.fromResourceGraph("__tests__/upgrade/0.1/inventory.json");
new LandingZoneBackup(app, "lz-erp", {
  subscriptionId: "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841",
  region: "australiaeast",
  inventory,
});
app.synth();
