import type { SiteRecoveryReplicatedVmManagedDisk } from "@cdktf/provider-azurerm/lib/site-recovery-replicated-vm";
import type { DiskSku, VirtualMachine, VmDataDisk, VmDisk } from "../inventory/virtual-machine";
import { type DiskSelection, isSelected } from "../protection/disks";
import { ABSENT } from "./absent";
import type {
  DiskReplication,
  ReplicatedVmOptions,
  ReplicatedVmProps,
  TargetDiskEncryption,
} from "./replicated-vm-props";

/** The disks that are replicated: the OS disk, and the data disks of the selection. */
export function replicatedDisks(vm: VirtualMachine, selection: DiskSelection = {}): readonly VmDisk[] {
  return [vm.osDisk, ...vm.dataDisks.filter(({ lun }) => isSelected(selection, lun))];
}

/** The disk that the changes of a source disk are written to. */
export interface ReplicaDisk {
  readonly source: VmDisk;
  /** Undefined where the inventory does not know the source's. */
  readonly type?: DiskSku;
}

/** The replica of each disk: of the type that the program says, or else of the source's. */
export function replicaDisks(props: ReplicatedVmProps): readonly ReplicaDisk[] {
  return replicatedDisks(props.vm, props.disks).map((source) => ({
    source,
    type: settingsOf(source, props).replicaType ?? replicaType(source, props),
  }));
}

/** What azurerm is told of each disk; `cacheId` is the storage account that they share. */
export function managedDisks(
  props: ReplicatedVmProps,
  cacheId: string,
): SiteRecoveryReplicatedVmManagedDisk[] {
  const { pair } = props;
  return replicaDisks(props).map(({ source: disk, type }) => {
    const own = settingsOf(disk, props);
    return {
      diskId: disk.id,
      stagingStorageAccountId: cacheId,
      targetResourceGroupId: pair.targetResourceGroupId,
      targetDiskType: own.targetType ?? disk.sku,
      targetReplicaDiskType: type,
      targetDiskEncryptionSetId: own.diskEncryptionSetId ?? props.diskEncryptionSetId ?? ABSENT,
      targetDiskEncryption: own.encryption ? encryptionBlock(own.encryption) : ABSENT,
    };
  });
}

/** What the program says of a single disk. */
export function settingsOf(disk: VmDisk, { diskSettings = {} }: ReplicatedVmOptions): DiskReplication {
  return diskSettings["lun" in disk ? (disk as VmDataDisk).lun : "os"] ?? {};
}

/** Ultra and Premium SSD v2 disks are replicated with high churn only, which a premium cache means. */
export function needsPremiumCache({ sku }: Pick<VmDisk, "sku">): boolean {
  return sku === "UltraSSD_LRS" || sku === "PremiumV2_LRS";
}

/** Replicas of zone-redundant disks are zone-redundant, those of Ultra and Premium SSD v2 disks are Premium SSD. */
function replicaType({ sku }: VmDisk, { pair, replicaDisks }: ReplicatedVmProps): string | undefined {
  if (sku?.endsWith("_ZRS")) return sku;
  if (needsPremiumCache({ sku })) return "Premium_LRS";
  return (replicaDisks ?? pair.replicaDisks) === "Standard" ? "Standard_LRS" : sku;
}

function encryptionBlock({ secretUrl, secretVaultId, keyUrl, keyVaultId }: TargetDiskEncryption) {
  return [
    {
      diskEncryptionKey: [{ secretUrl, vaultId: secretVaultId }],
      keyEncryptionKey: keyUrl ? [{ keyUrl, vaultId: keyVaultId ?? secretVaultId }] : ABSENT,
    },
  ];
}
