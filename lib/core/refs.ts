/** A resource group: the provider's `ResourceGroup`, a data source, or plain values. */
export interface IResourceGroup {
  readonly name: string;
  readonly id?: string;
  readonly locationInput?: string;
}

/** Anything with the ARM id of a virtual machine: the provider's VM classes, a data source, or an inventory VM. */
export interface IVirtualMachine {
  readonly id: string;
}
