import { PolicyScope, policyReach, VM_ONBOARDING, VmInventory, type VmOnboardingPolicy } from "../../lib";
import { contosoTiers } from "../../policies";

const { vms } = VmInventory.fromResourceGraph("inventory/contoso.json");
const values = contosoTiers.map(({ criticality }) => criticality);

/** What keeps the policy from each VM of Contoso, where something does: by group and name, since two are called app01. */
function keptFrom(policy: VmOnboardingPolicy, region?: string) {
  const kept = vms.flatMap((vm) => {
    const { acts, reasons } = policyReach(vm, {
      policy,
      at: PolicyScope.subscription(vm.subscriptionId),
      region: region ?? vm.region,
      tag: { name: "Criticality", values: policy === VM_ONBOARDING.replicate ? ["Tier-1"] : values },
      backup: { type: "Enhanced", redundancy: "GeoRedundant" },
      targetRegion: "centralindia",
    });
    expect(acts).toBe(reasons.length === 0);
    return acts ? [] : [[`${vm.resourceGroup}/${vm.name}`, reasons.map(({ reason }) => reason)]];
  });
  return Object.fromEntries(kept);
}

const skipped = (image: string, has = "") =>
  `its image "${image}" is not on the list of version 9.5.0${has && `, which has ${has} of it`}`;
const RHEL = skipped("RedHat RHEL 9-lvm-gen2", "6.*, 7*, 8*");
const SQL = skipped("MicrosoftSQLServer sql2022-ws2022 enterprise-gen2", "web-gen2");
const tagged = (tier: string) => `its tag "Criticality" is "${tier}", which leaves it out`;

/** By hand: each VM's image in inventory/contoso.json, looked up in the rule of definition 345fa903. */
const SKIPPED = {
  "rg-crm-prod/app01": [RHEL],
  "rg-pay-prod/db-pay-prd-01": [RHEL],
  "rg-erp-prod/sql-erp-prd-01": [SQL],
  "rg-erp-prod/sql-erp-prd-02": [SQL, "UltraSSD_LRS disks cannot be kept in a GeoRedundant vault"],
  "rg-erp-dr/sql-erp-dr-01": [SQL],
  "rg-fin-prod/ora-fin-prd-01": [skipped("Oracle Oracle-Linux ol88-lvm-gen2", "6.*, 7*")],
  "rg-edge-prod/proxy-edge-prd-01": [skipped("Debian debian-12 12-gen2")],
};
const UNSUPPORTED = {
  "rg-files-prod/fs-corp-prd-01": ["PremiumV2_LRS disks cannot be kept in a GeoRedundant vault"],
  "rg-files-prod/fs-clu-prd-01": ["its data disk at LUN 0 is shared, which Azure VM backup does not support"],
  "rg-shop-dev/web-shop-dev-02": ["its OS disk is ephemeral, which Azure Backup does not support"],
};

describe("what Azure Policy would do with Contoso's VMs", () => {
  test("backup by tag skips RHEL 9, Oracle Linux 8, Debian and SQL Server 2022 Enterprise, and fails for three more", () => {
    expect(keptFrom(VM_ONBOARDING.backUpTagged)).toEqual({
      ...SKIPPED,
      ...UNSUPPORTED,
      "rg-portal-prod/web-portal-prd-01": [
        'its tag "Criticality" is "Gold", and the assignment is for "Tier-1", "Tier-2", "Tier-3" or "Tier-4"',
      ],
      "rg-reporting-dev/rpt-old-dev-01": ['it has no tag "Criticality"'],
      "rg-tools-dev/build-agent-dev-01": ['it has no tag "Criticality"'],
    });
  });

  test("it takes Ubuntu 22.04 of generation 2, published by 'canonical', and the tag value 'tier-2': no letter case", () => {
    const kept = keptFrom(VM_ONBOARDING.backUpTagged);
    expect(kept["rg-erp-prod/VM1"]).toBeUndefined();
    expect(kept["rg-files-prod/fs-corp-prd-02"]).toBeUndefined();
  });

  test("backup of what has no tier's tag takes three VMs: without a tag, or with a value that no tier has", () => {
    const kept = keptFrom(VM_ONBOARDING.backUpUntagged);
    const taken = vms.filter((vm) => kept[`${vm.resourceGroup}/${vm.name}`] === undefined);
    expect(taken.map(({ name }) => name).sort()).toEqual([
      "build-agent-dev-01",
      "rpt-old-dev-01",
      "web-portal-prd-01",
    ]);
    expect(kept["rg-erp-prod/VM1"]).toEqual([tagged("Tier-1")]);
    expect(kept["rg-files-prod/fs-corp-prd-02"]).toEqual([tagged("tier-2")]);
  });

  test("replication of Tier-1 takes every image, and neither Ultra disks nor what is in another region", () => {
    const kept = keptFrom(VM_ONBOARDING.replicate, "australiaeast");
    const elsewhere = "it is in australiasoutheast, and the assignment is for australiaeast";
    const tier1 = vms.filter((vm) => vm.tag("Criticality") === "Tier-1");
    const keptOfTier1 = tier1.map((vm) => [vm.name, kept[`${vm.resourceGroup}/${vm.name}`]]);
    expect(Object.fromEntries(keptOfTier1)).toEqual({
      VM1: undefined,
      app01: undefined,
      "app-erp-prd-01": undefined,
      "app-erp-prd-02": undefined,
      "sql-erp-prd-01": undefined,
      "sql-erp-prd-02": ["it has Ultra disks, which the policy does not replicate"],
      "pg-crm-prd-01": undefined,
      "db-pay-prd-01": undefined,
      "ora-fin-prd-01": undefined,
      "app-erp-dr-01": [elsewhere],
      "sql-erp-dr-01": [elsewhere],
    });
  });
});
