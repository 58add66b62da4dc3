import { VmInventory } from "../../lib";
import { temporaryFile } from "../support/files";
import { answer, diskRow, nicRow, vmRow } from "../support/rows";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";
import { dataDisk, diskId, networkId, nicId, osDisk, vm, vmId } from "../support/vms";
import { CONTAINER_MAPPING, NETWORK_MAPPING, REPLICATED_VM, replicating, SUBNET, zonelessPair } from "./pair";

type Options = Parameters<Parameters<NonNullable<Parameters<typeof replicating>[1]>>[0]["replicate"]>[1];

const replicated = (machine: ReturnType<typeof vm>, options: Options = {}) =>
  replicating({}, (dr) => dr.replicate(machine, options)).only(REPLICATED_VM);

/** What azurerm wants to be told of a disk, null where it is not meant. */
const disk = (name: string, type: string, replicaType = type) => ({
  disk_id: diskId(name),
  staging_storage_account_id: "${azurerm_storage_account.Cache.id}",
  target_resource_group_id: "${azurerm_resource_group.Target.id}",
  target_disk_type: type,
  target_replica_disk_type: replicaType,
  target_disk_encryption_set_id: null,
  target_disk_encryption: null,
});

describe("a replicated VM", () => {
  test("says everything that azurerm asks for, with the vault's, the pair's and the network's objects by reference", () => {
    const synthesized = replicating({}, (dr) => dr.replicate(vm()));
    const { managed_disk, network_interface, depends_on, ...rest } = synthesized.only(REPLICATED_VM);
    expect(rest).toEqual({
      name: "vm1-abc123",
      resource_group_name: "${azurerm_recovery_services_vault.Vault.resource_group_name}",
      recovery_vault_name: "${azurerm_recovery_services_vault.Vault.name}",
      source_recovery_fabric_name: "${azurerm_site_recovery_fabric.Dr_SourceFabric_B9C12F91.name}",
      source_recovery_protection_container_name:
        "${azurerm_site_recovery_protection_container.Dr_SourceContainer_B80D26AC.name}",
      source_vm_id: vmId("vm1"),
      recovery_replication_policy_id: "${azurerm_site_recovery_replication_policy.Dr_Policy_4B5FC596.id}",
      target_recovery_fabric_id: "${azurerm_site_recovery_fabric.Dr_TargetFabric_6160D2EF.id}",
      target_recovery_protection_container_id:
        "${azurerm_site_recovery_protection_container.Dr_TargetContainer_660DD860.id}",
      target_resource_group_id: "${azurerm_resource_group.Target.id}",
      target_network_id: "${azurerm_virtual_network.Dr_vnet-app-c6376dfc_48CCBB2A.id}",
      timeouts: { create: "12h" },
    });
  });

  test("waits for the mappings of containers and of its network, to which no attribute refers", () => {
    const synthesized = replicating({}, (dr) => dr.replicate(vm()));
    expect(synthesized.only(REPLICATED_VM).depends_on).toEqual([
      ...synthesized.addresses(CONTAINER_MAPPING),
      ...synthesized.addresses(NETWORK_MAPPING),
    ]);
    expect(synthesized.only(REPLICATED_VM).depends_on).toHaveLength(4);
  });

  test("has the VM's key in its address, and the user's own id instead when one is given", () => {
    const synthesized = replicating({}, (dr) => {
      dr.replicate(vm());
      dr.replicate(vm({ name: "vm2" }), { id: "Database" });
    });
    expect(synthesized.addresses(REPLICATED_VM)).toEqual([
      `${REPLICATED_VM}.Dr_vm1-abc123_0813CC0E`,
      `${REPLICATED_VM}.Dr_Database_C09BE8B1`,
    ]);
  });

  test("is taken with Trusted Launch, which Site Recovery has learnt to replicate", () => {
    expect(replicated(vm({ securityType: "TrustedLaunch" })).source_vm_id).toBe(vmId("vm1"));
  });
});

