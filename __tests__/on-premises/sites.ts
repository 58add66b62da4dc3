import {
  CacheStorageAccount,
  HypervSite,
  type HypervSiteProps,
  RecoveryServicesVault,
  type ResilienceStack,
  type VmwareReplicatedVmOptions,
  VmwareSite,
  type VmwareSiteProps,
} from "../../lib";
import { resourceGroup } from "../support/synthesise";
import { networkId } from "../support/vms";

export const VMWARE_POLICY = "azurerm_site_recovery_vmware_replication_policy";
export const VMWARE_ASSOCIATION = "azurerm_site_recovery_vmware_replication_policy_association";
export const VMWARE_VM = "azurerm_site_recovery_vmware_replicated_vm";
export const HYPERV_SITE = "azurerm_site_recovery_services_vault_hyperv_site";
export const HYPERV_POLICY = "azurerm_site_recovery_hyperv_replication_policy";
export const HYPERV_ASSOCIATION = "azurerm_site_recovery_hyperv_replication_policy_association";
export const HYPERV_MAPPING = "azurerm_site_recovery_hyperv_network_mapping";

type Define = (stack: ResilienceStack) => void;

export const NETWORK = { networkId: networkId("vnet-recovery"), subnetName: "snet-recovery" };
export const DRILL = { networkId: networkId("vnet-drill"), subnetName: "snet-drill" };

export function vaultIn(stack: ResilienceStack, id = "Vault", location = "centralindia") {
  const group = resourceGroup(stack, location, `${id}Group`);
  return new RecoveryServicesVault(stack, id, { name: `rsv-${id.toLowerCase()}`, resourceGroup: group });
}

/** A VMware site whose appliance is registered, in Central India unless the vault says otherwise. */
export function vmwareSite(
  changes: Partial<VmwareSiteProps> | ((stack: ResilienceStack) => Partial<VmwareSiteProps>) = {},
  use: (site: VmwareSite, stack: ResilienceStack) => void = () => {},
): Define {
  return (stack) => {
    const given = typeof changes === "function" ? changes(stack) : changes;
    const vault = given.vault ?? vaultIn(stack);
    const group = given.targetResourceGroup ?? resourceGroup(stack, "centralindia", "Target");
    const region = vault.region ?? "centralindia";
    const cache = () =>
      new CacheStorageAccount(stack, "Cache", { name: "sthqcache", resourceGroup: group, region });
    const site = new VmwareSite(stack, "Hq", {
      appliance: "asr-appliance-01",
      registered: true,
      network: NETWORK,
      testNetwork: DRILL,
      credential: "linux-root",
      ...given,
      vault,
      targetResourceGroup: group,
      cache: given.cache ?? cache(),
    });
    use(site, stack);
  };
}

export const NIC = { macAddress: "00:50:56:9e:1a:2b" };

/** The site with one machine. */
export function machine(
  options: Partial<VmwareReplicatedVmOptions> = {},
  changes: Parameters<typeof vmwareSite>[0] = {},
): Define {
  const props = { sourceVmName: "erp-01", networkInterfaces: [NIC], ...options };
  return vmwareSite(changes, (site) => site.replicate("Erp", props));
}

/** A Hyper-V site one of whose hosts is registered. */
export function hypervSite(changes: Partial<HypervSiteProps> = {}): Define {
  return (stack) => {
    const vault = changes.vault ?? vaultIn(stack);
    new HypervSite(stack, "Branch", { name: "branch", registered: true, ...changes, vault });
  };
}
