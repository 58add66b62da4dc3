import type { VirtualMachine, VmIpConfiguration, VmNetworkInterface } from "../inventory/virtual-machine";
import { learn, matrix, type ReplicationCase, type SupportRule } from "./support-rule";
import { isTrustedLinux } from "./vm-rules";

const SECURITY_TYPES = ["Standard", "TrustedLaunch", "ConfidentialVM"];
/** MB/s; more than that through a premium cache is a preview in some regions, for VMs with 256 GB of memory. */
const CHURN_WITHOUT_PREVIEW = 100;
const BY_RUNBOOK = "by a runbook of the recovery plan";

/** What Site Recovery replicates, and what comes out of it otherwise than it was. */
export const WARNING_RULES: readonly SupportRule[] = [
  {
    rule: learn("Azure Site Recovery support for Azure trusted launch virtual machines", "VM creation time"),
    applies: ({ vm }) => isTrustedLinux(vm) && vm.timeCreated === undefined,
    reason: "it is a Linux VM with Trusted Launch, and the inventory does not say when it was created",
    remedy: "make sure that it was in April 2024 or later, since which Site Recovery replicates such VMs",
  },
  {
    applies: ({ vm }) => !SECURITY_TYPES.includes(vm.securityType),
    reason: ({ vm }) => `its security type ${vm.securityType} is newer than the support matrix known here`,
    remedy: "check today's support matrix for it",
  },
  {
    rule: matrix("Compute settings, Size"),
    applies: ({ vm }) => hasOneCore(vm),
    reason: ({ vm }) => `its size ${vm.size} has one CPU core, and Site Recovery asks for two`,
    remedy: "resize it",
  },
  {
    rule: matrix("Virtual Machine Scale Set Flex"),
    applies: ({ vm }) => vm.scaleSetId !== undefined,
    reason: "it is a member of a scale set, and Site Recovery supports those that do not scale by themselves",
    remedy:
      "make sure that the scale set has no scaling profile, and name one for the recovered VM if it needs one",
  },
  {
    rule: matrix("Encryption at host"),
    applies: ({ vm }) => vm.encryptionAtHost === true,
    reason: "it has encryption at host, and the recovered VM has not",
    remedy: "switch it on after a failover",
  },
  {
    rule: learn("Replicate machines with Customer-Managed Keys (CMK) enabled disks", "FAQs"),
    applies: ({ disks }) => disks.some((disk) => /PlatformAndCustomerKeys$/i.test(disk.encryptionType ?? "")),
    reason: "its disks are encrypted twice, with platform-managed and customer-managed keys",
    remedy: "let the disk encryption set of the target region be of that type too",
  },
  {
    rule: learn("Azure Virtual Machines disaster recovery - High Churn support", "Enhanced Churn support"),
    applies: ({ options }) => options.premiumCache === true && (options.churn ?? 0) > CHURN_WITHOUT_PREVIEW,
    reason: ({ options }) =>
      `its disks change ${options.churn} MB/s, and more than ${CHURN_WITHOUT_PREVIEW} is a preview in some regions`,
    remedy: "check the regions and the VM's memory (256 GB or more), or leave busy disks out",
  },
  ofNic({
    rule: matrix("Multiple IP addresses"),
    applies: (nic, { options }) => secondaries(nic).length > 0 && options.zoneToZone === true,
    what: "has secondary IP addresses, which Site Recovery does not keep between zones",
    remedy: `add them after a failover, ${BY_RUNBOOK}`,
  }),
  ofNic({
    rule: "azurerm_site_recovery_replicated_vm: one IP configuration for each network_interface",
    applies: (nic, { options }) => secondaries(nic).length > 0 && !options.zoneToZone,
    what: "has secondary IP addresses, and azurerm sets up the primary one alone",
    remedy: `add them in the portal once it is replicated, or after a failover, ${BY_RUNBOOK}`,
  }),
  ofNic({
    rule: matrix("IPv6"),
    applies: (nic) => addresses(nic).some((address) => address.version === "IPv6"),
    what: "has IPv6 addresses, which Site Recovery does not keep",
    remedy: `add them after a failover, ${BY_RUNBOOK}`,
  }),
  ofNic({
    rule: matrix("Application security group"),
    applies: (nic) => addresses(nic).some((address) => address.applicationSecurityGroupIds.length > 0),
    what: "is in application security groups, which Site Recovery does not keep",
    remedy: `add it to those of the target region after a failover, ${BY_RUNBOOK}`,
  }),
  ofNic({
    rule: matrix("Network security group on NIC"),
    applies: (nic, { options }) => nic.networkSecurityGroupId !== undefined && !options.subnetSecurityGroup,
    what: "has a network security group of its own, and the recovered one has none",
    remedy: `give the recovery subnet a network security group, or attach one ${BY_RUNBOOK}`,
  }),
];

interface NicRule {
  readonly rule: string;
  readonly applies: (nic: VmNetworkInterface, given: ReplicationCase) => boolean;
  /** What follows the name of the network interface. */
  readonly what: string;
  readonly remedy: string;
}

/** The rule that names the first network interface that a rule applies to. */
function ofNic({ rule, applies, what, remedy }: NicRule): SupportRule {
  const found = (given: ReplicationCase) => given.vm.networkInterfaces.find((nic) => applies(nic, given));
  return {
    rule,
    applies: (given) => found(given) !== undefined,
    reason: (given) => `its network interface ${found(given)?.id.split("/").at(-1)} ${what}`,
    remedy,
  };
}

function addresses(nic: VmNetworkInterface): readonly VmIpConfiguration[] {
  return nic.ipConfigurations ?? [];
}

function secondaries(nic: VmNetworkInterface): readonly VmIpConfiguration[] {
  return addresses(nic).filter((address) => !address.primary && address.version === "IPv4");
}

/** The families of which the number in a size's name is the number of its cores, and which have sizes with one. */
function hasOneCore({ size = "" }: VirtualMachine): boolean {
  return /^(Standard|Basic)_(A[01]|(B|D|DS|F|DC)1)(?!\d)/i.test(size);
}
