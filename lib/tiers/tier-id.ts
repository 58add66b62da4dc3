import { fingerprint } from "../core/fingerprint";

/**
 * A tier's tag value as part of construct ids: "Mission Critical" is "Mission-Critical". Values with letters that ids
 * cannot have end with a fingerprint.
 */
export function tierId(criticality: string): string {
  const value = criticality.trim();
  const id = value.replace(/[^A-Za-z0-9_-]+/g, "-");
  return /^[\x20-\x7e]*[A-Za-z0-9][\x20-\x7e]*$/.test(value) ? id : withFingerprint(id, value);
}

/** The same as part of names in Azure, in lower-case letters, digits and single hyphens: "mission-critical". */
export function tierWord(criticality: string): string {
  return wordOf(tierId(criticality));
}

/** Lower-case letters and digits, and one hyphen for whatever is between them. */
export function wordOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** A word and what tells it from others that are written alike. */
export function withFingerprint(word: string, value: string): string {
  return `${word.slice(0, 20)}-${fingerprint(value.toLowerCase(), 6)}`.replace(/^-+/, "");
}
