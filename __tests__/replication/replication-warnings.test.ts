import type { VmIpConfiguration, VmNetworkInterface } from "../../lib";
import { dataDisk, networkId, nicId, vm } from "../support/vms";
import { matrix, warnings } from "./obstacles";

const address = (changes: Partial<VmIpConfiguration> = {}): VmIpConfiguration => ({
  primary: false,
  version: "IPv4",
  backendAddressPoolIds: [],
  applicationSecurityGroupIds: [],
  ...changes,
});

/** A VM with a plain network interface and one that has these addresses beside its primary one. */
function withNic(others: readonly VmIpConfiguration[], changes: Partial<VmNetworkInterface> = {}) {
  const nic = (name: string) => ({
    id: nicId(name),
    networkId: networkId("vnet-app"),
    subnetName: "snet-app",
  });
  const ipConfigurations = [address({ primary: true }), ...others];
  return vm({ networkInterfaces: [nic("nic-a"), { ...nic("nic-b"), ipConfigurations, ...changes }] });
}

test("an ordinary VM comes out as it was", () => {
  expect(warnings(vm({ size: "Standard_D2s_v5" }))).toEqual([]);
  expect(warnings(withNic([]))).toEqual([]);
});

describe("what comes out otherwise than it was is said, by the rule that says so", () => {
  test.each<[string, Parameters<typeof vm>[0], string]>([
    [
      "Trusted Launch of Linux whose age is not known",
      { securityType: "TrustedLaunch" },
      'it is a Linux VM with Trusted Launch, and the inventory does not say when it was created; make sure that it was in April 2024 or later, since which Site Recovery replicates such VMs [Microsoft Learn, "Azure Site Recovery support for Azure trusted launch virtual machines": VM creation time]',
    ],
    [
      "a security type that is newer than the matrix",
      { securityType: "Sealed" },
      "its security type Sealed is newer than the support matrix known here; check today's support matrix for it",
    ],
    [
      "a size with one core",
      { size: "Standard_B1ms" },
      `its size Standard_B1ms has one CPU core, and Site Recovery asks for two; resize it ${matrix("Compute settings, Size")}`,
    ],
    [
      "a member of a scale set",
      { scaleSetId: "/subscriptions/x/virtualMachineScaleSets/web" },
      `it is a member of a scale set, and Site Recovery supports those that do not scale by themselves; make sure that the scale set has no scaling profile, and name one for the recovered VM if it needs one ${matrix("Virtual Machine Scale Set Flex")}`,
    ],
    [
      "encryption at host",
      { encryptionAtHost: true },
      `it has encryption at host, and the recovered VM has not; switch it on after a failover ${matrix("Encryption at host")}`,
    ],
    [
      "disks that are encrypted twice",
      { dataDisks: [dataDisk(0, { encryptionType: "EncryptionAtRestWithPlatformAndCustomerKeys" })] },
      'its disks are encrypted twice, with platform-managed and customer-managed keys; let the disk encryption set of the target region be of that type too [Microsoft Learn, "Replicate machines with Customer-Managed Keys (CMK) enabled disks": FAQs]',
    ],
  ])("%s", (_, changes, message) => {
    expect(warnings(vm(changes))).toEqual([message]);
  });

  test.each(["Standard_B12ms", "Standard_D11_v2", "Standard_G1", "Standard_A10", "Standard_F16s_v2"])(
    "the size %s has more than one core",
    (size) => {
      expect(warnings(vm({ size }))).toEqual([]);
    },
  );

  test("churn above 100 MB/s, which a premium cache takes in some regions", () => {
    expect(warnings(vm(), { churn: 100, premiumCache: true })).toEqual([]);
    expect(warnings(vm(), { churn: 101, premiumCache: true })).toEqual([
      'its disks change 101 MB/s, and more than 100 is a preview in some regions; check the regions and the VM\'s memory (256 GB or more), or leave busy disks out [Microsoft Learn, "Azure Virtual Machines disaster recovery - High Churn support": Enhanced Churn support]',
    ]);
  });
});

describe("what a network interface loses is said by its name", () => {
  test("secondary addresses, which azurerm does not set up", () => {
    expect(warnings(withNic([address()]))).toEqual([
      "its network interface nic-b has secondary IP addresses, and azurerm sets up the primary one alone; add them in the portal once it is replicated, or after a failover, by a runbook of the recovery plan [azurerm_site_recovery_replicated_vm: one IP configuration for each network_interface]",
    ]);
  });

  test("secondary addresses between zones, where Site Recovery itself does not keep them", () => {
    expect(warnings(withNic([address()]), { zoneToZone: true })).toEqual([
      `its network interface nic-b has secondary IP addresses, which Site Recovery does not keep between zones; add them after a failover, by a runbook of the recovery plan ${matrix("Multiple IP addresses")}`,
    ]);
  });

  test("IPv6 addresses, which are no secondary ones", () => {
    expect(warnings(withNic([address({ version: "IPv6" })]))).toEqual([
      `its network interface nic-b has IPv6 addresses, which Site Recovery does not keep; add them after a failover, by a runbook of the recovery plan ${matrix("IPv6")}`,
    ]);
  });

  test("its application security groups, also of the primary address", () => {
    const primary = address({ primary: true, applicationSecurityGroupIds: ["/subscriptions/x/asg-web"] });
    expect(warnings(withNic([], { ipConfigurations: [primary] }))).toEqual([
      `its network interface nic-b is in application security groups, which Site Recovery does not keep; add it to those of the target region after a failover, by a runbook of the recovery plan ${matrix("Application security group")}`,
    ]);
  });

  test("its network security group, unless the recovery subnet has one", () => {
    const guarded = withNic([], { networkSecurityGroupId: "/subscriptions/x/nsg-web" });
    expect(warnings(guarded)).toEqual([
      `its network interface nic-b has a network security group of its own, and the recovered one has none; give the recovery subnet a network security group, or attach one by a runbook of the recovery plan ${matrix("Network security group on NIC")}`,
    ]);
    expect(warnings(guarded, { subnetSecurityGroup: true })).toEqual([]);
  });
});
