import type { Finding } from "../core/findings";
import { addRegions, normalizeRegion } from "../core/regions";
import { count } from "../core/words";
import { countRows, readPages } from "./pages";
import { EXPORT_HINT, type Page } from "./resource-graph-file";
import { RowSet } from "./row-set";
import type { VirtualMachine } from "./virtual-machine";

export interface VmInventoryOptions {
  /** Files of a Resource Graph answer, page by page, or folders of them. */
  readonly files: readonly string[];

  /**
   * Regions that Azure has opened since this version of the library.
   * @default - none beside `REGIONS`
   */
  readonly additionalRegions?: readonly string[];
}

/** What to pick from an inventory; a VM must fit every member that is given. Letter case never matters. */
export interface VmSelection {
  /** Tag names and the value that each must have. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly name?: string | RegExp;
  /** "australiaeast" or "Australia East". */
  readonly region?: string;
  /** Subscription GUID. */
  readonly subscription?: string;
}

/**
 * The virtual machines that exist, read from a plain answer of Azure Resource Graph, in the order of their ids.
 *
 * @example
 * const inventory = VmInventory.fromResourceGraph("inventory/contoso.json");
 * const critical = inventory.where({ tags: { Criticality: "Tier-1" }, region: "Australia East" });
 */
export class VmInventory {
  /**
   * Reads `az graph query … -o json`: rows of VMs, disks and NICs, in files or folders of page files.
   *
   * @throws ConfigurationError with every problem of every file: not JSON, cut off, pages missing, rows that are not
   * ARM objects, ids that appear twice, regions that Azure does not have.
   */
  static fromResourceGraph(...files: readonly string[]): VmInventory {
    return VmInventory.read({ files });
  }

  /** As `fromResourceGraph`, with options. */
  static read(options: VmInventoryOptions): VmInventory {
    return readInventory(options);
  }

  readonly vms: readonly VirtualMachine[];
  /** What the inventory leaves in doubt; an estate shows it. */
  readonly notes: readonly Finding[];

  /** @internal made by `fromResourceGraph`, `read` and `where` */
  constructor(vms: readonly VirtualMachine[], notes: readonly Finding[] = []) {
    this.vms = vms;
    this.notes = notes;
  }

  /** The part of the inventory that fits. */
  where(selection: VmSelection): VmInventory {
    return new VmInventory(
      this.vms.filter((vm) => fits(vm, selection)),
      this.notes,
    );
  }
}

/** Is the VM one of those that a selection means? */
export function fits(vm: VirtualMachine, { tags = {}, name, region, subscription }: VmSelection): boolean {
  const same = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase();
  if (typeof name === "string" && !same(vm.name, name)) return false;
  // unlike test, search remembers nothing from one VM to the next, whatever the expression's flags
  if (name instanceof RegExp && vm.name.search(name) < 0) return false;
  if (region !== undefined && vm.region !== normalizeRegion(region)) return false;
  if (subscription !== undefined && !same(vm.subscriptionId, subscription)) return false;
  return Object.entries(tags).every(([tag, value]) => same(vm.tag(tag), value));
}

function readInventory({ files, additionalRegions = [] }: VmInventoryOptions): VmInventory {
  const pages = readPages(files, EXPORT_HINT);
  addRegions(additionalRegions);
  const rows = new RowSet();
  for (const page of pages) for (const raw of page.rows) rows.add(raw);
  const vms = rows.join(files.join(", "));
  return new VmInventory(vms, notesOf(files, pages, vms));
}

/** What an inventory leaves in doubt: rows that it counts and does not have, disks of which it says too little. */
function notesOf(
  files: readonly string[],
  pages: readonly Page[],
  vms: readonly VirtualMachine[],
): readonly Finding[] {
  const rows = countRows(pages);
  const total = pages.reduce((sum, page) => sum + (page.total ?? page.rows.length), 0);
  const unknown = vms.filter(
    (vm) => !vm.osDisk.ephemeral && vm.disks.some((disk) => disk.id && !disk.inventoried),
  );
  const subject = files.join(", ");
  const notes: Finding[] = [];
  if (pages.length === 1 && total > rows) {
    const reason = `it has ${total} rows by its own word, and only ${rows} are there`;
    notes.push({
      kind: "warning",
      subject,
      reason,
      remedy: "export it again, with --first 1000 and every page",
    });
  }
  if (unknown.length > 0) {
    const [first] = unknown;
    const reason = `the disks of ${count(unknown.length, "VM")} (${first?.name} is the first) have no rows of their own, so that shared, Ultra and Premium SSD v2 disks cannot be told`;
    notes.push({
      kind: "warning",
      subject,
      reason,
      remedy: "export disks and network interfaces along with the VMs",
    });
  }
  return notes;
}
