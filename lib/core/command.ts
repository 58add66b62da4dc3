import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { ConfigurationError } from "./configuration-error";

/** Where a command writes. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** May it use colours? */
  readonly colour: boolean;
}

/** A command of the package: what it is called, and what --help says. */
export interface Command {
  readonly name: string;
  readonly usage: string;
}

const COMMON = {
  version: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsConfig["options"];

type Options = NonNullable<ParseArgsConfig["options"]>;

/** What a command line says, by the options that there are. */
type Said<T extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: T & typeof COMMON }>
>;

/**
 * Reads a command line. What --help and --version ask for is an answer already.
 *
 * @throws ConfigurationError for what no option is, and for an option without its value
 */
export function readArguments<T extends Options>(
  command: Command,
  args: readonly string[],
  options: T,
): Said<T> & { readonly answer?: string } {
  const said = parsed(command, args, options);
  const { help, version } = said.values as { readonly help?: boolean; readonly version?: boolean };
  const answer = help ? command.usage : version ? `${packageVersion()}\n` : undefined;
  return { ...said, answer };
}

function parsed<T extends Options>(command: Command, args: readonly string[], options: T): Said<T> {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { ...COMMON, ...options } });
  } catch (error) {
    // Node's first sentence says what is wrong, the others what Node would do
    throw misuse(command, (error as Error).message.split(/\.\s/)[0] ?? "cannot be read");
  }
}

/** What is wrong with a command line, with the way to help. */
export function misuse({ name }: Command, message: string): ConfigurationError {
  return new ConfigurationError([{ where: name, message: `${message}: see ${name} --help` }]);
}

/** @throws ConfigurationError when the file cannot be written */
export function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const message = `cannot be written: ${(error as Error).message.split(",")[0]}`;
    throw new ConfigurationError([{ where: file, message }]);
  }
}

/** Runs a command as a program; its exit code is what it returns. */
export function runProgram(run: (args: readonly string[], streams: Streams) => number): void {
  const { stdout, stderr, env, argv } = process;
  // who reads with "head" has read enough: the exit code says the rest
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  process.exitCode = run(argv.slice(2), {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    colour: stdout.isTTY === true && !env.NO_COLOR,
  });
}

function packageVersion(folder = __dirname): string {
  const file = join(folder, "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).version : packageVersion(dirname(folder));
}
