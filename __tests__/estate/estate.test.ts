import type { VaultsOptions } from "../../lib";
import { vmRow, vmRows } from "../support/rows";
import { estate, everything, PAIR, resources, run, TIERS } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import { diskId } from "../support/vms";

const NAMED = { subscriptions: { prod: SUBSCRIPTION } };
const gold = { tags: { Criticality: "Gold" } };
const bronze = { tags: { Criticality: "Bronze" } };

/** A VM with an Ultra disk at LUN 0. */
function ultraRows(name: string, changes: Record<string, unknown>) {
  return vmRows(name, changes).map((row) =>
    row.name === `${name}-data` ? { ...row, sku: { name: "UltraSSD_LRS" } } : row,
  );
}

describe("the stacks of an estate", () => {
  test("there is one for each vault, each replicated region and each subscription's policies", () => {
    const rows = [...vmRows("db", gold), ...vmRows("web", { ...bronze, location: "eastus" })];
    const define = estate(
      rows,
      (e) => {
        everything(e);
        e.assignPolicy("Azure Backup should be enabled for Virtual Machines");
      },
      NAMED,
    );
    expect(Object.keys(run(define).stacks)).toEqual([
      "backup-prod-australiaeast",
      "backup-prod-eastus",
      "dr-prod-australiaeast",
      "governance-prod",
    ]);
  });

  test("no stack reads another's state, so that a first pull request can plan them all", () => {
    const { stacks } = run(estate(vmRows("db", gold), everything, NAMED));
    expect(JSON.stringify(stacks)).not.toContain("terraform_remote_state");
  });

  test("a subscription without a name is called by a fingerprint that depends on its GUID alone", () => {
    expect(Object.keys(run(estate(vmRows("db", bronze), everything)).stacks)).toEqual([
      "backup-s9fd78e00-australiaeast",
    ]);
  });

  test("names that would be too long for Azure are cut and end with a fingerprint", () => {
    const rows = ultraRows("db", { ...bronze, location: "germanywestcentral" });
    const { stacks } = run(estate(rows, everything, { organisation: "contosogroup" }));
    const [vault] = Object.values(resources(Object.values(stacks)[0], "azurerm_recovery_services_vault"));
    expect(vault?.name).toMatch(/^rsv-contosogroup-backup-s[0-9a-f]{8}-germanywe-[0-9a-f]{6}$/);
  });

  test("Ultra disks get a zone-redundant vault, since Azure does not keep them in a geo-redundant one", () => {
    const { stacks } = run(estate([...vmRows("web", bronze), ...ultraRows("db", bronze)], everything, NAMED));
    const vault = (id: string) => Object.values(resources(stacks[id], "azurerm_recovery_services_vault"))[0];
    expect(vault("backup-prod-australiaeast")?.storage_mode_type).toBe("GeoRedundant");
    expect(vault("backup-prod-australiaeast-nongeo")?.storage_mode_type).toBe("ZoneRedundant");
  });

  test("Ultra disks in a region without zones get a locally redundant vault", () => {
    const rows = ultraRows("db", { ...bronze, location: "australiasoutheast" });
    const { stacks } = run(estate(rows, everything, NAMED));
    const found = resources(
      stacks["backup-prod-australiasoutheast-nongeo"],
      "azurerm_recovery_services_vault",
    );
    expect(found.Vault?.storage_mode_type).toBe("LocallyRedundant");
  });

  test("a region without a paired one keeps copies in its zones, unless the program chose fewer", () => {
    const redundancyOf = (options: VaultsOptions) => {
      const rows = vmRows("web", { ...bronze, location: "italynorth" });
      const { stacks } = run(estate(rows, (estate) => estate.createVaults(options), NAMED));
      return Object.values(resources(Object.values(stacks)[0], "azurerm_recovery_services_vault"))[0]
        ?.storage_mode_type;
    };
    expect(redundancyOf({})).toBe("ZoneRedundant");
    expect(redundancyOf({ redundancy: "LocallyRedundant" })).toBe("LocallyRedundant");
  });

  test("every vault has the policy of every tier, since a policy that VMs once used cannot go", () => {
    const { stacks } = run(estate(vmRows("web", bronze), everything, NAMED));
    const policies = resources(stacks["backup-prod-australiaeast"], "azurerm_backup_policy_vm");
    expect(Object.values(policies).map((policy) => policy.name)).toEqual(["Bronze", "Gold"]);
  });
});

