import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ConfigurationError } from "../core/configuration-error";
import { firstSyntaxError } from "../core/json-place";
import { quoted } from "../core/problems";
import type { Origin } from "./origin";

/** One row of a Resource Graph answer, not yet looked into. */
export interface RawRow {
  readonly origin: Origin;
  readonly row: unknown;
}

/** One file of a Resource Graph answer. */
export interface Page {
  readonly rows: readonly RawRow[];
  /** Does Resource Graph say that there are more rows in a next page? */
  readonly continues: boolean;
  /** How many rows the whole answer has, by its own word. */
  readonly total?: number;
}

/** How to get an inventory of VMs; the end of every error that a better export would cure. */
export const EXPORT_HINT =
  "export it with: az graph query -q \"Resources | where type in~ ('microsoft.compute/virtualmachines', 'microsoft.compute/disks', 'microsoft.network/networkinterfaces')\" --first 1000 -o json";

/** The files that a path stands for: itself, or the JSON files of a folder in order of their names. */
export function expandPath(path: string, hint: string): readonly string[] {
  const stat = attempt(path, () => statSync(path, { throwIfNoEntry: false }));
  if (!stat) throw refusal(path, `there is no such file: check the path, or ${hint}`);
  if (!stat.isDirectory()) return [path];
  const files = readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name.toLowerCase().endsWith(".json"))
    .map((entry) => join(path, entry.name))
    .sort();
  if (files.length === 0) throw refusal(path, `the folder has no *.json file: ${hint}`);
  return files;
}

/** What the file system refuses, by name of the file. */
function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw refusal(
      path,
      `cannot be read (${(error as NodeJS.ErrnoException).code}): check the path and its permissions`,
    );
  }
}

/** Reads one file: the answer object of today's az, or the bare array of older ones. */
export function readPage(file: string, hint: string): Page {
  const answer = parse(
    file,
    decode(
      file,
      attempt(file, () => readFileSync(file)),
    ),
    hint,
  );
  if (Array.isArray(answer)) return { rows: rowsOf(file, answer), continues: false };
  if (typeof answer !== "object" || answer === null || !("data" in answer))
    throw wrongShape(file, answer, hint);
  if (!Array.isArray(answer.data)) {
    throw refusal(file, `data must be a list of rows, got ${kindOf(answer.data)}: ${hint}`);
  }
  const { skip_token, skipToken, $skipToken, total_records, totalRecords } = answer as Record<
    string,
    unknown
  >;
  const total = total_records ?? totalRecords;
  return {
    rows: rowsOf(file, answer.data),
    continues: Boolean(skip_token ?? skipToken ?? $skipToken),
    total: typeof total === "number" ? total : undefined,
  };
}

/** Windows PowerShell redirects into UTF-16 with a byte order mark; the az CLI itself writes UTF-8. */
function decode(file: string, bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString("hex");
  const encoding = mark === "fffe" ? "utf-16le" : mark === "feff" ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw refusal(
      file,
      "must be UTF-8, or UTF-16 with a byte order mark: write it in one of these, so that names stay right",
    );
  }
}

function parse(file: string, text: string, hint: string): unknown {
  if (text.trim() === "") throw refusal(file, `the file is empty: ${hint}`);
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(file, `${syntaxProblem(text)}: ${hint}`);
  }
}

function syntaxProblem(text: string): string {
  const offset = firstSyntaxError(text);
  const before = text.slice(0, offset).split("\n");
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  return offset >= text.length
    ? `the file is cut off at ${place}`
    : `the file is not JSON: unexpected text at ${place}`;
}

function wrongShape(file: string, answer: unknown, hint: string): ConfigurationError {
  const got =
    typeof answer === "object" && answer !== null ? `an object with ${keysOf(answer)}` : kindOf(answer);
  return refusal(
    file,
    `must be a Resource Graph answer with the key "data", or a list of rows, got ${got}: ${hint}`,
  );
}

function keysOf(answer: object): string {
  const keys = Object.keys(answer).slice(0, 5).map(quoted);
  return keys.length > 0 ? `the keys ${keys.join(", ")}` : "no keys";
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function rowsOf(file: string, data: readonly unknown[]): readonly RawRow[] {
  return data.map((row, index) => ({ origin: { file, index }, row }));
}

function refusal(where: string, message: string): ConfigurationError {
  return new ConfigurationError([{ where, message }]);
}
