import {
  LinuxVirtualMachine,
  type LinuxVirtualMachineConfig,
} from "@cdktf/provider-azurerm/lib/linux-virtual-machine";
import type { Construct } from "constructs";

/** A VM that the program itself defines. */
export function linuxVm(
  scope: Construct,
  id: string,
  changes: Partial<LinuxVirtualMachineConfig> = {},
): LinuxVirtualMachine {
  return new LinuxVirtualMachine(scope, id, {
    name: id.toLowerCase(),
    location: "australiaeast",
    resourceGroupName: "rg-app",
    size: "Standard_D2s_v5",
    adminUsername: "admin0",
    networkInterfaceIds: [],
    osDisk: { caching: "ReadWrite", storageAccountType: "Premium_LRS" },
    ...changes,
  });
}
