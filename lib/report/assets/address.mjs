import { FILTER_NAMES } from "./rows.mjs";

const NAMES = [...FILTER_NAMES, "sort", "page", "vm"];

/** What the address says is shown: `#tier=Tier-1&sort=-backupGib`; undefined for the address of a section. */
export function readAddress() {
  const text = location.hash.slice(1);
  if (!text.includes("=")) return undefined;
  const given = new URLSearchParams(text);
  return Object.fromEntries(NAMES.map((name) => [name, given.get(name) ?? ""]).filter(([, value]) => value));
}

/** The address of what is shown. */
export function addressOf(state) {
  const pairs = NAMES.filter((name) => state[name]).map((name) => [name, state[name]]);
  return `#${new URLSearchParams(pairs)}`;
}

/** Makes the address say what is shown, without a step in the history. */
export function writeAddress(state) {
  const hash = addressOf(state);
  history.replaceState(null, "", hash === "#" ? location.pathname + location.search : hash);
}
