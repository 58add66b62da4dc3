import type { GenericSchema } from "valibot";
import { ConfigurationError } from "../core/configuration-error";
import { diskRowProblems, nicRowProblems, shown } from "./cell-checks";
import { joinVm } from "./joining";
import type { Origin } from "./origin";
import { EXPORT_HINT, type RawRow } from "./resource-graph-file";
import { RowChecks } from "./row-checks";
import { DiskRow, NicRow, VmRow } from "./rows";
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
  private readonly checks = new RowChecks();

  add(raw: RawRow): void {
    const known = this.checks.identify(raw);
    if (!known) return;
    const { id, kind, type } = known;
    if (kind === "microsoft.compute/virtualmachines") this.addVm(id, raw);
    else if (kind === "microsoft.compute/disks") this.keep(this.disks, DiskRow, diskRowProblems, id, raw);
    else if (kind === "microsoft.network/networkinterfaces")
      this.keep(this.nics, NicRow, nicRowProblems, id, raw);
    else
      this.checks.refuse(
        raw.origin,
        `type must be a virtual machine, disk or network interface, got ${shown(type)}`,
      );
  }

  /** @throws ConfigurationError with the problems of all rows */
  join(where: string): readonly VirtualMachine[] {
    if (!this.checks.any && this.vms.size === 0) {
      const message = `has no virtual machine: check the query and the account's access, then ${EXPORT_HINT}`;
      throw new ConfigurationError([{ where, message }]);
    }
    this.checks.throwIfAny();
    const neighbours = { disks: this.disks, nics: this.nics };
    const vms = [...this.vms.values()].map(({ row, origin }) => joinVm(row, origin, neighbours));
    return vms.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private addVm(id: string, raw: RawRow): void {
    if (!this.checks.valid(VmRow, raw)) return;
    const row = raw.row as VmRow;
    for (const problem of vmProblems(row)) this.checks.refuse(raw.origin, problem, row.name);
    this.vms.set(id, { row, origin: raw.origin });
  }

  private keep<T extends { readonly name: string }>(
    into: Map<string, T>,
    schema: GenericSchema,
    problemsOf: (row: T) => readonly string[],
    id: string,
    raw: RawRow,
  ): void {
    if (!this.checks.valid(schema, raw)) return;
    const row = raw.row as T;
    for (const problem of problemsOf(row)) this.checks.refuse(raw.origin, problem, row.name);
    into.set(id, row);
  }
}