describe("VMs that are not protected, or not as their tier promises", () => {
  const summaryOf = (...given: Parameters<typeof estate>) => run(estate(...given)).summary;

  test("a VM without a tag is listed with its file, entry and what to set", () => {
    const summary = summaryOf(vmRows("web", { tags: null }), everything);
    expect(summary).toContain("Not protected (1):\n  web (");
    expect(summary).toContain('data[0]): it has no tag "Criticality"; set the tag to "Gold" or "Bronze"');
  });

  test("a VM with an unknown tag value is listed with the value", () => {
    const summary = summaryOf(vmRows("web", { tags: { criticality: "Platinum" } }), everything);
    expect(summary).toContain(
      'its tag "Criticality" has the unknown value "Platinum"; set the tag to "Gold" or "Bronze"',
    );
  });

  test("a default tier takes VMs without a tag, and none with an unknown value", () => {
    const rows = [...vmRows("a", { tags: {} }), ...vmRows("b", { tags: { Criticality: "Platinum" } })];
    const summary = summaryOf(rows, (e) => {
      e.createVaults();
      e.createBackupPolicies(TIERS, { defaultTier: "bronze" });
      e.protectVirtualMachines();
    });
    expect(summary).toMatch(/protected VMs 1 /);
    expect(summary).toMatch(/Not protected \(1\):\n {2}b /);
  });

  test("a VM whose tier promises replication is listed where its region is paired with no other", () => {
    const summary = summaryOf(vmRows("db", { ...gold, location: "eastus" }), everything);
    expect(summary).toContain(
      'its tier promises replication, and no replicate of the program is from eastus; add replicate({ from: "eastus", to: … })',
    );
  });

  test("a VM that Site Recovery refuses is backed up all the same, and listed", () => {
    const summary = summaryOf(ultraRows("db", gold), everything);
    expect(summary).toMatch(/protected VMs 1 · replicated VMs 0/);
    expect(summary).toContain("Not replicated (1):");
  });

  test("a Trusted Launch VM of a Standard tier is listed, and does not stop the others", () => {
    const [row, ...others] = vmRows("tl", bronze);
    const properties = { ...(row?.properties as object), securityProfile: { securityType: "TrustedLaunch" } };
    const standard = TIERS.map((tier) => ({
      ...tier,
      backup: { ...tier.backup, type: "Standard" as const },
    }));
    const summary = summaryOf([{ ...row, properties }, ...others, ...vmRows("web", bronze)], (e) => {
      e.createVaults();
      e.createBackupPolicies(standard.slice(1));
      e.protectVirtualMachines();
    });
    expect(summary).toMatch(/protected VMs 1 /);
    expect(summary).toContain(
      'TrustedLaunch cannot be backed up by a Standard policy; use a policy of type "Enhanced"',
    );
  });

  test("a deallocated VM keeps its replication, so that stopping a VM never disables it, with a warning", () => {
    const row = vmRow("db", gold);
    const properties = row.properties as { extended: unknown };
    properties.extended = { instanceView: { powerState: { code: "PowerState/deallocated" } } };
    const summary = summaryOf([row, ...vmRows("db", gold).slice(1)], everything);
    expect(summary).toMatch(/replicated VMs 1/);
    expect(summary).toMatch(/Look at \(2\):\n.*\n {2}db .*: it is deallocated, and/);
  });

  test("every finding is a warning of cdktf too, so that `cdktf synth` shows it", () => {
    const { outdir } = run(estate(vmRows("web", { tags: null }), everything, NAMED));
    const manifest = require(`${outdir}/manifest.json`);
    const { annotations } = manifest.stacks["backup-prod-australiaeast"];
    expect(annotations.map((a: { level: string }) => a.level)).toEqual(["@cdktf/warn"]);
  });
});

