import { type DisasterRecoveryPair, RecoveryServicesVault, type VirtualMachine } from "../../lib";
import { refusalOf, SUBSCRIPTION } from "../support/synthesise";
import { dataDisk, networkId, nicId, osDisk, vm, vmId } from "../support/vms";
import { pair, REPLICATED_VM, replicating, zonelessPair } from "./pair";

const OTHER = "00000000-0000-0000-0000-000000000001";

type Options = Parameters<DisasterRecoveryPair["replicate"]>[1];

const refused = (machine: VirtualMachine, options: Options = {}) =>
  refusalOf(pair({}, (dr) => dr.replicate(machine, options)));

const nic = (name: string, network?: string) => ({
  id: nicId(name),
  networkId: network && networkId(network),
});

describe("a replicated VM is refused", () => {
  test("in another region than the pair's source, whose fabric does not know it", () => {
    expect(refused(vm({ region: "eastus" }))).toBe(
      "[test/Dr/vm1-abc123] vm must be in the pair's source region australiaeast, got eastus",
    );
  });

  test("in the target region, which the pair does not replicate from", () => {
    expect(refused(vm({ region: "centralindia" }))).toBe(
      "[test/Dr/vm1-abc123] vm must be in the pair's source region australiaeast, got centralindia",
    );
  });

  test("in another subscription than the vault, where the stack's provider does not look", () => {
    expect(refused(vm({ id: vmId("vm1", OTHER), subscriptionId: OTHER }))).toBe(
      `[test/Dr/vm1-abc123] vm must be in the vault's subscription ${SUBSCRIPTION}, got ${OTHER}`,
    );
  });

  test("in another subscription than somebody else's vault, whose id says where it is", () => {
    const vaultId = `/subscriptions/${SUBSCRIPTION.toUpperCase()}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv`;
    const define = pair(
      (stack) => ({ vault: RecoveryServicesVault.fromVaultId(stack, "Theirs", vaultId) }),
      (dr) => dr.replicate(vm({ id: vmId("vm1", OTHER), subscriptionId: OTHER })),
    );
    expect(refusalOf(define)).toBe(
      `[test/Dr/vm1-abc123] vm must be in the vault's subscription ${SUBSCRIPTION}, got ${OTHER}`,
    );
  });

  test("with a target zone where the target region has none", () => {
    const define = zonelessPair((dr) => dr.replicate(vm(), { targetZone: "1" }));
    expect(refusalOf(define)).toBe(
      '[test/Dr/vm1-abc123] targetZone must be absent, got "1": australiasoutheast has no availability zones',
    );
  });

  test.each(["0", "4", "australiaeast-az1"])("with the target zone %s, which Azure does not have", (zone) => {
    expect(refused(vm(), { targetZone: zone as never })).toBe(
      `[test/Dr/vm1-abc123] targetZone must be "1", "2", "3" or "none", got "${zone}": Azure numbers its zones`,
    );
  });

  test("a second time under one id, which would be one address", () => {
    const twice = pair({}, (dr) => {
      dr.replicate(vm(), { id: "Database" });
      dr.replicate(vm({ name: "vm2" }), { id: "Database" });
    });
    expect(refusalOf(twice)).toBe('[test/Dr] the id "Database" is taken: pass another id');
  });

  test('under the id of something that the pair is made of, such as "Policy"', () => {
    expect(refused(vm(), { id: "Policy" })).toBe('[test/Dr] the id "Policy" is taken: pass another id');
  });

  test("for everything that is wrong with it at once", () => {
    const wrong = vm({ region: "eastus", subscriptionId: OTHER, osDisk: osDisk({ ephemeral: true }) });
    expect(refused(wrong)).toBe(
      [
        "[test/Dr/vm1-abc123] 3 problems:",
        "  - vm must be in the pair's source region australiaeast, got eastus",
        `  - vm must be in the vault's subscription ${SUBSCRIPTION}, got ${OTHER}`,
        '  - vm1 cannot be replicated: its OS disk is ephemeral, which Site Recovery does not replicate (Microsoft Learn, "Ephemeral OS disks for Azure VMs": Unsupported features); recreate it with a managed OS disk, or rebuild it in the target region from its image',
      ].join("\n"),
    );
  });
});

