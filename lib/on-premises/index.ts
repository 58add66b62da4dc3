export { HypervReplicationPolicy, type HypervReplicationPolicyOptions } from "./hyperv-replication-policy";
export { HypervSite, type HypervSiteProps } from "./hyperv-site";
export { HypervNetworkMapping, type MapNetworkOptions, VmmServer, type VmmServerProps } from "./vmm-server";
export * from "./vmware-options";
export { VmwareReplicatedVm, type VmwareReplicatedVmProps } from "./vmware-replicated-vm";
export { VmwareReplicationPolicy, type VmwareReplicationPolicyOptions } from "./vmware-replication-policy";
export { type ICacheStorage, VmwareSite, type VmwareSiteProps } from "./vmware-site";
