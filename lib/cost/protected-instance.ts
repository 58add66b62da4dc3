/**
 * What Azure Backup bills for a machine besides storage, by the size of what is backed up: an instance of up to 50 GB has a
 * price of its own, a larger one costs so much for each 500 GB that it begins (Azure, "Azure Backup pricing").
 */
export interface ProtectedInstance {
  readonly size: "up to 50 GB" | "each 500 GB";
  /** How many times the price of that size is paid. */
  readonly units: number;
}

/** The instance of a machine with so many GiB in use; undefined for one with nothing in it. */
export function protectedInstance(usedGib: number): ProtectedInstance | undefined {
  if (usedGib <= 0) return undefined;
  if (usedGib <= 50) return { size: "up to 50 GB", units: 1 };
  return { size: "each 500 GB", units: Math.ceil(usedGib / 500) };
}
