import { fingerprint } from "../core/fingerprint";

/** A readable name within the limit, the same on every run: the words of the display name, then a fingerprint. */
export function assignmentName(displayName: string, maxLength: number): string {
  const slug = displayName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (slug === "") return `policy-${fingerprint(displayName)}`;
  if (slug.length <= maxLength) return slug;
  const kept = slug.slice(0, maxLength - 7).replace(/-[^-]*$/, "");
  return `${kept}-${fingerprint(displayName)}`;
}

const MAX_DISPLAY_NAME = 128;

/** A display name within Azure's limit of 128 characters. */
export function shortened(text: string): string {
  return text.length <= MAX_DISPLAY_NAME ? text : `${text.slice(0, MAX_DISPLAY_NAME - 2)} …`;
}
