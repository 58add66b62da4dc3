import { DiskEncryptionSet } from "@cdktf/provider-azurerm/lib/disk-encryption-set";
import { type DisasterRecoveryPair, Disks } from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { dataDisk, diskId, osDisk, vm } from "../support/vms";
import { pair, REPLICATED_VM, replicating, zonelessPair, zonePair } from "./pair";

type Options = Parameters<DisasterRecoveryPair["replicate"]>[1];
type Disk = Record<string, unknown>;

const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-keys`;
const des = (name: string) => `${GROUP}/providers/Microsoft.Compute/diskEncryptionSets/${name}`;
const VAULT = `${GROUP}/providers/Microsoft.KeyVault/vaults/kv-dr`;
const SECRET = "https://kv-dr.vault.azure.net/secrets/bek/0123456789abcdef";
const KEY = "https://kv-dr.vault.azure.net/keys/kek/0123456789abcdef";

const MACHINE = vm({ dataDisks: [dataDisk(0), dataDisk(7, { sku: "Standard_LRS" })] });
const disksOf = (options: Options, machine = MACHINE) =>
  replicating({}, (dr) => dr.replicate(machine, options)).only(REPLICATED_VM).managed_disk as Disk[];
const refused = (options: Options, machine = MACHINE) =>
  refusalOf(pair({}, (dr) => dr.replicate(machine, options)));

const typesOf = (disks: readonly Disk[]) =>
  disks.map(({ target_disk_type, target_replica_disk_type }) => [target_disk_type, target_replica_disk_type]);

describe("the disks that are replicated", () => {
  test.each([
    ["all of them by default", {}, ["osdisk", "data-0", "data-7"]],
    ["all but some", Disks.except(7), ["osdisk", "data-0"]],
    ["the OS disk and some", Disks.only(7), ["osdisk", "data-7"]],
    ["the OS disk alone", Disks.osDiskOnly, ["osdisk"]],
  ])("are %s", (_, disks, expected) => {
    expect(disksOf({ disks }).map((disk) => disk.disk_id)).toEqual(expected.map(diskId));
  });

  test.each([
    ["Disks.except", Disks.except(3)],
    ["Disks.only", Disks.only(3)],
  ])("are refused a LUN that is not there by %s, since nothing would be left out", (_, disks) => {
    expect(refused({ disks })).toBe("[test/Dr/vm1-abc123] disks must name LUNs of vm1, 0, 7, got 3");
  });

  test("are refused a LUN of a VM without data disks", () => {
    expect(refused({ disks: Disks.except(0) }, vm())).toBe(
      "[test/Dr/vm1-abc123] disks must name LUNs of vm1, which has no data disks, got 0",
    );
  });
});

describe("the settings of single disks", () => {
  test("change the types of the OS disk and of a LUN, and of no other", () => {
    const diskSettings = {
      os: { targetType: "StandardSSD_LRS", replicaType: "Standard_LRS" },
      7: { replicaType: "StandardSSD_LRS" },
    } as const;
    expect(typesOf(disksOf({ diskSettings }))).toEqual([
      ["StandardSSD_LRS", "Standard_LRS"],
      ["Premium_LRS", "Premium_LRS"],
      ["Standard_LRS", "StandardSSD_LRS"],
    ]);
  });

  test("stand above what the VM says of its replicas", () => {
    const options = {
      replicaDisks: "Standard",
      diskSettings: { 0: { replicaType: "Premium_LRS" } },
    } as const;
    expect(typesOf(disksOf(options))).toEqual([
      ["Premium_LRS", "Standard_LRS"],
      ["Premium_LRS", "Premium_LRS"],
      ["Standard_LRS", "Standard_LRS"],
    ]);
  });

  test("leave replicas of zone-redundant disks zone-redundant, whatever the VM says of its replicas", () => {
    const machine = vm({ osDisk: osDisk({ sku: "Premium_ZRS" }) });
    expect(typesOf(disksOf({ replicaDisks: "Standard" }, machine))).toEqual([["Premium_ZRS", "Premium_ZRS"]]);
  });

  test("give disks encryption sets of the target region: the VM's, or their own", () => {
    const options = {
      diskEncryptionSetId: des("all"),
      diskSettings: { 7: { diskEncryptionSetId: des("own") } },
    };
    expect(disksOf(options).map((disk) => disk.target_disk_encryption_set_id)).toEqual([
      des("all"),
      des("all"),
      des("own"),
    ]);
  });

  test("take the encryption set of the program, whose id only Terraform knows", () => {
    const synthesized = synthesise((stack) => {
      const set = new DiskEncryptionSet(stack, "Keys", {
        name: "des",
        resourceGroupName: resourceGroup(stack, "centralindia", "KeysGroup").name,
        location: "centralindia",
        identity: { type: "SystemAssigned" },
      });
      pair({}, (dr) => dr.replicate(vm(), { diskEncryptionSetId: set.id }))(stack);
    });
    expect(synthesized.only(REPLICATED_VM).managed_disk).toMatchObject([
      { target_disk_encryption_set_id: "${azurerm_disk_encryption_set.Keys.id}" },
    ]);
  });

  test("name the secret of Azure Disk Encryption, and the key of the secret with every member, since azurerm wants all", () => {
    const encryption = { secretUrl: SECRET, secretVaultId: VAULT };
    const blocks = disksOf({
      diskSettings: { os: { encryption }, 0: { encryption: { ...encryption, keyUrl: KEY } } },
    }).map((disk) => disk.target_disk_encryption);
    const secret = [{ secret_url: SECRET, vault_id: VAULT }];
    expect(blocks).toEqual([
      [{ disk_encryption_key: secret, key_encryption_key: null }],
      [{ disk_encryption_key: secret, key_encryption_key: [{ key_url: KEY, vault_id: VAULT }] }],
      null,
    ]);
  });
});

describe("the settings of single disks are refused", () => {
  test.each(["3", "OS", "00"])("for %s, which the VM does not have", (key) => {
    expect(refused({ diskSettings: { [key]: {} } })).toBe(
      `[test/Dr/vm1-abc123] diskSettings must name "os" or LUNs of vm1, 0, 7, got "${key}"`,
    );
  });

  test("for a disk that is left out", () => {
    expect(refused({ disks: Disks.except(7), diskSettings: { 7: { replicaType: "Premium_LRS" } } })).toBe(
      '[test/Dr/vm1-abc123] diskSettings["7"] must be of a disk that is replicated: disks leaves it out',
    );
  });

  test("with types that azurerm does not know, and replicas of Premium SSD v2, which Azure does not make", () => {
    const diskSettings = { 0: { targetType: "Premium", replicaType: "PremiumV2_LRS" } } as never;
    const replicas = '"Standard_LRS", "StandardSSD_LRS", "StandardSSD_ZRS", "Premium_LRS", "Premium_ZRS"';
    expect(refused({ diskSettings })).toBe(
      [
        "[test/Dr/vm1-abc123] 2 problems:",
        `  - diskSettings["0"].targetType must be ${replicas}, "UltraSSD_LRS" or "PremiumV2_LRS", got "Premium": see azurerm target_disk_type`,
        `  - diskSettings["0"].replicaType must be ${replicas} or "UltraSSD_LRS", got "PremiumV2_LRS": see azurerm target_replica_disk_type`,
      ].join("\n"),
    );
  });

  test.each(["UltraSSD_LRS", "PremiumV2_LRS"] as const)("with an OS disk of type %s", (targetType) => {
    expect(refused({ diskSettings: { os: { targetType } } })).toBe(
      `[test/Dr/vm1-abc123] diskSettings["os"].targetType must not be "${targetType}": Azure has no such OS disks`,
    );
  });

  test("with Premium SSD v2 disks outside the zones of a region that has them", () => {
    const diskSettings = { 0: { targetType: "PremiumV2_LRS" } } as const;
    expect(refused({ diskSettings, targetZone: "none" })).toBe(
      '[test/Dr/vm1-abc123] diskSettings["0"].targetType must not be "PremiumV2_LRS" without targetZone: centralindia attaches such disks only to VMs in a zone',
    );
    expect(typesOf(disksOf({ diskSettings, targetZone: "2" }))[1]).toEqual(["PremiumV2_LRS", "Premium_LRS"]);
  });

  test("with zone-redundant disks between zones", () => {
    const machine = vm({ zone: "1" });
    const diskSettings = { os: { targetType: "Premium_ZRS" } } as const;
    expect(refusalOf(zonePair({}, (dr) => dr.replicate(machine, { diskSettings })))).toBe(
      '[test/Dr/vm1-abc123] diskSettings["os"].targetType must not be "Premium_ZRS": Site Recovery replicates no zone-redundant disks between zones',
    );
  });

  test("with Azure Disk Encryption beside a customer-managed key, of the disk or of its VM", () => {
    const encryption = { secretUrl: SECRET, secretVaultId: VAULT };
    const message =
      '[test/Dr/vm1-abc123] diskSettings["os"].encryption must be absent beside diskEncryptionSetId: a disk has Azure Disk Encryption or a customer-managed key';
    expect(refused({ diskSettings: { os: { encryption, diskEncryptionSetId: des("own") } } })).toBe(message);
    expect(refused({ diskSettings: { os: { encryption } }, diskEncryptionSetId: des("all") })).toBe(message);
  });

  test("with zone-redundant disks in a region without zones", () => {
    const diskSettings = { 0: { targetType: "Premium_ZRS", replicaType: "Premium_ZRS" } } as const;
    const define = zonelessPair((dr) => dr.replicate(MACHINE, { diskSettings }));
    expect(refusalOf(define)).toBe(
      [
        "[test/Dr/vm1-abc123] 2 problems:",
        '  - diskSettings["0"].targetType must not be "Premium_ZRS": australiasoutheast has no availability zones',
        '  - diskSettings["0"].replicaType must not be "Premium_ZRS": australiasoutheast has no availability zones',
      ].join("\n"),
    );
  });

  test("with a locally redundant replica of a zone-redundant disk", () => {
    const machine = vm({ osDisk: osDisk({ sku: "Premium_ZRS" }) });
    expect(refused({ diskSettings: { os: { replicaType: "Standard_LRS" } } }, machine)).toBe(
      '[test/Dr/vm1-abc123] diskSettings["os"].replicaType must be zone-redundant as the disk itself is, got "Standard_LRS"',
    );
  });

  test.each([
    ["by its name", "des-dr"],
    ["of another type", des("a").replace("diskEncryptionSets", "disks")],
    ["with its type in another letter case", des("a").replace("Microsoft.Compute", "microsoft.compute")],
    ["with its group in another letter case", des("a").replace("resourceGroups", "resourcegroups")],
  ])("with an encryption set %s", (_, id) => {
    const shape = `must be the ARM id of a disk encryption set, spelt /subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/diskEncryptionSets/…, got "${id}"`;
    expect(refused({ diskEncryptionSetId: id })).toBe(`[test/Dr/vm1-abc123] diskEncryptionSetId ${shape}`);
    expect(refused({ diskSettings: { os: { diskEncryptionSetId: id } } })).toBe(
      `[test/Dr/vm1-abc123] diskSettings["os"].diskEncryptionSetId ${shape}`,
    );
  });

  test("with secrets and keys that have no version, or are in no key vault, which azurerm refuses", () => {
    const encryption = {
      secretUrl: SECRET.replace("/0123456789abcdef", ""),
      secretVaultId: VAULT.replace("KeyVault", "keyvault"),
      keyUrl: SECRET,
      keyVaultId: "kv-dr",
    };
    const spelt = "/subscriptions/…/resourceGroups/…/providers/Microsoft.KeyVault/vaults/…";
    expect(refused({ diskSettings: { os: { encryption } } })).toBe(
      [
        "[test/Dr/vm1-abc123] 4 problems:",
        `  - diskSettings["os"].encryption.secretUrl must be the versioned URI of a secret, got "${encryption.secretUrl}"`,
        `  - diskSettings["os"].encryption.keyUrl must be the versioned URI of a key, got "${SECRET}"`,
        `  - diskSettings["os"].encryption.secretVaultId must be the ARM id of a key vault, spelt ${spelt}, got "${encryption.secretVaultId}"`,
        `  - diskSettings["os"].encryption.keyVaultId must be the ARM id of a key vault, spelt ${spelt}, got "kv-dr"`,
      ].join("\n"),
    );
  });

  test("with the vault of a key that is not there", () => {
    const encryption = { secretUrl: SECRET, secretVaultId: VAULT, keyVaultId: VAULT };
    expect(refused({ diskSettings: { os: { encryption } } })).toBe(
      '[test/Dr/vm1-abc123] diskSettings["os"].encryption.keyVaultId must be absent without keyUrl',
    );
  });
});
