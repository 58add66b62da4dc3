import { TierSet } from "../../lib";
import { contosoTiers } from "../../policies";
import { synthesise } from "../support/synthesise";
import { vm } from "../support/vms";
import { defineVault } from "../vault/define-vault";

const POLICY = "azurerm_backup_policy_vm";

/** The JSON of all policies, by their names, without the vault that they stand in. */
const policies = () => {
  const stack = synthesise((s) => {
    const vault = defineVault()(s);
    for (const { criticality, backup } of contosoTiers) vault.addVmPolicy(criticality, backup);
  });
  return Object.fromEntries(
    Object.values(stack.all(POLICY)).map(({ name, resource_group_name, recovery_vault_name, ...json }) => [
      name,
      json,
    ]),
  );
};

const everyFourHours = { frequency: "Hourly", time: "00:00", hour_interval: 4, hour_duration: 24 };
const everyNight = { frequency: "Daily", time: "00:00" };
const sundays = (count: number) => ({ count, weekdays: ["Sunday"] });
const firstSundays = (count: number) => ({ count, weeks: ["First"], weekdays: ["Sunday"] });
const firstSundaysOfJanuary = (count: number) => ({ ...firstSundays(count), months: ["January"] });

describe("the tiers of Contoso", () => {
  test("are the four rows of its requirements, in their order", () => {
    expect(contosoTiers.map(({ criticality, description }) => [criticality, description])).toEqual([
      ["Tier-1", "Critical Application DB - Prod"],
      ["Tier-2", "File Server - Prod"],
      ["Tier-3", "Web Application VM - Dev"],
      ["Tier-4", "Database Server - Dev"],
    ]);
  });

  test("back Tier-1 up every 4 hours, with snapshots in a group of their own and an archive", () => {
    expect(policies()["Tier-1-Prod-AppDB"]).toEqual({
      policy_type: "V2",
      timezone: "UTC",
      backup: everyFourHours,
      instant_restore_retention_days: 5,
      instant_restore_resource_group: { prefix: "rg-contoso-snapshots-tier1-" },
      retention_daily: { count: 7 },
      retention_weekly: sundays(4),
      retention_monthly: firstSundays(6),
      retention_yearly: firstSundaysOfJanuary(7),
      tiering_policy: { archived_restore_point: { mode: "TierRecommended" } },
    });
  });

  test("back Tier-2 up as Tier-1 and keep 6 weeks, without the archive and the group that only Tier-1 asks for", () => {
    expect(policies()["Tier-2-Prod-FileServer"]).toEqual({
      policy_type: "V2",
      timezone: "UTC",
      backup: everyFourHours,
      instant_restore_retention_days: 5,
      retention_daily: { count: 7 },
      retention_weekly: sundays(6),
      retention_monthly: firstSundays(6),
      retention_yearly: firstSundaysOfJanuary(7),
    });
  });

  test.each([
    { name: "Tier-3-Dev-WebApp", daily: 20 },
    { name: "Tier-4-Dev-Database", daily: 30 },
  ])("back $name up every night and keep $daily days", ({ name, daily }) => {
    expect(policies()[name]).toEqual({
      policy_type: "V2",
      timezone: "UTC",
      backup: everyNight,
      instant_restore_retention_days: 2,
      retention_daily: { count: daily },
      retention_weekly: sundays(8),
      retention_monthly: firstSundays(12),
      retention_yearly: firstSundaysOfJanuary(2),
    });
  });

  test("are four policies of a vault and no more", () => {
    expect(Object.keys(policies())).toEqual([
      "Tier-1-Prod-AppDB",
      "Tier-2-Prod-FileServer",
      "Tier-3-Dev-WebApp",
      "Tier-4-Dev-Database",
    ]);
  });

  test("promise only what their backups and replication meet, and pick VMs by tag", () => {
    const tiers = new TierSet(contosoTiers);

    expect(tiers.tierOf(vm({ tags: { criticality: "tier-4" } }))).toBe(contosoTiers[3]);
    expect(
      contosoTiers.map(({ rpoMinutes, rtoMinutes, replicated }) => [rpoMinutes, rtoMinutes, replicated]),
    ).toEqual([
      [240, 120, true],
      [240, 480, false],
      [1440, 1440, false],
      [1440, 1440, false],
    ]);
  });
});
