import {
  PolicyScope,
  policyReach,
  type VirtualMachine,
  VM_ONBOARDING,
  type VmOnboarding,
  type VmOnboardingPolicy,
} from "../../lib";
import { builtInPolicies, vmBackupImages } from "../../policies";
import { SUBSCRIPTION } from "../support/synthesise";
import { dataDisk, osDisk, vm } from "../support/vms";
import { AT_GROUP, AT_SUBSCRIPTION } from "./assign";

const OTHER = "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6";
const UBUNTU = { publisher: "Canonical", offer: "0001-com-ubuntu-server-jammy", sku: "22_04-lts-gen2" };
const TIER_1 = { name: "Criticality", values: ["Tier-1"] };

/** What keeps an assignment from a VM, as kind and reason; nothing where it acts. */
function kept(
  changes: Parameters<typeof vm>[0] | VirtualMachine,
  onboarding: Partial<VmOnboarding> = {},
  protectedBy?: string,
) {
  const given = {
    policy: VM_ONBOARDING.backUpTagged,
    at: AT_SUBSCRIPTION,
    region: "australiaeast",
    tag: TIER_1,
  };
  const one = vm({ image: UBUNTU, ...changes });
  const { definition, reasons, ...reach } = policyReach(one, { ...given, ...onboarding }, protectedBy);
  expect([reach.vm, definition]).toEqual([one, onboarding.policy ?? given.policy]);
  expect(reach.acts).toBe(reasons.length === 0);
  return reasons.map(({ kind, reason }) => `${kind}: ${reason}`);
}

describe("the place of a VM", () => {
  test("must be within the assignment's scope, in whatever letter case its id is", () => {
    expect(kept({})).toEqual([]);
    expect(kept({}, { at: PolicyScope.resourceGroup(SUBSCRIPTION, "RG-APP") })).toEqual([]);
    expect(kept({}, { at: PolicyScope.subscription(OTHER) })).toEqual([
      `scope: it is not within /subscriptions/${OTHER}`,
    ]);
    expect(kept({}, { at: PolicyScope.resourceGroup(SUBSCRIPTION, "rg-ap") })).toEqual([
      `scope: it is not within /subscriptions/${SUBSCRIPTION}/resourceGroups/rg-ap`,
    ]);
  });

  test("may be anywhere below a management group, of which an inventory knows nothing", () => {
    expect(kept({}, { at: AT_GROUP })).toEqual([]);
  });

  test("must be in the vault's region, and may be in any where the policy makes the vault", () => {
    expect(kept({}, { region: "Australia East" })).toEqual([]);
    expect(kept({}, { region: "eastus" })).toEqual([
      "region: it is in australiaeast, and the assignment is for eastus",
    ]);
    expect(kept({}, { policy: VM_ONBOARDING.backUpTaggedToNewVault, region: undefined })).toEqual([]);
  });

  test("is left alone where the assignment's exclusions have it or its group", () => {
    const out = ["excluded: the assignment leaves it out"];
    expect(kept({}, { notScopes: [vm().id.toUpperCase()] })).toEqual(out);
    expect(kept({}, { notScopes: [`/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app`] })).toEqual(out);
    expect(kept({}, { notScopes: [`${vm().id}2`] })).toEqual([]);
  });
});

describe("the tag of a VM", () => {
  const none = 'tag: it has no tag "Criticality"';
  const gold = { tags: { criticality: "gold" } };

  test.each<[VmOnboardingPolicy]>([
    [VM_ONBOARDING.backUpTagged],
    [VM_ONBOARDING.backUpTaggedToNewVault],
    [VM_ONBOARDING.replicate],
  ])("lets it in: %s", (policy) => {
    expect(kept({ tags: { CRITICALITY: "tier-1" } }, { policy })).toEqual([]);
    expect(kept({ tags: {} }, { policy })).toEqual([none]);
    expect(kept(gold, { policy })).toEqual([
      'tag: its tag "Criticality" is "gold", and the assignment is for "Tier-1"',
    ]);
  });

  test("is compared with its blanks, which the program overlooks and Azure Policy does not", () => {
    expect(kept({ tags: { Criticality: "Tier-1 " } })).toEqual([
      'tag: its tag "Criticality" is "Tier-1 ", and the assignment is for "Tier-1"',
    ]);
  });

  test.each<[VmOnboardingPolicy]>([[VM_ONBOARDING.backUpUntagged], [VM_ONBOARDING.backUpUntaggedToNewVault]])(
    "leaves it out: %s",
    (policy) => {
      expect(kept({ tags: {} }, { policy })).toEqual([]);
      expect(kept(gold, { policy })).toEqual([]);
      expect(kept({}, { policy })).toEqual(['tag: its tag "Criticality" is "Tier-1", which leaves it out']);
    },
  );

  test("does not matter where the assignment names none, or no values", () => {
    const policy = VM_ONBOARDING.backUpUntagged;
    expect(kept({}, { policy, tag: undefined })).toEqual([]);
    expect(kept({}, { policy, tag: { name: "Criticality", values: [] } })).toEqual([]);
  });
});

