import { compare, unsupported, type Value } from "./values";

/** The value of each argument in each row of a group: what an aggregate function sees. */
export type Arguments = readonly (readonly Value[])[];

/** KQL's aggregate functions, as far as the queries use them; each gives one value for each of its columns. */
export function aggregate(name: string, rows: Arguments): readonly Value[] {
  switch (name) {
    case "count":
      return [rows.length];
    case "countif":
      return [rows.filter(([condition]) => condition === true).length];
    case "dcount":
      return [new Set(rows.map(([value]) => JSON.stringify(value))).size];
    case "sum":
      return [rows.reduce((total, [value]) => total + Number(value ?? 0), 0)];
    case "max":
      return [extreme(rows, 1)?.[0] ?? null];
    case "min":
      return [extreme(rows, -1)?.[0] ?? null];
    case "arg_max":
      return extreme(rows, 1) ?? unsupported("arg_max of nothing");
    case "arg_min":
      return extreme(rows, -1) ?? unsupported("arg_min of nothing");
    case "make_list":
      return [rows.map(([value = null]) => value).filter((value) => value !== null)];
    default:
      return unsupported(`the aggregate function ${name}`);
  }
}

/** The row with the greatest or smallest first argument, the first of equals; nulls are no extremes. */
function extreme(rows: Arguments, sign: 1 | -1): readonly Value[] | undefined {
  return rows
    .filter(([value]) => value !== null)
    .reduce<readonly Value[] | undefined>((best, row) => {
      const better = best === undefined || compare(row[0] ?? null, best[0] ?? null) === sign;
      return better ? row : best;
    }, undefined);
}
