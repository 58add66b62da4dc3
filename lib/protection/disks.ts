/** Which data disks of a VM are backed up; the OS disk always is. */
export interface DiskSelection {
  readonly include?: readonly number[];
  readonly exclude?: readonly number[];
  /** No data disk at all. */
  readonly osDiskOnly?: boolean;
}

/** Names a selection of data disks by their logical unit numbers. */
export const Disks = {
  /** The OS disk and these data disks. */
  only: (...luns: readonly number[]): DiskSelection => ({ include: luns }),
  /** Every disk but these data disks. */
  except: (...luns: readonly number[]): DiskSelection => ({ exclude: luns }),
  /** The OS disk alone; needs a VM of the inventory, whose data disks are known. */
  osDiskOnly: { osDiskOnly: true } as DiskSelection,
} as const;

/** Would a data disk with this LUN be backed up? */
export function isSelected({ include, exclude, osDiskOnly }: DiskSelection, lun: number): boolean {
  if (osDiskOnly) return false;
  if (include) return include.includes(lun);
  return !exclude?.includes(lun);
}
