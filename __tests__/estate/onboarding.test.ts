import { Disks, type Tier } from "../../lib";
import { estate, resources, run, TIERS } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import { vmId } from "../support/vms";
import { ASSIGNMENT, assignmentsOf, inDev, NAMED, onboarding, parametersOf, vmOf } from "./define-onboarding";

const [gold, bronze] = TIERS as [Tier, Tier];
const web = vmOf("web", "Bronze");
const db = vmOf("db", "Gold");

describe("onboarding by policy", () => {
  test("maps each tier's tag value to its policy in the vault of each subscription and region", () => {
    const rows = [
      ...web,
      ...vmOf("api", "Gold", "listed", { location: "eastus" }),
      ...inDev(vmOf("lab", "Gold")),
    ];
    const found = run(estate(rows, onboarding(), NAMED));
    expect(Object.keys(assignmentsOf(found))).toEqual(
      [
        "back-up-gold-vms-australiaeast",
        "back-up-bronze-vms-australiaeast",
        "back-up-gold-vms-eastus",
        "back-up-bronze-vms-eastus",
      ].sort(),
    );
    expect(Object.keys(assignmentsOf(found, "governance-dev")).sort()).toEqual([
      "back-up-bronze-vms-australiaeast",
      "back-up-gold-vms-australiaeast",
    ]);
    const assignment = assignmentsOf(found)["back-up-gold-vms-eastus"];
    expect(assignment).toMatchObject({
      subscription_id: `/subscriptions/${SUBSCRIPTION}`,
      location: "eastus",
      enforce: true,
    });
    expect(assignment).not.toHaveProperty("not_scopes");
    expect(parametersOf(assignment)).toEqual({
      vaultLocation: "eastus",
      backupPolicyId: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-contoso-backup-prod-eastus/providers/Microsoft.RecoveryServices/vaults/rsv-contoso-backup-prod-eastus/backupPolicies/Gold`,
      inclusionTagName: "Criticality",
      inclusionTagValue: ["Gold"],
    });
  });

  test("keeps its addresses when tiers and regions are added", () => {
    const before = run(estate(web, onboarding({}, { tiers: [bronze] }), NAMED));
    const rows = [...web, ...vmOf("api", "Gold", "listed", { location: "eastus" })];
    const after = run(estate(rows, onboarding({}, { tiers: [gold, bronze] }), NAMED));
    const addresses = (found: typeof before) => resources(found.stacks["governance-prod"], ASSIGNMENT);
    expect(Object.keys(addresses(before))).toHaveLength(1);
    expect(addresses(after)).toMatchObject(addresses(before));
  });

  test("takes the tiers that are asked for, and only shows what it would do where that is asked for", () => {
    const found = assignmentsOf(run(estate(web, onboarding({ tiers: ["bronze"], enforce: false }), NAMED)));
    expect(Object.keys(found)).toEqual(["back-up-bronze-vms-australiaeast"]);
    expect(found["back-up-bronze-vms-australiaeast"]?.enforce).toBe(false);
  });

  test("names the first of several vaults of a region, and warns of the others", () => {
    const rows = [...web, ...vmOf("web2", "Bronze")];
    const use = (e: Parameters<ReturnType<typeof onboarding>>[0]) => {
      e.createVaults({ vaultsPerRegion: { "prod/australiaeast": 2 } });
      e.createBackupPolicies([bronze]);
      e.onboardByPolicy();
    };
    const found = run(estate(rows, use, NAMED));
    const [assignment] = Object.values(assignmentsOf(found));
    expect(parametersOf(assignment).backupPolicyId).toContain(
      "/vaults/rsv-contoso-backup-prod-australiaeast/backupPolicies/Bronze",
    );
    expect(found.summary).toContain(
      "backup-prod-australiaeast: Azure Policy backs up VMs of australiaeast in this vault, and the program places some of them in 1 more; keep a placementFile, and enter there what Azure Policy has protected, before the program takes it over",
    );
  });
});

describe("onboarding leaves to the program", () => {
  const rows = [...web, ...db, ...vmOf("lab", ""), ...vmOf("far", "Gold", "listed", { location: "eastus" })];
  const left = (overrides: NonNullable<Parameters<typeof estate>[2]>["overrides"], options = {}) => {
    const use = (e: Parameters<ReturnType<typeof onboarding>>[0]) => {
      onboarding(options)(e);
      e.backUpUntaggedVirtualMachines({ tier: "Bronze" });
    };
    const found = run(estate(rows, use, { ...NAMED, overrides }));
    const scopes = Object.entries(assignmentsOf(found)).map(([name, { not_scopes }]) => [name, not_scopes]);
    return { ...found, scopes: Object.fromEntries(scopes) };
  };

  test("exempt VMs and those with another tier than their tag's, in every assignment of their region", () => {
    const { scopes, summary } = left({
      web: { exempt: "rebuilt nightly" },
      db: { tier: "Bronze" },
      far: { tier: "gold" },
    });
    const here = [vmId("web"), vmId("db")].sort();
    expect(scopes).toEqual({
      "back-up-gold-vms-australiaeast": expect.arrayContaining(here),
      "back-up-bronze-vms-australiaeast": expect.arrayContaining(here),
      "back-up-untagged-vms-australiaeast": expect.arrayContaining(here),
      "back-up-gold-vms-eastus": undefined,
      "back-up-bronze-vms-eastus": undefined,
      "back-up-untagged-vms-eastus": undefined,
    });
    expect(scopes["back-up-untagged-vms-australiaeast"]).toHaveLength(2);
    expect(summary).toMatch(
      /\n {2}left to the program by its overrides: db \(its override gives it Bronze\), web \(exempt: rebuilt nightly\)\n/,
    );
  });

  test("VMs without a tag that it gives a tier, and those whose disks it leaves out", () => {
    const { scopes } = left({ lab: { tier: "Bronze" }, web: { disks: Disks.except(0) } });
    expect([...(scopes["back-up-untagged-vms-australiaeast"] as string[])].sort()).toEqual([
      vmId("lab"),
      vmId("web"),
    ]);
  });

  test("what is excluded besides, in its own subscription", () => {
    const group = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-sandbox`;
    const { scopes } = left({ web: { exempt: "rebuilt nightly" } }, { notScopes: [group] });
    expect(scopes["back-up-gold-vms-australiaeast"]).toEqual([group, vmId("web")]);
    expect(scopes["back-up-gold-vms-eastus"]).toEqual([group]);
  });
});

describe("replication by policy", () => {
  const replica = "replicate-tagged-vms-australiaeast";

  test("is assigned where it is asked for, with the ids that the recovery stack will have", () => {
    const found = run(estate([...db, ...web], onboarding({ replicate: true }), NAMED));
    const assignment = assignmentsOf(found)[replica];
    const dr = found.stacks["dr-prod-australiaeast"];
    const nameOf = (type: string, id: string) => resources(dr, type)[id]?.name;
    const group = (id: string) =>
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/${nameOf("azurerm_resource_group", id)}`;
    const caches = Object.entries(resources(dr, "azurerm_storage_account"));
    const [, cache] = caches.find(([id]) => id.startsWith("Cache")) ?? [];
    expect(parametersOf(assignment)).toEqual({
      sourceRegion: "australiaeast",
      targetRegion: "centralindia",
      targetResourceGroupId: group("RecoveredGroup"),
      vaultResourceGroupId: group("VaultGroup"),
      vaultId: `${group("VaultGroup")}/providers/Microsoft.RecoveryServices/vaults/${nameOf("azurerm_recovery_services_vault", "Vault")}`,
      cacheStorageAccountId: `${group("CacheGroup")}/providers/Microsoft.Storage/storageAccounts/${cache?.name}`,
      tagName: "Criticality",
      tagValue: ["Gold"],
      tagType: "Inclusion",
    });
    const manifest = require(`${found.outdir}/manifest.json`);
    expect(manifest.stacks["governance-prod"].dependencies).toContain("dr-prod-australiaeast");
  });

  test("leaves out what the program replicates, which the built-in would not recognise", () => {
    const found = run(estate([...db, ...web], onboarding({ replicate: true }), NAMED));
    expect(assignmentsOf(found)[replica]?.not_scopes).toEqual([vmId("db")]);
    expect(assignmentsOf(found)["back-up-gold-vms-australiaeast"]).not.toHaveProperty("not_scopes");
  });

  test("is not assigned unless it is asked for, nor for tiers that are not replicated", () => {
    const names = (options: Parameters<typeof onboarding>[0]) =>
      Object.keys(assignmentsOf(run(estate([...db, ...web], onboarding(options), NAMED))));
    expect(names({})).not.toContain(replica);
    expect(names({ replicate: true, tiers: ["Bronze"] })).not.toContain(replica);
    expect(names({ replicate: true, tiers: ["Gold"] })).toContain(replica);
  });
});
