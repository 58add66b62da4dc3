import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ConfigurationError } from "../core/configuration-error";
import { quoted } from "../core/problems";

/** What the user asked for on the command line, in cdktf's context, or in cdktf.json. */
export interface Invocation {
  /** Inventory files or folders. */
  readonly inventory: readonly string[];
  /** Regions that Azure has opened since this version. */
  readonly additionalRegions: readonly string[];
  /** Is a run refused that would change where VMs are backed up? */
  readonly frozenPlacement: boolean;
  /** Do checks only report? */
  readonly reportOnly: boolean;
  /** Is the summary for programs? */
  readonly json: boolean;
  readonly help: boolean;
}

export const USAGE = `usage: npm run synth -- [--inventory FILE...] [--frozen-placement] [--report-only] [--json]

  --inventory FILE...  answers of Azure Resource Graph, page by page, or folders of them
                       (default: the context value "inventory" of cdktf.json)
  --frozen-placement   refuse to change the placement file, for CI
                       (default: the context value "frozenPlacement" of cdktf.json, or false)
  --report-only        write the stacks and the evidence of checks in spite of their errors
                       (default: the context value "reportOnly" of cdktf.json, or false)
  --json               the summary, or what is refused, as JSON on standard output
  --help               this text

exit codes: 0 everything is written, 1 something is refused and nothing is written
`;

/** Reads the command line first, then the context that cdktf-cli passes on, then cdktf.json itself. */
export function readInvocation(args: readonly string[]): Invocation {
  const { inventory, frozenPlacement, reportOnly, json, help } = parse(args);
  const given = readContext();
  return {
    frozenPlacement: frozenPlacement || flagOf(given, "frozenPlacement"),
    reportOnly: reportOnly || flagOf(given, "reportOnly"),
    inventory: inventory.length > 0 ? inventory : textsOf(given, "inventory", "a file or a list of files"),
    additionalRegions: textsOf(given, "additionalRegions", "a region or a list of regions"),
    json,
    help,
  };
}

function parse(args: readonly string[]): Omit<Invocation, "additionalRegions"> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        inventory: { type: "string", multiple: true },
        "frozen-placement": { type: "boolean" },
        "report-only": { type: "boolean" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
    const { inventory = [], json = false, help = false } = values;
    const { "frozen-placement": frozenPlacement = false, "report-only": reportOnly = false } = values;
    const blank = [...inventory, ...positionals].find((file) => file.trim() === "");
    if (blank !== undefined) throw refusal(`--inventory must be a file, got ${quoted(blank)}`);
    if (inventory.length === 0 && positionals.length > 0)
      throw refusal(`unknown argument ${quoted(positionals[0])}`);
    return { inventory: [...inventory, ...positionals], frozenPlacement, reportOnly, json, help };
  } catch (error) {
    if (ConfigurationError.isConfigurationError(error)) throw error;
    throw refusal((error as Error).message.split(". ")[0] ?? "cannot be read");
  }
}

function refusal(message: string): ConfigurationError {
  return new ConfigurationError([{ where: "command line", message: `${message}\n${USAGE.trimEnd()}` }]);
}

type Context = Readonly<Record<string, unknown>>;

/** What cdktf passes on, or what cdktf.json says. */
export function readContext(): Context {
  const passed = process.env.CDKTF_CONTEXT_JSON;
  if (passed) return parseContext("CDKTF_CONTEXT_JSON", passed);
  if (!existsSync("cdktf.json")) return {};
  const { context: own } = parseContext("cdktf.json", readFileSync("cdktf.json", "utf8"));
  return typeof own === "object" && own !== null ? (own as Context) : {};
}

function parseContext(where: string, text: string): Context {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === "object" && json !== null) return json as Context;
  } catch {
    // not JSON: refused below, as what is no object
  }
  throw new ConfigurationError([{ where, message: "must be a JSON object: check its syntax" }]);
}

function textsOf(context: Context, key: string, what: string): readonly string[] {
  const given = context[key];
  if (given === undefined) return [];
  const texts = Array.isArray(given) ? given : [given];
  if (texts.every((text) => typeof text === "string" && text.trim() !== "")) return texts;
  const message = `the context value ${quoted(key)} must be ${what}, got ${quoted(given)}`;
  throw new ConfigurationError([{ where: "cdktf.json", message }]);
}

function flagOf(context: Context, key: string): boolean {
  const given = context[key] ?? false;
  if (typeof given === "boolean") return given;
  const message = `the context value ${quoted(key)} must be true or false, got ${quoted(given)}`;
  throw new ConfigurationError([{ where: "cdktf.json", message }]);
}
