/** A member of all rows: its different values, and which of them each row has. */
export interface PackedColumn {
  readonly name: string;
  readonly values: readonly unknown[];
  /** Places in the values, one for each row; absent where every row has a value of its own, in their order. */
  readonly at?: readonly number[];
}

/** Rows by their columns, for a page: ten thousand VMs share few tiers, regions and policies. */
export function packRows<Row extends object>(rows: readonly Row[]): readonly PackedColumn[] {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...names].map((name) => columnOf(name, rows));
}

function columnOf(name: string, rows: readonly object[]): PackedColumn {
  const places = new Map<unknown, number>();
  const at = rows.map((row) => {
    const value: unknown = Reflect.get(row, name) ?? null;
    const place = places.get(value) ?? places.size;
    places.set(value, place);
    return place;
  });
  const values = [...places.keys()];
  return values.length === rows.length ? { name, values } : { name, values, at };
}
