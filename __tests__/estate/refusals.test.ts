import { App } from "cdktf";
import { Estate, type Tier, VmInventory } from "../../lib";
import { contosoTiers } from "../../policies";
import { temporaryFolder } from "../support/files";
import { vmRows } from "../support/rows";
import { everything, PAIR, refusalOfEstate, TIERS } from "../support/run";
import { refusal, SUBSCRIPTION } from "../support/synthesise";
import { vmId } from "../support/vms";

const rows = vmRows("db", { tags: { Criticality: "Gold" } });
const NAMED = { subscriptions: { prod: SUBSCRIPTION } };

describe("an estate refuses", () => {
  test("a plain cdktf app, which would not show what the estate refuses", () => {
    const inventory = VmInventory.fromResourceGraph("inventory/contoso.json");
    const app = new App({ outdir: temporaryFolder() });
    const props = { organisation: "contoso", homeRegion: "eastus", inventory };
    expect(refusal(() => new Estate(app, "Estate", props))).toBe(
      "[Estate] an Estate needs a ResilienceApp, which shows what it refuses: use ResilienceApp instead of App",
    );
  });

  test("an organisation of 1 or 13 characters, since it is part of every name", () => {
    const message = (got: string) =>
      `[Estate] organisation must be 2 to 12 lower-case letters and digits, starting with a letter, got "${got}"`;
    expect(refusalOfEstate(rows, everything, { organisation: "c" })).toBe(message("c"));
    expect(refusalOfEstate(rows, everything, { organisation: "contosogroups" })).toBe(
      message("contosogroups"),
    );
    expect(refusalOfEstate(rows, everything, { organisation: "Contoso" })).toBe(message("Contoso"));
  });

  test("a home region that Azure does not have", () => {
    expect(refusalOfEstate(rows, everything, { homeRegion: "middleearth" })).toBe(
      '[Estate] homeRegion must be an Azure region, got "middleearth"',
    );
  });

  test("subscription names that do not fit into resource names, ids that are no GUIDs, and one id twice", () => {
    const subscriptions = { Prod: SUBSCRIPTION, dev: "42", aaa: SUBSCRIPTION.toUpperCase() };
    expect(refusalOfEstate(rows, everything, { subscriptions })).toBe(
      [
        "[subscriptions] 3 problems:",
        '  - the name "Prod" must be 1 to 12 lower-case letters and digits, starting with a letter, got "Prod"',
        '  - the id of "dev" must be a subscription\'s GUID, got "42"',
        '  - "aaa" and "Prod" name the same subscription: remove one',
      ].join("\n"),
    );
  });

  test("an override of a VM that is not there, and one whose name two VMs share", () => {
    const second = vmRows("DB", {
      id: vmId("db").replace("rg-app", "rg-other"),
    }).slice(0, 1);
    const overrides = { web: { tier: "Gold" }, db: { tier: "Gold" } };
    const [one, other] = [
      vmId("db").toLowerCase(),
      vmId("db").toLowerCase().replace("rg-app", "rg-other"),
    ].map((id) =>
      id
        .replace("resourcegroups", "resourceGroups")
        .replace("microsoft.compute/virtualmachines", "Microsoft.Compute/virtualMachines"),
    );
    expect(refusalOfEstate([...rows, ...second], everything, { overrides })).toBe(
      [
        "[overrides] 2 problems:",
        '  - "web" is no VM of the inventory: check the name, or remove the entry',
        `  - "db" names 2 VMs: use an ARM id, "${one}" or "${other}"`,
      ].join("\n"),
    );
  });

  test("an exemption without a reason", () => {
    expect(refusalOfEstate(rows, everything, { overrides: { db: { exempt: " " } } })).toBe(
      '[overrides] "db": exempt must give the reason, got nothing',
    );
  });

  test("an override with an unknown tier", () => {
    expect(refusalOfEstate(rows, everything, { overrides: { db: { tier: "Silver" } } })).toBe(
      '[overrides: db] tier must be "Gold" or "Bronze", got "Silver"',
    );
  });

  test("tags that Azure refuses", () => {
    expect(refusalOfEstate(rows, everything, { tags: { "Cost/Center": "1" } })).toBe(
      '[Estate] the tag "Cost/Center" must not have any of <>%&\\?/ in its name',
    );
  });
});

