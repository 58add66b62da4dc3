import type { VirtualMachine } from "../inventory/virtual-machine";
import { learn, matrix, type ReplicationCase, type SupportRule, zonal } from "./support-rule";

const MAX_OS_DISK_GB = 4095;
const MAX_DATA_DISK_GB = 32767;
const MAX_DATA_DISKS = 64;
/** MB/s through a general-purpose cache, and through one of premium block blobs (above 100, a preview in some regions). */
const MAX_CHURN = { standard: 54, premium: 500 };
const TRUSTED_LINUX_SINCE = "2024-04-01";
const TRUSTED_LAUNCH_PAGE = "Azure Site Recovery support for Azure trusted launch virtual machines";

/** What Site Recovery has against a VM before its disks are looked at. */
export const VM_RULES: readonly SupportRule[] = [
  {
    rule: learn("Ephemeral OS disks for Azure VMs", "Unsupported features"),
    applies: ({ vm }) => vm.osDisk.ephemeral,
    reason: "its OS disk is ephemeral, which Site Recovery does not replicate",
    remedy: "recreate it with a managed OS disk, or rebuild it in the target region from its image",
  },
  {
    rule: learn("About Azure confidential VMs", "Feature support"),
    applies: ({ vm }) => vm.securityType === "ConfidentialVM",
    reason: "it is a confidential VM, which Site Recovery does not replicate",
    remedy: "restore its backup in the other region instead",
  },
  {
    rule: learn(TRUSTED_LAUNCH_PAGE, "VM creation time"),
    applies: ({ vm }) => isTrustedLinux(vm) && (vm.timeCreated ?? TRUSTED_LINUX_SINCE) < TRUSTED_LINUX_SINCE,
    reason: ({ vm }) =>
      `it is a Linux VM with Trusted Launch of ${vm.timeCreated?.slice(0, 10)}, and Site Recovery replicates those created since ${TRUSTED_LINUX_SINCE}`,
    remedy: "create it anew, or restore its backup in the other region instead",
  },
  {
    rule: matrix("Linux, ARM64 CPU architecture"),
    applies: ({ vm }) => isArm(vm),
    reason: "it has an Arm64 processor, which Site Recovery does not support",
    remedy: "replicate it within the application, or rebuild it in the target region from its image",
  },
  {
    rule: matrix("Azure Dedicated Host"),
    applies: ({ vm }) => vm.dedicatedHostId !== undefined,
    reason: "it runs on a dedicated host, which Site Recovery does not support",
    remedy: "move it off the host, or replicate it within the application",
  },
  {
    rule: matrix("NVMe storage interface"),
    applies: ({ vm }) => vm.diskController === "NVMe",
    reason: "its disks are attached by NVMe, which Site Recovery does not support",
    remedy: "resize it to a size with SCSI, or replicate it within the application",
  },
  {
    rule: zonal("the VM must be in an availability zone already"),
    applies: ({ vm, options }) => options.zoneToZone === true && vm.zone === undefined,
    reason: "it is in no availability zone, and Site Recovery replicates only from one zone to another",
    remedy: "move it into a zone, or replicate it to another region",
  },
  {
    rule: matrix("Data disk maximum number"),
    applies: ({ dataDisks }) => dataDisks.length > MAX_DATA_DISKS,
    reason: ({ dataDisks }) =>
      `it has ${dataDisks.length} data disks, and Site Recovery replicates ${MAX_DATA_DISKS} at most`,
    remedy: "leave disks out",
  },
  {
    rule: matrix("Limits and data change rates"),
    applies: ({ options }) => (options.churn ?? 0) > maxChurn(options),
    reason: ({ options }) =>
      `its disks change ${options.churn} MB/s, and Site Recovery keeps up with ${maxChurn(options)} at most through ${options.premiumCache ? "a cache of premium block blobs" : "this cache"}`,
    remedy: ({ options }) =>
      options.premiumCache
        ? "leave busy disks out"
        : "use a cache of premium block blobs, or leave busy disks out",
  },
];

/** The sizes of its disks, and its networks: looked at last. */
export const SIZE_AND_NETWORK_RULES: readonly SupportRule[] = [
  {
    rule: matrix("OS disk maximum size"),
    applies: ({ vm }) => (vm.osDisk.sizeGb ?? 0) > MAX_OS_DISK_GB,
    reason: ({ vm }) =>
      `its OS disk has ${vm.osDisk.sizeGb} GiB, and Site Recovery replicates ${MAX_OS_DISK_GB} at most`,
    remedy: "move data to data disks",
  },
  {
    rule: matrix("Data disk maximum size"),
    applies: (given) => tooLarge(given) !== undefined,
    reason: (given) =>
      `its data disk at LUN ${tooLarge(given)?.lun} has ${tooLarge(given)?.sizeGb} GiB, and Site Recovery replicates ${MAX_DATA_DISK_GB} at most`,
    remedy: "split the disk",
  },
  {
    applies: ({ vm }) => {
      const nics = vm.networkInterfaces;
      return nics.length === 0 || nics.some((nic) => nic.networkId === undefined);
    },
    reason: "the virtual network of its network interfaces is not known",
    remedy: "export disks and network interfaces along with the VMs",
  },
  {
    rule: "azurerm_site_recovery_replicated_vm: one target_network_id",
    applies: ({ vm }) => new Set(vm.networkInterfaces.map((nic) => nic.networkId)).size > 1,
    reason: "its network interfaces are in different virtual networks",
    remedy: "connect them to one network, as Azure itself asks",
  },
];

/** Is it a Linux VM with Trusted Launch, of which Site Recovery takes only newer ones? */
export function isTrustedLinux(vm: VirtualMachine): boolean {
  return vm.securityType === "TrustedLaunch" && vm.osType === "Linux";
}

/** The disk says it; where it does not, the size does, by the "p" among its features: Standard_D4ps_v5. */
function isArm({ architecture, size = "" }: VirtualMachine): boolean {
  if (architecture !== undefined) return architecture === "Arm64";
  return /^Standard_[A-Z]+\d+[a-z]*p[a-z]*_v\d+$/i.test(size);
}

function maxChurn({ premiumCache }: ReplicationCase["options"]): number {
  return premiumCache ? MAX_CHURN.premium : MAX_CHURN.standard;
}

function tooLarge({ dataDisks }: ReplicationCase) {
  return dataDisks.find((disk) => (disk.sizeGb ?? 0) > MAX_DATA_DISK_GB);
}
