/** Rows from their columns: what repeats is in the data once. */
export function unpack({ count, columns }) {
  const rows = Array.from({ length: count }, () => ({}));
  for (const { name, values, at } of columns) {
    for (let i = 0; i < count; i++) {
      const value = values[at ? at[i] : i];
      if (value !== null) rows[i][name] = value;
    }
  }
  for (const row of rows) {
    row.providedRpo = providedRpo(row);
    // searched at every key: made once
    row.text = `${row.id} ${row.name} ${row.policy ?? ""} ${row.vault ?? ""}`.toLowerCase();
  }
  return rows;
}

/** How much work may be lost at worst: by what loses least. */
function providedRpo({ backupRpo, replicationRpo }) {
  if (backupRpo === undefined || replicationRpo === undefined) return backupRpo ?? replicationRpo;
  return Math.min(backupRpo, replicationRpo);
}

/** The best protection first. */
export const PROTECTIONS = [
  "backed up and replicated",
  "backed up",
  "replicated",
  "backups stopped",
  "exempt",
  "not protected",
];

export function rpoOf({ rpoMet, promisedRpo }) {
  if (promisedRpo === undefined) return "nothing promised";
  if (rpoMet === undefined) return "not known";
  return rpoMet ? "met" : "not met";
}

/** What each filter asks of a row. */
const FILTERS = {
  tier: (row, value) => (row.tier ?? "none") === value,
  region: (row, value) => (row.region ?? "none") === value,
  subscription: (row, value) => (row.subscription ?? "none") === value,
  protection: (row, value) => row.protection === value,
  rpo: (row, value) => rpoOf(row) === value,
  rto: (row, value) => row.rtoBasis === value,
  finding: (row, value) => (row.findings ?? "").split(" ").includes(value),
  q: (row, value) => row.text.includes(value),
};

export const FILTER_NAMES = Object.keys(FILTERS);

/** The rows that every filter lets through. */
export function filtered(rows, state) {
  const asked = FILTER_NAMES.filter((name) => state[name]);
  if (asked.length === 0) return rows;
  const values = { ...state, q: state.q?.trim().toLowerCase() };
  return rows.filter((row) => asked.every((name) => FILTERS[name](row, values[name])));
}

/** By a member, "-" before it for the other way round; what is not known comes last either way. */
export function sorted(rows, sort) {
  if (!sort) return rows;
  const descends = sort.startsWith("-");
  const name = descends ? sort.slice(1) : sort;
  const keyed = rows.map((row, i) => ({ row, key: keyOf(row, name), i }));
  const sign = descends ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === b.key) return a.i - b.i;
    if (a.key === undefined) return 1;
    if (b.key === undefined) return -1;
    return a.key < b.key ? -sign : sign;
  });
  return keyed.map(({ row }) => row);
}

function keyOf(row, name) {
  if (name === "protection") return PROTECTIONS.indexOf(row.protection);
  if (name === "rpoMet") return ["not met", "not known", "met", "nothing promised"].indexOf(rpoOf(row));
  const value = row[name];
  return typeof value === "string" ? value.toLowerCase() : value;
}