describe("the image of a VM", () => {
  const image = (publisher: string, offer: string, sku: string) => kept({ image: { publisher, offer, sku } });

  test.each([
    ["MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-azure-edition-hotpatch"],
    ["microsoftwindowsserver", "windowsserver", "2025-DATACENTER-G2"],
    ["MicrosoftSQLServer", "SQL2019-WS2019", "enterprise"],
    ["MicrosoftSQLServer", "sql2019-ws2022", "standard-gen2"],
    ["MicrosoftWindowsDesktop", "Windows-11", "win11-24h2-pro"],
    ["RedHat", "RHEL-SAP-HANA", "8_6"],
    ["SUSE", "SLES-SAP", "12-sp5"],
    ["canonical", "ubuntu-24_04-lts", "server"],
    ["Canonical", "UbuntuServer", "18.04-DAILY-LTS"],
  ])("%s %s %s is on the list", (...parts) => {
    expect(image(...parts)).toEqual([]);
  });

  test("of every line of the list is taken, in capitals, and with anything in place of an asterisk", () => {
    const written = (text: string) => text.replaceAll("*", "any.thing").toUpperCase();
    const listed = vmBackupImages.images.flatMap(({ publisher, offers, skus = ["any"] }) =>
      offers.flatMap((offer) => skus.map((sku) => [publisher, offer, sku].map(written))),
    );
    const skipped = listed.filter(
      ([publisher = "", offer = "", sku = ""]) => image(publisher, offer, sku).length > 0,
    );
    expect(skipped).toEqual([]);
    expect(listed.length).toBeGreaterThan(100);
  });

  test.each([
    ["MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-azure-edition-hotpatch-smalldisk"],
    ["MicrosoftSQLServer", "sql2022-ws2025", "enterprise"],
    ["SUSE", "sles-15-sp5", "gen2"],
    ["Debian", "debian-12", "12"],
  ])("%s %s %s is not", (...parts) => {
    expect(image(...parts)).toEqual([
      `image: its image "${parts.join(" ")}" is not on the list of version 9.5.0`,
    ]);
  });

  test.each([
    ["RedHat", "RHEL", "9_4", "6.*, 7*, 8*"],
    ["RedHat", "RHEL", "69", "6.*, 7*, 8*"],
    ["Oracle", "Oracle-Linux", "8", "6.*, 7*"],
    ["SUSE", "SLES", "15-sp5", "12*"],
  ])("%s %s %s is not, and what is of the offer is named", (publisher, offer, sku, has) => {
    expect(image(publisher, offer, sku)).toEqual([
      `image: its image "${publisher} ${offer} ${sku}" is not on the list of version 9.5.0, which has ${has} of it`,
    ]);
  });

  test("of a gallery, or one's own, is skipped: it has no publisher, offer or SKU to compare", () => {
    const gallery = "/subscriptions/x/resourceGroups/rg/providers/Microsoft.Compute/galleries/golden";
    expect(kept({ image: { id: `${gallery}/images/ubuntu-hardened/versions/1.0.0` } })).toEqual([
      'custom image: its image "ubuntu-hardened" is one of your own, and the list of version 9.5.0 has marketplace images alone',
    ]);
  });

  test("that a VM made from a disk does not have cannot be compared either", () => {
    expect(kept({ image: undefined })).toEqual([
      "unknown image: its image is not known, as that of a VM made from a disk, and the list of version 9.5.0 has marketplace images alone",
    ]);
  });

  test("does not matter to the policy for Site Recovery", () => {
    expect(kept({ image: undefined }, { policy: VM_ONBOARDING.replicate })).toEqual([]);
  });

  test("does not matter in the groups of Azure Databricks, which the rule leaves out", () => {
    const id = vm().id.replace("rg-app", "databricks-rg-work");
    expect(kept({ id })).toEqual([
      "image: it is in a resource group of Azure Databricks, which the rule leaves out",
    ]);
  });

  test("is looked up in a list of the version that the catalogue has, for all of its definitions", () => {
    const known = Object.values(builtInPolicies).filter(({ id }) =>
      vmBackupImages.definitionIds.some((guid) => id.endsWith(guid)),
    );
    expect(known.map(({ version }) => version)).toEqual(Array(4).fill(vmBackupImages.version));
    expect(builtInPolicies[VM_ONBOARDING.replicate].version).toBe("2.1.1");
  });
});