describe("the verbs of an estate refuse", () => {
  test("protection before there are policies", () => {
    expect(refusalOfEstate(rows, (e) => e.protectVirtualMachines())).toBe(
      "[Estate] protectVirtualMachines needs createBackupPolicies before it",
    );
  });

  test("policies before there are vaults, and either of them twice", () => {
    expect(refusalOfEstate(rows, (e) => e.createBackupPolicies(TIERS))).toBe(
      "[Estate] createBackupPolicies needs createVaults before it",
    );
    const twice = (e: Parameters<typeof everything>[0]) => {
      everything(e);
      e.createVaults();
      e.createBackupPolicies(TIERS);
    };
    expect(refusalOfEstate(rows, twice)).toBe(
      [
        "[Estate] 2 problems:",
        "  - createVaults is called twice: give all options in one call",
        "  - createBackupPolicies is called twice: give all tiers in one call",
      ].join("\n"),
    );
  });

  test("protection of the same VMs twice, and a policy that is assigned twice", () => {
    const twice = (e: Parameters<typeof everything>[0]) => {
      everything(e);
      e.protectVirtualMachines();
      e.assignPolicy("Azure Backup should be enabled for Virtual Machines");
      e.assignPolicy("Azure Backup should be enabled for Virtual Machines");
    };
    expect(refusalOfEstate(rows, twice, NAMED)).toMatch(
      /^\[backup-prod-australiaeast\/Vault\] db is protected in this vault already: Azure backs up a VM once; remove the repeat\n\[governance-prod\] the id "azure-backup-should-be-enabled-\w+" is taken: pass another id$/,
    );
  });

  test("a replication that is wrong, once, however many VMs it has", () => {
    const two = [...rows, ...vmRows("db2", { tags: { Criticality: "Gold" } })];
    const use = (e: Parameters<typeof everything>[0]) => {
      e.createVaults();
      e.createBackupPolicies(TIERS);
      e.replicate({ ...PAIR, policy: { recoveryPointRetentionMinutes: 21601 } });
    };
    expect(refusalOfEstate(two, use, NAMED)).toBe(
      "[dr-prod-australiaeast/Pair/Policy] recoveryPointRetentionMinutes must be 0 to 21600 minutes, got 21601: Azure keeps them 15 days at most",
    );
  });

  test("0 and 501 vaults in a region, since Azure allows 500", () => {
    for (const count of [0, 501]) {
      const use = (e: Parameters<typeof everything>[0]) =>
        e.createVaults({ vaultsPerRegion: { "prod/australiaeast": count } });
      expect(refusalOfEstate(rows, use, NAMED)).toBe(
        `[vaultsPerRegion] prod/australiaeast must be 1 to 500 vaults, got ${count}: Azure allows 500 vaults in a subscription and region`,
      );
    }
  });

  test("vault settings that Azure refuses, once for each vault", () => {
    const use = (e: Parameters<typeof everything>[0]) => e.createVaults({ crossRegionRestore: true });
    expect(refusalOfEstate(rows, use, NAMED)).toBe(
      '[backup-prod-australiaeast/Vault] crossRegionRestore cannot be switched off again (azurerm would replace the vault, which Azure refuses while it has backups): if you want that, add acknowledge: ["cross-region restore"]',
    );
  });

  test("a pair of one region, an unknown region, and a region that is paired twice, in one run", () => {
    const use = (e: Parameters<typeof everything>[0]) => {
      everything(e);
      e.replicate({ ...PAIR, from: "eastus", to: "East US" });
      e.replicate({ ...PAIR, from: "atlantis" });
      e.replicate(PAIR);
    };
    expect(refusalOfEstate(rows, use)).toBe(
      [
        "[Estate/replicate] 3 problems:",
        '  - to must be another region than from, got "East US" for both',
        '  - from must be an Azure region, got "atlantis"',
        '  - from "australiaeast" is paired already: Azure replicates a VM to one region',
      ].join("\n"),
    );
  });

  test("address ranges that Azure refuses", () => {
    const use = (e: Parameters<typeof everything>[0]) => {
      e.createVaults();
      e.createBackupPolicies(TIERS);
      e.replicate({ ...PAIR, network: { addressSpace: "10.60.1.0/16", subnetPrefix: "10.61.0.0/30" } });
    };
    expect(refusalOfEstate(rows, use, NAMED)).toBe(
      [
        "[Estate/replicate] 2 problems:",
        '  - addressSpace must start at its network address 10.60.0.0/16, got "10.60.1.0/16"',
        "  - subnetPrefix must be /8 to /29, got /30: Azure keeps five addresses of every subnet",
      ].join("\n"),
    );
  });

  test("an unknown tier for untagged VMs", () => {
    const use = (e: Parameters<typeof everything>[0]) => {
      everything(e);
      e.backUpUntaggedVirtualMachines({ tier: "Silver" });
    };
    expect(refusalOfEstate(rows, use, NAMED)).toBe(
      '[governance-prod] tier must be "Gold" or "Bronze", got "Silver"',
    );
  });

  test("a tier whose backups are too far apart for its RPO", () => {
    const [first, ...others] = contosoTiers as [Tier, ...Tier[]];
    const use = (e: Parameters<typeof everything>[0]) => {
      e.createVaults();
      e.createBackupPolicies([{ ...first, replicated: false, drill: undefined, rpoMinutes: 239 }, ...others]);
    };
    expect(refusalOfEstate(rows, use)).toBe(
      "[tiers] Tier-1: rpoMinutes 239 is not met by backups that are 240 minutes apart: back up more often, replicate the tier, or promise 240",
    );
  });

  test("everything that is wrong in one run, whichever verb it came from", () => {
    const use = (e: Parameters<typeof everything>[0]) => {
      e.createVaults({ softDelete: false });
      e.createBackupPolicies(TIERS, { timezone: "CET" as never });
      e.replicate({ ...PAIR, to: "nowhere" });
    };
    expect(
      refusalOfEstate(rows, use, NAMED)
        .split("\n")
        .map((line) => line.slice(0, 60)),
    ).toEqual([
      "[backup-prod-australiaeast/Vault] softDelete cannot be false",
      "[tiers/Gold] timezone must be a Windows time zone name such ",
      "[tiers/Bronze] timezone must be a Windows time zone name suc",
      '[Estate/replicate] to must be an Azure region, got "nowhere"',
    ]);
  });
});
