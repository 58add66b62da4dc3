import { vaultGeoRedundancy } from "./vault-geo-redundancy";
import { vaultIdentity } from "./vault-identity";
import { vaultImmutability } from "./vault-immutability";

/** Rules on Recovery Services vaults. */
export const VAULT_RULES = [vaultImmutability, vaultIdentity, vaultGeoRedundancy] as const;
