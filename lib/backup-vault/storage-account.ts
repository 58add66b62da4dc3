import { Token } from "cdktf";
import type { Problems } from "../core/problems";
import type { IBlobStorageAccount } from "./data-source";

/** Refuses accounts whose blobs Azure does not back up (Microsoft Learn, "Support matrix for Azure Blobs backup"). */
export function checkAccountKind(problems: Problems, name: string, account: IBlobStorageAccount): void {
  const { accountTierInput: tier = "Standard", accountKindInput: kind = "StorageV2" } = account;
  const known = !Token.isUnresolved(tier) && !Token.isUnresolved(kind);
  problems.when(
    known && (tier !== "Standard" || kind !== "StorageV2"),
    `${name} must be a standard general-purpose v2 account, got ${tier} ${kind}: Azure Backup takes no other`,
  );
  problems.when(
    account.isHnsEnabledInput === true,
    `${name} has a hierarchical namespace (Data Lake Storage), which such backups do not know: use another account`,
  );
}

/** Microsoft Learn, "Naming and referencing containers, blobs, and metadata". */
export const CONTAINER = /^(\$root|\$web|[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9])$/;
export const CONTAINER_NAMES = '3 to 63 lower-case letters, digits and single "-"';
