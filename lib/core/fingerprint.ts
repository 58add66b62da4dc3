import { createHash } from "node:crypto";

/** A few hexadecimal digits that stand for a text: the same on every run, machine and order. */
export function fingerprint(text: string, digits = 6): string {
  return createHash("sha256").update(text).digest("hex").slice(0, digits);
}