describe("overrides", () => {
  test("give a VM another tier than its tag", () => {
    const define = estate(vmRows("web", { tags: null }), everything, {
      ...NAMED,
      overrides: { WEB: { tier: "gold" } },
    });
    const [vm] = Object.values(
      resources(run(define).stacks["backup-prod-australiaeast"], "azurerm_backup_protected_vm"),
    );
    expect(vm?.backup_policy_id).toMatch(/^\$\{azurerm_backup_policy_vm\.Vault_Gold_/);
  });

  test("leave disks out, which makes a VM with a shared disk protectable", () => {
    const rows = vmRows("db", bronze).map((row) =>
      row.id === diskId("db-data") ? { ...row, properties: { maxShares: 2 } } : row,
    );
    const define = estate(rows, everything, { ...NAMED, overrides: { db: { disks: { exclude: [0] } } } });
    const [vm] = Object.values(
      resources(run(define).stacks["backup-prod-australiaeast"], "azurerm_backup_protected_vm"),
    );
    expect(vm?.exclude_disk_luns).toEqual([0]);
  });

  test("exempt a VM with a reason, which the summary shows", () => {
    const overrides = { db: { exempt: "rebuilt nightly from its image" } };
    const { summary } = run(estate(vmRows("db", gold), everything, { overrides }));
    expect(summary).toMatch(/protected VMs 0 · replicated VMs 0/);
    expect(summary).toContain("rebuilt nightly from its image; remove the override to protect it");
  });
});

describe("policies for whole subscriptions", () => {
  test("VMs without a tier's tag value are backed up by Azure Policy to the vault of their region", () => {
    const define = estate(
      vmRows("web", bronze),
      (e) => {
        everything(e);
        e.backUpUntaggedVirtualMachines({ tier: "bronze" });
      },
      NAMED,
    );
    const { stacks } = run(define);
    const found = resources(stacks["governance-prod"], "azurerm_subscription_policy_assignment");
    const [assignment] = Object.values(found);
    expect(assignment?.identity).toEqual({ type: "SystemAssigned" });
    expect(JSON.parse(String(assignment?.parameters))).toEqual({
      vaultLocation: { value: "australiaeast" },
      backupPolicyId: {
        value: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-contoso-backup-prod-australiaeast/providers/Microsoft.RecoveryServices/vaults/rsv-contoso-backup-prod-australiaeast/backupPolicies/Bronze`,
      },
      exclusionTagName: { value: "Criticality" },
      exclusionTagValue: { value: ["Gold", "Bronze"] },
    });
  });

  test("their stack is deployed after the vaults that it names, by cdktf's own dependencies", () => {
    const define = estate(
      vmRows("web", bronze),
      (e) => {
        everything(e);
        e.assignPolicy("Azure Backup should be enabled for Virtual Machines");
      },
      NAMED,
    );
    const manifest = require(`${run(define).outdir}/manifest.json`);
    expect(manifest.stacks["governance-prod"].dependencies).toEqual(["backup-prod-australiaeast"]);
  });
});

test("a region is replicated with mappings in both directions, to the pair that is configured", () => {
  const { stacks } = run(estate(vmRows("db", gold), everything, NAMED));
  const stack = stacks["dr-prod-australiaeast"];
  const fabrics = Object.values(resources(stack, "azurerm_site_recovery_fabric")).map((f) => f.location);
  expect(fabrics).toEqual([PAIR.from, PAIR.to]);
  expect(Object.keys(resources(stack, "azurerm_site_recovery_network_mapping"))).toHaveLength(2);
  const [replica] = Object.values(resources(stack, "azurerm_site_recovery_replicated_vm"));
  expect(replica?.target_zone).toBe("1");
});