describe("a VM that Azure would refuse", () => {
  const backup = { type: "Standard", redundancy: "GeoRedundant" } as const;
  const ultra = { dataDisks: [dataDisk(0, { sku: "UltraSSD_LRS" })] };

  test("is deployed for in vain, by a backup policy or vault that does not fit it", () => {
    expect(kept({ securityType: "TrustedLaunch" }, { backup })).toEqual([
      "unsupported: TrustedLaunch cannot be backed up by a Standard policy",
    ]);
    expect(kept(ultra, { backup: { redundancy: "GeoRedundant" } })).toEqual([
      "unsupported: UltraSSD_LRS disks cannot be kept in a GeoRedundant vault",
    ]);
    expect(kept(ultra)).toEqual([]);
  });

  const encrypted = { encryptionSetId: "/subscriptions/x/des" };
  test.each<[string, Parameters<typeof vm>[0]]>([
    ["it is switched off, and the policy replicates only VMs that run", { powerState: "deallocated" }],
    ["its OS disk is ephemeral", { osDisk: osDisk({ ephemeral: true, id: undefined }) }],
    ["its OS disk is not a managed disk", { osDisk: osDisk({ id: undefined }) }],
    ["it has Ultra disks, which the policy does not replicate", ultra],
    [
      "it has Azure Disk Encryption, which the policy does not carry over",
      { osDisk: osDisk({ azureDiskEncryption: true }) },
    ],
    [
      "its disks have customer-managed keys, which the policy does not carry over",
      { osDisk: osDisk(encrypted) },
    ],
    [
      "it is in an availability set and in a proximity placement group, which the policy does not support",
      { availabilitySetId: "/a", proximityPlacementGroupId: "/p" },
    ],
    ["it is a member of a scale set, which the policy does not support", { scaleSetId: "/s" }],
    ["it is a confidential VM, which Site Recovery does not replicate", { securityType: "ConfidentialVM" }],
  ])("is not replicated by policy: %s", (reason, changes) => {
    expect(kept(changes, { policy: VM_ONBOARDING.replicate })).toEqual([`unsupported: ${reason}`]);
  });

  test("may be in an availability set, or in a proximity placement group", () => {
    const policy = VM_ONBOARDING.replicate;
    expect(kept({ availabilitySetId: "/a" }, { policy })).toEqual([]);
    expect(kept({ proximityPlacementGroupId: "/p" }, { policy })).toEqual([]);
  });
});

test("a VM that something protects already is compliant, and left alone", () => {
  expect(kept({}, {}, "the vault rsv-old")).toEqual(["protected: the vault rsv-old protects it"]);
});

test("all that keeps a policy from a VM is said at once", () => {
  const reasons = kept(
    { tags: {}, region: "eastus", image: undefined, osDisk: osDisk({ ephemeral: true }) },
    { notScopes: [`/subscriptions/${SUBSCRIPTION}`] },
    "the program",
  );
  expect(reasons.map((text) => text.split(":")[0])).toEqual([
    "excluded",
    "region",
    "tag",
    "unknown image",
    "unsupported",
    "protected",
  ]);
});
