import type { VmwareReplicatedVmOptions } from "../../lib";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";
import { networkId } from "../support/vms";
import { DRILL, machine, NETWORK, NIC, VMWARE_ASSOCIATION, VMWARE_VM, vmwareSite } from "./sites";

const group = (name: string) => `/subscriptions/${SUBSCRIPTION}/resourceGroups/${name}`;
const compute = (type: string, name: string) =>
  `${group("rg-app")}/providers/Microsoft.Compute/${type}/${name}`;
const account = (name: string) => `${group("rg-app")}/providers/Microsoft.Storage/storageAccounts/${name}`;

const CACHE = "${azurerm_storage_account.Cache.id}";
const replicated = (options: Partial<VmwareReplicatedVmOptions> = {}) =>
  synthesise(machine(options)).only(VMWARE_VM);

describe("a replicated VMware VM", () => {
  test("says everything that azurerm asks for, the policy by its association, which has to be there first", () => {
    const synthesized = synthesise(machine());
    const { depends_on, lifecycle, network_interface, ...rest } = synthesized.only(VMWARE_VM);
    expect(rest).toEqual({
      name: expect.stringMatching(/^erp-01-[0-9a-f]{8}$/),
      recovery_vault_id: "${azurerm_recovery_services_vault.Vault.id}",
      recovery_replication_policy_id: `\${${synthesized.addresses(VMWARE_ASSOCIATION)[0]}.policy_id}`,
      source_vm_name: "erp-01",
      appliance_name: "asr-appliance-01",
      physical_server_credential_name: "linux-root",
      target_vm_name: "erp-01",
      target_resource_group_id: "${azurerm_resource_group.Target.id}",
      target_network_id: NETWORK.networkId,
      test_network_id: DRILL.networkId,
      default_recovery_disk_type: "Standard_LRS",
      default_log_storage_account_id: CACHE,
      timeouts: { create: "24h" },
    });
  });

  test("ignores what azurerm never reads back, which would replicate the machine anew with every apply", () => {
    expect(replicated().lifecycle).toEqual({
      ignore_changes: [
        "default_log_storage_account_id",
        "default_recovery_disk_type",
        "default_target_disk_encryption_set_id",
        "managed_disk",
        "network_interface",
        "target_vm_size",
        "multi_vm_group_name",
      ],
    });
  });

  test("follows its size, group and network interfaces where the program says so", () => {
    const options = { targetSize: "Standard_D4s_v5", multiVmGroup: "erp", updateNetworkInterfaces: true };
    expect(replicated(options)).toMatchObject({
      target_vm_size: "Standard_D4s_v5",
      multi_vm_group_name: "erp",
      lifecycle: {
        ignore_changes: [
          "default_log_storage_account_id",
          "default_recovery_disk_type",
          "default_target_disk_encryption_set_id",
          "managed_disk",
        ],
      },
    });
  });

  test("is placed as the program says, ids in the letter case that azurerm wants", () => {
    const options = {
      targetVmName: "erp-dr-01",
      availabilitySetId: compute("availabilitysets", "avail-erp"),
      proximityPlacementGroupId: compute("ProximityPlacementGroups", "ppg-erp"),
      bootDiagnosticsStorageAccountId: account("stdiag").replace("storageAccounts", "storageaccounts"),
      targetResourceGroup: {
        name: "rg-app",
        id: group("rg-app").replace("resourceGroups", "resourcegroups"),
      },
      licenseType: "WindowsServer",
      appliance: "asr-appliance-02",
      credential: "windows-admin",
      initialReplicationHours: 72,
    } as const;
    expect(replicated(options)).toMatchObject({
      target_vm_name: "erp-dr-01",
      target_availability_set_id: compute("availabilitySets", "avail-erp"),
      target_proximity_placement_group_id: compute("proximityPlacementGroups", "ppg-erp"),
      target_boot_diagnostics_storage_account_id: account("stdiag"),
      target_resource_group_id: group("rg-app"),
      license_type: "WindowsServer",
      appliance_name: "asr-appliance-02",
      physical_server_credential_name: "windows-admin",
      timeouts: { create: "72h" },
    });
    expect(replicated({ targetZone: "2" }).target_zone).toBe("2");
  });

  test("keeps the site's values where its own are absent", () => {
    const options = { credential: undefined, network: undefined, appliance: undefined };
    expect(replicated(options)).toMatchObject({
      physical_server_credential_name: "linux-root",
      target_network_id: NETWORK.networkId,
      appliance_name: "asr-appliance-01",
    });
  });

  test("has the user's id in its address, and a name that comes from vCenter's alone", () => {
    const synthesized = synthesise(
      vmwareSite({}, (site) => {
        for (const name of ["erp-01", "erp-02"]) {
          const options = { sourceVmName: `${name} (prod)`, targetVmName: name, networkInterfaces: [NIC] };
          site.replicate(name.toUpperCase(), options);
        }
      }),
    );
    expect(Object.keys(synthesized.all(VMWARE_VM))).toEqual([
      expect.stringMatching(/^Hq_ERP-01_/),
      expect.stringMatching(/^Hq_ERP-02_/),
    ]);
    const names = Object.values(synthesized.all(VMWARE_VM)).map(({ name }) => name);
    expect(names).toEqual([
      expect.stringMatching(/^erp-01--prod--[0-9a-f]{8}$/),
      expect.stringMatching(/^erp-02--prod--[0-9a-f]{8}$/),
    ]);
  });
});

