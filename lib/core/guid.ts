import { createHash } from "node:crypto";

/** A GUID, as Azure writes the ids of subscriptions and roles. */
export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whose GUIDs `guidOf` makes: the namespace of RFC 9562, "UUID Version 5". */
const NAMESPACE = Buffer.from("c3b52f0e6a1d4f7c9d0b7e54a1f8c266", "hex");

/** The GUID, in lower case, that stands for a text: the same on every run and machine (RFC 9562, version 5). */
export function guidOf(text: string): string {
  const bytes = createHash("sha1").update(NAMESPACE).update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const digits = bytes.toString("hex");
  return [0, 8, 12, 16, 20].map((from, i) => digits.slice(from, [8, 12, 16, 20, 32][i])).join("-");
}
