import type { IConstruct } from "constructs";
import { ConfigurationError } from "../core/configuration-error";
import type { OutputFile } from "../core/output-file";
import { count } from "../core/words";
import { type Invocation, readInvocation, USAGE } from "./command-line";
import { furtherReading } from "./further-reading";
import { jsonRefusal, jsonSummary } from "./json-summary";
import { PARTLY_WRITTEN } from "./moves";
import { progress } from "./progress";
import { summarize } from "./summary";
import { colouredRefusal, colouredSummary, hasColour } from "./terminal";

/** What a synthesis leaves to tell of. */
export interface Synthesis {
  readonly app: IConstruct;
  readonly written: readonly OutputFile[];
}

/** Something is refused, and nothing is written. */
const REFUSED = 1;

const { stdout, stderr } = process;

/** Runs a program as a command, and tells people or programs how it went; sets the exit code. */
export function runCommand(
  args: readonly string[],
  synthesise: (invocation: Omit<Invocation, "help" | "json">) => Synthesis,
): void {
  stdout.on("error", ignoreEnd);
  try {
    const { help, json, ...invocation } = readInvocation(args);
    if (help) stdout.write(USAGE);
    else {
      progress.start(stderr);
      tell(synthesise(invocation), json);
    }
  } catch (error) {
    progress.end();
    refuse(asRefusal(error), args.includes("--json"));
    process.exitCode = REFUSED;
  }
}

function tell({ app, written }: Synthesis, json: boolean): void {
  progress.end();
  const text = () => `${summarize(app, written)}\n`;
  stdout.write(json ? jsonSummary(app, written) : hasColour(stdout) ? colouredSummary(text()) : text());
}

function refuse(error: ConfigurationError, json: boolean): void {
  const { message, problems } = error;
  const guides = furtherReading(problems);
  const see = guides.length > 0 ? `See ${guides.join(", ")}\n` : "";
  const verdict = PARTLY_WRITTEN in error ? "a part is written" : "nothing written";
  const text = `${message}\n\n${count(problems.length, "problem")}, ${verdict}.\n${see}`;
  stderr.write(hasColour(stderr) ? colouredRefusal(text) : text);
  if (json) stdout.write(jsonRefusal(problems, guides));
}

/** Who reads with "head" has read enough: the exit code says the rest. */
function ignoreEnd(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

/** What the file system refuses is the user's to mend, too; any other error is a bug and keeps its stack trace. */
function asRefusal(error: unknown): ConfigurationError {
  if (ConfigurationError.isConfigurationError(error)) return error;
  if (!(error instanceof Error) || !("syscall" in error)) throw error;
  return new ConfigurationError([{ where: "output", message: `cannot be written: ${error.message}` }]);
}
