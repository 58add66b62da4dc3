/** Which data disks of a VM are backed up; the OS disk always is. */
export interface DiskSelection {
  readonly include?: readonly number[];
  readonly exclude?: readonly number[];
}

/** Names a selection of data disks by their logical unit numbers. */
export const Disks = {
  /** The OS disk and these data disks. */
  only: (...luns: readonly number[]): DiskSelection => ({ include: luns }),
  /** Every disk but these data disks. */
  except: (...luns: readonly number[]): DiskSelection => ({ exclude: luns }),
} as const;

/** Would a data disk with this LUN be backed up? */
export function isSelected({ include, exclude }: DiskSelection, lun: number): boolean {
  if (include) return include.includes(lun);
  return !exclude?.includes(lun);
}