describe("the disks of a replicated VM", () => {
  test("are all listed with every member, since azurerm leaves out what it is not told of", () => {
    const machine = vm({
      osDisk: osDisk({ sku: "StandardSSD_LRS" }),
      dataDisks: [dataDisk(0), dataDisk(7, { sku: "Standard_LRS" })],
    });
    expect(replicated(machine).managed_disk).toEqual([
      disk("osdisk", "StandardSSD_LRS"),
      disk("data-0", "Premium_LRS"),
      disk("data-7", "Standard_LRS"),
    ]);
  });

  test("come in the order of their LUNs behind the OS disk, however the inventory lists them", () => {
    const osDiskRow = { osType: "Linux", name: "web-os", managedDisk: { id: diskId("web-os") } };
    const luns = [5, 10, 0].map((lun) => ({
      lun,
      name: `web-${lun}`,
      managedDisk: { id: diskId(`web-${lun}`) },
    }));
    const properties = {
      storageProfile: { osDisk: osDiskRow, dataDisks: luns },
      networkProfile: { networkInterfaces: [{ id: nicId("web-nic") }] },
    };
    const disks = ["web-os", "web-0", "web-5", "web-10"];
    const rows = [vmRow("web", { properties }), nicRow("web"), ...disks.map((name) => diskRow(name, "web"))];
    const inventory = VmInventory.fromResourceGraph(temporaryFile("vms.json", answer(rows)));
    const synthesized = replicating({}, (dr) => {
      for (const machine of inventory.vms) dr.replicate(machine);
    });
    expect(synthesized.only(REPLICATED_VM).managed_disk).toEqual(
      disks.map((name) => disk(name, "Premium_LRS")),
    );
  });

  test("have Standard replicas when the pair says so, and their own type again at failover", () => {
    const synthesized = replicating({ replicaDisks: "Standard" }, (dr) => dr.replicate(vm()));
    expect(synthesized.only(REPLICATED_VM).managed_disk).toEqual([
      disk("osdisk", "Premium_LRS", "Standard_LRS"),
    ]);
  });

  test("have Standard replicas when the VM says so, whatever the pair says", () => {
    expect(replicated(vm(), { replicaDisks: "Standard" }).managed_disk).toEqual([
      disk("osdisk", "Premium_LRS", "Standard_LRS"),
    ]);
  });

  test("have replicas of their own type when the VM says so, whatever the pair says", () => {
    const synthesized = replicating({ replicaDisks: "Standard" }, (dr) =>
      dr.replicate(vm(), { replicaDisks: "as source" }),
    );
    expect(synthesized.only(REPLICATED_VM).managed_disk).toEqual([disk("osdisk", "Premium_LRS")]);
  });
});

describe("the network interfaces of a replicated VM", () => {
  test("are all listed with every member, since azurerm plans for ever when it finds others", () => {
    const first = { id: nicId("Vm1-NIC-0"), networkId: networkId("vnet-app"), subnetName: "snet-app" };
    const second = { id: nicId("vm1-nic-1"), networkId: networkId("vnet-app"), subnetName: "snet-data" };
    const synthesized = replicating({}, (dr) => dr.replicate(vm({ networkInterfaces: [first, second] })));
    const nic = (name: string) => ({
      source_network_interface_id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.Network/networkInterfaces/${name}`,
      target_subnet_name: `\${${synthesized.addresses(SUBNET)[0]}.name}`,
      target_static_ip: null,
      recovery_public_ip_address_id: null,
      recovery_load_balancer_backend_address_pool_ids: null,
      failover_test_static_ip: null,
      failover_test_subnet_name: null,
      failover_test_public_ip_address_id: null,
    });
    expect(synthesized.only(REPLICATED_VM).network_interface).toEqual([nic("Vm1-NIC-0"), nic("vm1-nic-1")]);
  });
});

describe("the zone of a recovered VM", () => {
  test("is the VM's own where the target region has zones", () => {
    expect(replicated(vm({ zone: "2" })).target_zone).toBe("2");
  });

  test("is absent where the target region has none, since Azure would refuse it", () => {
    const synthesized = synthesise(zonelessPair((dr) => dr.replicate(vm({ zone: "2" }))));
    expect(synthesized.only(REPLICATED_VM)).not.toHaveProperty("target_zone");
  });

  test("is absent for a VM without one", () => {
    expect(replicated(vm())).not.toHaveProperty("target_zone");
  });

  test.each(["1", "2", "3"] as const)("is %s when that is asked for, whatever the VM's own", (targetZone) => {
    expect(replicated(vm({ zone: "2" }), { targetZone }).target_zone).toBe(targetZone);
  });

  test('is absent when "none" is asked for, whatever the VM\'s own', () => {
    expect(replicated(vm({ zone: "2" }), { targetZone: "none" })).not.toHaveProperty("target_zone");
  });

  test('may be "none" where the target region has no zones, which changes nothing', () => {
    const synthesized = synthesise(
      zonelessPair((dr) => dr.replicate(vm({ zone: "2" }), { targetZone: "none" })),
    );
    expect(synthesized.only(REPLICATED_VM)).not.toHaveProperty("target_zone");
  });
});

describe("the size of a recovered VM", () => {
  test("is left to Azure by default, which takes the VM's own", () => {
    expect(replicated(vm({ size: "Standard_D2s_v5" }))).not.toHaveProperty("target_virtual_machine_size");
  });

  test("is the one asked for, for regions that lack the VM's own", () => {
    const { target_virtual_machine_size } = replicated(vm(), { targetSize: "Standard_D4s_v4" });
    expect(target_virtual_machine_size).toBe("Standard_D4s_v4");
  });
});
