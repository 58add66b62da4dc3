import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigurationError } from "../core/configuration-error";
import { isObject } from "./json";

/** A stack as a run wrote it. */
export interface SynthesizedStack {
  readonly id: string;
  /** Ids of the stacks that are deployed before it. */
  readonly dependencies: readonly string[];
  /** What Terraform reads. */
  readonly json: Readonly<Record<string, unknown>>;
}

interface Entry {
  readonly name: string;
  readonly constructPath: string;
  readonly dependencies: readonly string[];
  readonly synthesizedStackPath: string;
}

/**
 * The stacks of an output folder such as cdktf.out, by id in the manifest's order.
 *
 * @throws ConfigurationError when the folder is no output of a synthesis
 */
export function readStacks(folder: string): readonly SynthesizedStack[] {
  const entries = entriesOf(join(folder, "manifest.json"));
  const idOf = new Map(entries.map(({ constructPath, name }) => [constructPath, name]));
  return entries.map(({ name, dependencies, synthesizedStackPath }) => ({
    id: name,
    dependencies: dependencies.map((path) => idOf.get(path) ?? path),
    json: read(join(folder, synthesizedStackPath)),
  }));
}

function entriesOf(file: string): readonly Entry[] {
  const { stacks } = read(file);
  const entries = isObject(stacks) ? Object.values(stacks) : [];
  if (isObject(stacks) && entries.every(isEntry)) return entries;
  throw refusal(file, "is no manifest of cdktf: give the folder that the synthesis wrote, such as cdktf.out");
}

function isEntry(x: unknown): x is Entry {
  if (!isObject(x) || !Array.isArray(x.dependencies)) return false;
  return [x.name, x.constructPath, x.synthesizedStackPath, ...x.dependencies].every(
    (text) => typeof text === "string",
  );
}

function read(file: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isObject(json)) return json;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw refusal(file, "is not there: run the synthesis first");
    throw refusal(file, `cannot be read: ${message.split(",")[0]}`);
  }
  throw refusal(file, "is no JSON object");
}

function refusal(where: string, message: string): ConfigurationError {
  return new ConfigurationError([{ where, message }]);
}