describe("the disks of a replicated VMware VM", () => {
  const keys = compute("diskEncryptionSets", "des-dr");

  test("are all of one type, with one encryption set, where the Mobility service is yet to be installed", () => {
    const options = { disks: "Premium_LRS", diskEncryptionSetId: keys } as const;
    expect(replicated(options)).toMatchObject({
      default_recovery_disk_type: "Premium_LRS",
      default_log_storage_account_id: CACHE,
      default_target_disk_encryption_set_id: keys,
    });
    expect(replicated(options)).not.toHaveProperty("managed_disk");
  });

  test("are listed one by one instead, and never both, which azurerm refuses", () => {
    const own = compute("diskEncryptionSets", "des-db");
    const vm = replicated({
      diskEncryptionSetId: keys,
      disks: [
        { diskId: "6000c291-os", type: "StandardSSD_LRS" },
        { diskId: "6000c292-db", type: "Premium_ZRS", diskEncryptionSetId: own },
      ],
    });
    expect(vm.managed_disk).toEqual([
      {
        disk_id: "6000c291-os",
        target_disk_type: "StandardSSD_LRS",
        target_disk_encryption_set_id: keys,
        log_storage_account_id: CACHE,
      },
      {
        disk_id: "6000c292-db",
        target_disk_type: "Premium_ZRS",
        target_disk_encryption_set_id: own,
        log_storage_account_id: CACHE,
      },
    ]);
    for (const name of ["recovery_disk_type", "log_storage_account_id", "target_disk_encryption_set_id"])
      expect(vm).not.toHaveProperty(`default_${name}`);
  });
});

describe("the network interfaces of a replicated VMware VM", () => {
  test("go to the subnets of the networks, the only one as the primary", () => {
    expect(replicated().network_interface).toEqual([
      {
        source_mac_address: NIC.macAddress,
        is_primary: true,
        target_subnet_name: "snet-recovery",
        test_subnet_name: "snet-drill",
      },
    ]);
  });

  test("have subnets, addresses and a test network of their own where the program says so", () => {
    const network = { networkId: networkId("vnet-erp"), subnetName: "snet-app" };
    const nic = { ...NIC, subnetName: "snet-db", testSubnetName: "snet-x", staticIp: "10.1.0.4" };
    const vm = replicated({ network, networkInterfaces: [nic] });
    expect(vm.target_network_id).toBe(network.networkId);
    expect(vm.network_interface).toEqual([
      {
        source_mac_address: NIC.macAddress,
        is_primary: true,
        target_subnet_name: "snet-db",
        test_subnet_name: "snet-x",
        target_static_ip: "10.1.0.4",
      },
    ]);
  });

  test("have no test subnet where the site has no test network", () => {
    const vm = synthesise(machine({}, { testNetwork: undefined })).only(VMWARE_VM);
    expect(vm).not.toHaveProperty("test_network_id");
    expect(vm.lifecycle).toEqual({ ignore_changes: expect.arrayContaining(["test_network_id"]) });
    expect(vm.network_interface).toEqual([
      { source_mac_address: NIC.macAddress, is_primary: true, target_subnet_name: "snet-recovery" },
    ]);
  });

  test("beside the primary one are reported, since azurerm does not select them for failover", () => {
    const second = { macAddress: "00:50:56:9e:1a:2c" };
    const synthesized = synthesise(machine({ networkInterfaces: [second, { ...NIC, primary: true }] }));
    expect(synthesized.only(VMWARE_VM).network_interface).toEqual([
      expect.objectContaining({ source_mac_address: second.macAddress, is_primary: false }),
      expect.objectContaining({ source_mac_address: NIC.macAddress, is_primary: true }),
    ]);
    expect(synthesized.findings).toEqual([
      {
        kind: "warning",
        subject: "erp-01",
        reason: "azurerm selects its primary network interface for failover, and none of the others",
        remedy: "select the others in the portal, in the replicated item's network settings",
      },
    ]);
  });
});
