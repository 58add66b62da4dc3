import type { GenericSchema } from "valibot";
import { ConfigurationError, type Problem } from "../core/configuration-error";
import { quoted } from "../core/problems";
import { joinVm } from "./joining";
import { describeOrigin, type Origin } from "./origin";
import { EXPORT_HINT, type RawRow } from "./resource-graph-file";
import { AnyRow, DiskRow, issuesOf, NicRow, VmRow } from "./rows";
import type { VirtualMachine } from "./virtual-machine";
import { vmProblems } from "./vm-checks";

interface Entry<T> {
  readonly row: T;
  readonly origin: Origin;
}

/** The rows of all pages by kind, checked as they come. */
export class RowSet {
  private readonly vms = new Map<string, Entry<VmRow>>();
  private readonly disks = new Map<string, DiskRow>();
  private readonly nics = new Map<string, NicRow>();
  private readonly seen = new Map<string, RawRow>();
  private readonly problems: Problem[] = [];

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

  /** @throws ConfigurationError with the problems of all rows */
  join(where: string): readonly VirtualMachine[] {
    if (this.problems.length === 0 && this.vms.size === 0) {
      this.problems.push({
        where,
        message: `has no virtual machine: check the query and the account's access, then ${EXPORT_HINT}`,
      });
    }
    if (this.problems.length > 0) throw new ConfigurationError(this.problems);
    const neighbours = { disks: this.disks, nics: this.nics };
    const vms = [...this.vms.values()].map(({ row, origin }) => joinVm(row, origin, neighbours));
    return vms.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private addVm(id: string, raw: RawRow): void {
    if (!this.valid(VmRow, raw)) return;
    const row = raw.row as VmRow;
    for (const problem of vmProblems(row)) this.refuse(raw.origin, problem, row.name);
    this.vms.set(id, { row, origin: raw.origin });
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
