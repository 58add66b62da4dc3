import type { GenericSchema } from "valibot";
import { ConfigurationError, type Problem } from "../core/configuration-error";
import { Gathering } from "../core/gather";
import { quoted } from "../core/problems";
import { isRegion, normalizeRegion, similarRegions } from "../core/regions";
import { parseResourceId } from "../core/resource-id";
import { SUBSCRIPTION_ID } from "../core/subscription-id";
import { joinVm } from "./joining";
import { describeOrigin, type Origin } from "./origin";
import { EXPORT_HINT, expandPath, type Page, type RawRow, readPage } from "./resource-graph-file";
import { AnyRow, DiskRow, issuesOf, NicRow, VmRow } from "./rows";
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
    return new VmInventory(readVms(options));
  }

  readonly vms: readonly VirtualMachine[];

  private constructor(vms: readonly VirtualMachine[]) {
    this.vms = vms;
  }

  /** The part of the inventory that fits. */
  where(selection: VmSelection): VmInventory {
    return new VmInventory(this.vms.filter((vm) => fits(vm, selection)));
  }
}

function fits(vm: VirtualMachine, { tags = {}, name, region, subscription }: VmSelection): boolean {
  const same = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase();
  if (typeof name === "string" && !same(vm.name, name)) return false;
  if (name instanceof RegExp && !name.test(vm.name)) return false;
  if (region !== undefined && vm.region !== normalizeRegion(region)) return false;
  if (subscription !== undefined && !same(vm.subscriptionId, subscription)) return false;
  return Object.entries(tags).every(([tag, value]) => same(vm.tag(tag), value));
}

function readVms({ files, additionalRegions = [] }: VmInventoryOptions): readonly VirtualMachine[] {
  const gathering = new Gathering();
  const paths = files.flatMap((path) => gathering.attempt(() => expandPath(path)) ?? []);
  const pages = paths.flatMap((path) => gathering.attempt(() => readPage(path)) ?? []);
  gathering.throwIfAny();
  checkComplete(files, pages);
  const rows = new RowSet(new Set(additionalRegions.map(normalizeRegion)));
  for (const page of pages) for (const raw of page.rows) rows.add(raw);
  return rows.join();
}

/** Resource Graph pages its answers: a last page that points on means that rows are missing. */
function checkComplete(files: readonly string[], pages: readonly Page[]): void {
  const where = files.join(", ") || "inventory";
  if (files.length === 0) {
    throw new ConfigurationError([{ where, message: `no inventory file is given: ${EXPORT_HINT}` }]);
  }
  const rows = pages.reduce((sum, page) => sum + page.rows.length, 0);
  if (pages.every((page) => page.continues)) {
    const message = `has more rows than the ${rows} given, since its last page carries a skip token: give every page, fetched with --skip-token`;
    throw new ConfigurationError([{ where, message }]);
  }
  if (rows === 0) {
    throw new ConfigurationError([
      { where, message: `has no rows: check the account's access, then ${EXPORT_HINT}` },
    ]);
  }
}

interface Entry<T> {
  readonly row: T;
  readonly origin: Origin;
}

/** The rows of all pages by kind, checked as they come. */
class RowSet {
  private readonly vms = new Map<string, Entry<VmRow>>();
  private readonly disks = new Map<string, DiskRow>();
  private readonly nics = new Map<string, NicRow>();
  private readonly seen = new Map<string, RawRow>();
  private readonly problems: Problem[] = [];

  constructor(private readonly additionalRegions: ReadonlySet<string>) {}

  add(raw: RawRow): void {
    const { row, origin } = raw;
    if (!this.valid(AnyRow, raw)) return;
    const { id, type } = row as { id: string; type: string };
    if (this.repeats(id.toLowerCase(), raw)) return;
    const kind = type.toLowerCase();
    if (kind === "microsoft.compute/virtualmachines") this.addVm(id.toLowerCase(), raw);
    else if (kind === "microsoft.compute/disks") this.keep(this.disks, DiskRow, id.toLowerCase(), raw);
    else if (kind === "microsoft.network/networkinterfaces")
      this.keep(this.nics, NicRow, id.toLowerCase(), raw);
    else
      this.refuse(origin, `type must be a virtual machine, disk or network interface, got ${quoted(type)}`);
  }

  join(): readonly VirtualMachine[] {
    if (this.problems.length > 0) throw new ConfigurationError(this.problems);
    const neighbours = { disks: this.disks, nics: this.nics };
    const vms = [...this.vms.values()].map(({ row, origin }) => joinVm(row, origin, neighbours));
    return vms.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private addVm(id: string, raw: RawRow): void {
    if (!this.valid(VmRow, raw)) return;
    const row = raw.row as VmRow;
    const where = describeOrigin(raw.origin, row.name);
    const parts = parseResourceId(row.id);
    if (parts?.type.toLowerCase() !== "microsoft.compute/virtualmachines") {
      this.problems.push({
        where,
        message: `id must be the ARM id of a virtual machine, got ${quoted(row.id)}`,
      });
    } else if (!SUBSCRIPTION_ID.test(parts.subscriptionId)) {
      const message = `id must name a subscription by its GUID, got ${quoted(parts.subscriptionId)}`;
      this.problems.push({ where, message });
    }
    this.checkRegion(where, row.location);
    this.vms.set(id, { row, origin: raw.origin });
  }

  private checkRegion(where: string, location: string): void {
    if (isRegion(location) || this.additionalRegions.has(normalizeRegion(location))) return;
    const similar = similarRegions(location);
    const hint = similar.length > 0 ? `did you mean ${similar.join(" or ")}?` : "check the export";
    const message = `location must be an Azure region, got ${quoted(location)}: ${hint} (a new region can be named in additionalRegions)`;
    this.problems.push({ where, message });
  }

  private keep<T>(into: Map<string, T>, schema: GenericSchema, id: string, raw: RawRow): void {
    if (this.valid(schema, raw)) into.set(id, raw.row as T);
  }

  private valid(schema: GenericSchema, { row, origin }: RawRow): boolean {
    const issues = issuesOf(schema, row);
    for (const issue of issues) this.refuse(origin, issue, nameOf(row));
    return issues.length === 0;
  }

  /**
   * Azure's ids have no letter case: rows that differ in nothing else are one resource. An exact repeat, or rows that
   * contradict each other, come from pages that overlap, which may miss other rows.
   */
  private repeats(id: string, raw: RawRow): boolean {
    const first = this.seen.get(id);
    if (!first) {
      this.seen.set(id, raw);
      return false;
    }
    const [one, other] = [JSON.stringify(first.row), JSON.stringify(raw.row)];
    const sameButForCase = one !== other && one.toLowerCase() === other.toLowerCase();
    if (!sameButForCase) {
      const message = `the id ${quoted((raw.row as { id: string }).id)} is there already, at ${describeOrigin(first.origin)}: remove the repeat, or fetch the pages again, since pages that overlap may miss rows`;
      this.refuse(raw.origin, message, nameOf(raw.row));
    }
    return true;
  }

  private refuse(origin: Origin, message: string, name?: string): void {
    this.problems.push({ where: describeOrigin(origin, name), message });
  }
}

function nameOf(row: unknown): string | undefined {
  const name = typeof row === "object" && row !== null && "name" in row ? row.name : undefined;
  return typeof name === "string" ? name : undefined;
}
