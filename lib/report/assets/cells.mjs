import { rpoOf } from "./rows.mjs";

export const NOTHING = "–";

/** An element with text or other elements in it: what the data says is never read as markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** Minutes as people say them. */
export function duration(minutes) {
  if (minutes === undefined) return NOTHING;
  if (minutes < 60 || minutes % 30 !== 0) return `${minutes} min`;
  if (minutes < 1440 || minutes % 1440 !== 0) return `${minutes / 60} h`;
  return `${minutes / 1440} day${minutes === 1440 ? "" : "s"}`;
}

export function whole(number) {
  return number === undefined ? NOTHING : String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ",");
}

const TONES = { met: "good", "not met": "bad", "not known": "warn" };

export function rpoBadge(row, { prefix = "" } = {}) {
  const word = rpoOf(row);
  return TONES[word] ? element("span", { class: `badge ${TONES[word]}` }, `${prefix}${word}`) : NOTHING;
}

const PROTECTION_TONES = { "not protected": "bad", "backups stopped": "warn", exempt: "calm" };

export function protectionBadge({ protection }) {
  return element("span", { class: `badge ${PROTECTION_TONES[protection] ?? "good"}` }, protection);
}

/** The cells of a row, by the column's name. */
export const CELLS = {
  tier: (row) => row.tier ?? NOTHING,
  region: (row, { regions }) => regions[row.region] ?? row.region ?? NOTHING,
  subscription: (row) => row.subscription ?? NOTHING,
  protection: protectionBadge,
  promisedRpo: (row) => duration(row.promisedRpo),
  providedRpo: (row) => duration(row.providedRpo),
  rpoMet: (row) => rpoBadge(row),
  promisedRto: (row) => duration(row.promisedRto),
  rtoBasis: (row) => row.rtoBasis,
  policy: (row) => row.policy ?? NOTHING,
  backupGib: (row) => whole(row.backupGib),
};
