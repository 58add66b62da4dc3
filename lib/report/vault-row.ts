import type { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { groupBy } from "../core/group-by";
import type { ProtectedVm } from "../protection/protected-vm";
import type { ReplicatedVm } from "../replication/replicated-vm";
import { given, givenText, stackOf, type Tree } from "./tree";

/** A vault of the program. */
export interface VaultRow {
  readonly name: string;
  readonly kind: "Recovery Services vault" | "Backup vault";
  readonly region?: string;
  readonly stack: string;
  readonly redundancy?: string;
  readonly immutability?: string;
  readonly crossRegionRestore: boolean;
  /** VMs that are backed up to it, and that it replicates. */
  readonly backedUp: number;
  readonly replicated: number;
}

/** Somebody else's vault that the program uses is none of these rows. */
export function vaultRows(tree: Tree): readonly VaultRow[] {
  const backups = counts(tree.marked<ProtectedVm>("ProtectedVm").map(({ policy }) => policy.vault));
  const replicas = counts(tree.marked<ReplicatedVm>("ReplicatedVm").map(({ pair }) => pair.vault));
  const row = (resource: TerraformResource, kind: VaultRow["kind"], redundancy: string): VaultRow => ({
    name: givenText(resource, "name") ?? resource.node.path,
    kind,
    region: givenText(resource, "location"),
    stack: stackOf(resource),
    redundancy: givenText(resource, redundancy),
    immutability: givenText(resource, "immutability"),
    crossRegionRestore: given(resource, "crossRegionRestoreEnabled") === true,
    backedUp: backups(resource),
    replicated: replicas(resource),
  });
  return [
    ...tree
      .ofType("azurerm_recovery_services_vault")
      .map((one) => row(one, "Recovery Services vault", "storageModeType")),
    ...tree
      .ofType("azurerm_data_protection_backup_vault")
      .map((one) => row(one, "Backup vault", "redundancy")),
  ];
}

/** How often each vault is named; of a resource, that of the construct that it stands in. */
function counts(vaults: readonly IConstruct[]): (resource: IConstruct) => number {
  const groups = groupBy(vaults, (vault) => vault);
  return (resource) => groups.get(resource.node.scope ?? resource)?.length ?? 0;
}
