import { type VirtualMachine, VmInventory } from "../../lib";
import { temporaryFile } from "../support/files";
import { answer, diskRow, nicRow, vmRow } from "../support/rows";

export type Row = Record<string, unknown>;

/** A member of a row by its path, "properties.encryption.type"; the rows of one test are its own. */
function put(row: Row, path: string, value: unknown): void {
  const names = path.split(".");
  const last = names.pop() ?? "";
  let place = row;
  for (const name of names) {
    place[name] = place[name] ?? {};
    place = place[name] as Row;
  }
  place[last] = value;
}

/** Values at paths of the rows of one VM: "properties.encryption.type". */
export interface Changes {
  readonly vm?: Row;
  readonly os?: Row;
  readonly data?: Row;
  readonly nic?: Row;
}

/** The rows of one VM, with values at paths. */
export function rowsWith(changes: Changes): readonly Row[] {
  const rows: [Row, Row | undefined][] = [
    [vmRow("web"), changes.vm],
    [diskRow("web-os", "web"), changes.os],
    [diskRow("web-data", "web"), changes.data],
    [nicRow("web"), changes.nic],
  ];
  return rows.map(([row, values]) => {
    const own = structuredClone(row);
    for (const [path, value] of Object.entries(values ?? {})) put(own, path, value);
    return own;
  });
}

/** The first VM of an inventory of these rows. */
export function read(rows: readonly unknown[]): VirtualMachine | undefined {
  return VmInventory.read({ files: [temporaryFile("rows.json", answer(rows))] }).vms[0];
}
