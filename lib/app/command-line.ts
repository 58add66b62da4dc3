import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ConfigurationError } from "../core/configuration-error";
import { quoted } from "../core/problems";

/** What the user asked for on the command line, in cdktf's context, or in cdktf.json. */
export interface Invocation {
  /** Inventory files or folders. */
  readonly inventory: readonly string[];
  readonly help: boolean;
}

export const USAGE = `usage: npm run synth -- [--inventory FILE...]

  --inventory FILE...  answers of Azure Resource Graph, page by page, or folders of them
                       (default: the context value "inventory" of cdktf.json)
  --help               this text
`;

/** Reads the command line first, then the context that cdktf-cli passes on, then cdktf.json itself. */
export function readInvocation(args: readonly string[]): Invocation {
  const { inventory, help } = parse(args);
  return { inventory: inventory.length > 0 ? inventory : inventoryOf(context()), help };
}

function parse(args: readonly string[]): Invocation {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { inventory: { type: "string", multiple: true }, help: { type: "boolean", short: "h" } },
    });
    const { inventory = [], help = false } = values;
    if (inventory.length === 0 && positionals.length > 0)
      throw refusal(`unknown argument ${quoted(positionals[0])}`);
    return { inventory: [...inventory, ...positionals], help };
  } catch (error) {
    if (ConfigurationError.isConfigurationError(error)) throw error;
    throw refusal((error as Error).message.split(". ")[0] ?? "cannot be read");
  }
}

function refusal(message: string): ConfigurationError {
  return new ConfigurationError([{ where: "command line", message: `${message}\n${USAGE.trimEnd()}` }]);
}

function context(): Readonly<Record<string, unknown>> {
  const passed = process.env.CDKTF_CONTEXT_JSON;
  if (passed) return JSON.parse(passed);
  try {
    return JSON.parse(readFileSync("cdktf.json", "utf8")).context ?? {};
  } catch {
    return {};
  }
}

function inventoryOf({ inventory }: Readonly<Record<string, unknown>>): readonly string[] {
  if (inventory === undefined) return [];
  const files = Array.isArray(inventory) ? inventory : [inventory];
  if (files.every((file) => typeof file === "string")) return files;
  const message = `the context value "inventory" must be a file or a list of files, got ${quoted(inventory)}`;
  throw new ConfigurationError([{ where: "cdktf.json", message }]);
}
