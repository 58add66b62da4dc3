export {
  ExistingBackups,
  type ExistingPolicy,
  type ExistingProtectedVm,
  type ExistingRetention,
  type ExistingVault,
} from "./existing-backups";
export {
  type DiskSku,
  type PowerState,
  VirtualMachine,
  type VirtualMachineFacts,
  type VmDataDisk,
  type VmDisk,
  type VmIpConfiguration,
  type VmNetworkInterface,
  type VmOsDisk,
} from "./virtual-machine";
export { VmInventory, type VmInventoryOptions, type VmSelection } from "./vm-inventory";