describe("Site Recovery does not replicate a VM", () => {
  const obstacle = (machine: VirtualMachine) =>
    refused(machine)
      .replace("[test/Dr/vm1-abc123] vm1 cannot be replicated: ", "")
      .replace(/ \((Microsoft Learn|azurerm)[^;]*\);/, ";");

  test("whose OS disk is ephemeral", () => {
    expect(obstacle(vm({ osDisk: osDisk({ ephemeral: true, sku: undefined }) }))).toBe(
      "its OS disk is ephemeral, which Site Recovery does not replicate; recreate it with a managed OS disk, or rebuild it in the target region from its image",
    );
  });

  test("that is confidential", () => {
    expect(obstacle(vm({ securityType: "ConfidentialVM" }))).toBe(
      "it is a confidential VM, which Site Recovery does not replicate; restore its backup in the other region instead",
    );
  });

  test("with an unmanaged OS disk", () => {
    expect(obstacle(vm({ osDisk: osDisk({ id: undefined }) }))).toBe(
      "its disk osdisk is not a managed disk; migrate the VM to managed disks",
    );
  });

  test("with an unmanaged data disk", () => {
    expect(obstacle(vm({ dataDisks: [dataDisk(0), dataDisk(1, { id: undefined })] }))).toBe(
      "its disk data-1 is not a managed disk; migrate the VM to managed disks",
    );
  });

  test("with an Ultra disk", () => {
    expect(obstacle(vm({ dataDisks: [dataDisk(3, { sku: "UltraSSD_LRS" })] }))).toBe(
      "its disk data-3 is an Ultra disk, which Site Recovery replicates only through a cache of premium block blobs; use such a cache, or leave the disk out",
    );
  });

  test("with a Premium SSD v2 disk", () => {
    expect(obstacle(vm({ dataDisks: [dataDisk(3, { sku: "PremiumV2_LRS" })] }))).toBe(
      "its disk data-3 is a Premium SSD v2 disk, which Site Recovery replicates only through a cache of premium block blobs; use such a cache, or leave the disk out",
    );
  });

  test("with a shared disk", () => {
    expect(obstacle(vm({ dataDisks: [dataDisk(0, { shared: true })] }))).toBe(
      "its disk data-0 is a shared disk, whose replication azurerm cannot set up; replicate the cluster within the application",
    );
  });

  test("with Write Accelerator on a disk", () => {
    expect(obstacle(vm({ osDisk: osDisk({ writeAccelerator: true }) }))).toBe(
      "its disk osdisk has Write Accelerator, which Site Recovery does not replicate; switch Write Accelerator off",
    );
  });

  test("with a disk whose type the inventory does not know", () => {
    expect(obstacle(vm({ dataDisks: [dataDisk(0, { sku: undefined })] }))).toBe(
      "its disk data-0 has no known type: its row is not in the inventory; export disks and network interfaces along with the VMs",
    );
  });

  test("with an OS disk of 4096 GiB, one more than it takes", () => {
    expect(obstacle(vm({ osDisk: osDisk({ sizeGb: 4096 }) }))).toBe(
      "its OS disk has 4096 GiB, and Site Recovery replicates 4095 at most; move data to data disks",
    );
  });

  test("with a data disk of 32768 GiB, one more than it takes", () => {
    expect(obstacle(vm({ dataDisks: [dataDisk(0), dataDisk(5, { sizeGb: 32768 })] }))).toBe(
      "its data disk at LUN 5 has 32768 GiB, and Site Recovery replicates 32767 at most; split the disk",
    );
  });

  test("without network interfaces", () => {
    expect(obstacle(vm({ networkInterfaces: [] }))).toBe(
      "the virtual network of its network interfaces is not known; export disks and network interfaces along with the VMs",
    );
  });

  test("with a network interface whose network the inventory does not know", () => {
    expect(obstacle(vm({ networkInterfaces: [nic("nic-0", "vnet-app"), nic("nic-1")] }))).toBe(
      "the virtual network of its network interfaces is not known; export disks and network interfaces along with the VMs",
    );
  });

  test("with network interfaces in two networks, since it is recovered to one", () => {
    const networkInterfaces = [nic("nic-0", "vnet-app"), nic("nic-1", "vnet-db")];
    expect(obstacle(vm({ networkInterfaces }))).toBe(
      "its network interfaces are in different virtual networks; connect them to one network, as Azure itself asks",
    );
  });
});

describe("Site Recovery replicates a VM", () => {
  const replicated = (machine: VirtualMachine) =>
    replicating({}, (dr) => dr.replicate(machine)).only(REPLICATED_VM);

  test("with an OS disk of 4095 GiB, the largest that it takes", () => {
    const machine = vm({ osDisk: osDisk({ sizeGb: 4095 }) });
    expect(replicated(machine).managed_disk).toHaveLength(1);
  });

  test("with a data disk of 32767 GiB, the largest that it takes", () => {
    const machine = vm({ dataDisks: [dataDisk(0, { sizeGb: 32767 })] });
    expect(replicated(machine).managed_disk).toHaveLength(2);
  });

  test("whose disks' sizes the inventory does not know, since Azure says them only of running VMs", () => {
    const machine = vm({
      osDisk: osDisk({ sizeGb: undefined }),
      dataDisks: [dataDisk(0, { sizeGb: undefined })],
    });
    expect(replicated(machine).managed_disk).toHaveLength(2);
  });
});
