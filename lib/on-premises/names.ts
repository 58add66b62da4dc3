import { fingerprint } from "../core/fingerprint";

/** A name that is part of an ARM id. */
export const SEGMENT = /^[^<>*%&:\\?/#]*[^<>*%&:\\?/#\s.][^<>*%&:\\?/#]*$/;
export const SEGMENT_RULE = "text without any of <>*%&:\\?/#";

/**
 * The name of an Azure VM that Site Recovery makes of an on-premises one (Microsoft Learn, "Support matrix for disaster
 * recovery of VMware VMs and physical servers to Azure", Azure VM requirements).
 */
export const TARGET_VM = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
export const TARGET_VM_RULE = '1 to 63 letters, digits and "-", starting and ending with a letter or digit';

/** A name of somebody else's as part of an id or ARM name, told from all others by a fingerprint. */
export function slug(name: string): string {
  return `${name.replace(/[^A-Za-z0-9-]/g, "-").slice(0, 50)}-${fingerprint(name.toLowerCase(), 8)}`;
}
