import { type Command, misuse, readArguments, type Streams, writeText } from "../core/command";
import { ConfigurationError } from "../core/configuration-error";
import { listed, quoted } from "../core/words";
import { changedStacks } from "./changed-stacks";
import { deploymentStages } from "./deployment-stages";
import { refuseLocalStates } from "./local-states";
import { FORMATS, type Format, stackList, stacksMarkdown } from "./stack-list";
import { readStacks, type SynthesizedStack } from "./synthesized-stacks";

/** The answer is written; something cannot be read. */
const EXIT = { written: 0, unreadable: 2 } as const;

const USAGE = `usage: resilience-stacks changed [--base FOLDER] [--format FORMAT] [--markdown FILE] [--remote-state] [FOLDER]
       resilience-stacks order [--remote-state] [FOLDER]

FOLDER is what the synthesis wrote (default: cdktf.out).

  --remote-state     refuse stacks whose state would be a file on the machine that runs Terraform

changed   the stacks of which Terraform would read something else than in the base folder
  --base FOLDER      what the synthesis of the target branch wrote (default: none, all stacks are new)
  --format FORMAT    lines, json, github or azure: the last two are matrices of a pipeline (default: lines)
  --markdown FILE    writes a summary for a pull request, too

order     the stages of a deployment, one a line: stacks of a stage can be deployed at the same time

  --version          the version of the package
  --help             this text

exit codes: 0 written, 2 a folder or the command line cannot be read
`;

const COMMAND: Command = { name: "resilience-stacks", usage: USAGE };

/** Runs the command; returns its exit code. */
export function resilienceStacks(args: readonly string[], { out, err }: Omit<Streams, "colour">): number {
  try {
    const answer = answerTo(args);
    if (answer !== "") out(`${answer.trimEnd()}\n`);
    return EXIT.written;
  } catch (error) {
    if (!ConfigurationError.isConfigurationError(error)) throw error;
    err(`${error.message}\n`);
    return EXIT.unreadable;
  }
}

function answerTo(args: readonly string[]): string {
  const { values, positionals, answer } = readArguments(COMMAND, args, {
    base: { type: "string" },
    format: { type: "string" },
    markdown: { type: "string" },
    "remote-state": { type: "boolean" },
  });
  if (answer !== undefined) return answer;
  const [command, folder = "cdktf.out", ...more] = positionals;
  if (more.length > 0) throw misuse(COMMAND, `${quoted(more[0])} is one folder too many`);
  if (command === "order") return order(folder, values);
  if (command === "changed") return changed(folder, values);
  throw misuse(COMMAND, `the command must be "changed" or "order", got ${quoted(command)}`);
}

interface Values {
  readonly "remote-state"?: boolean;
  readonly base?: string;
  readonly format?: string;
  readonly markdown?: string;
}

function order(folder: string, { base, format, markdown, ...values }: Values): string {
  const given = Object.entries({ base, format, markdown }).find(([, value]) => value !== undefined);
  if (given) throw misuse(COMMAND, `--${given[0]} belongs to "changed"`);
  const stages = deploymentStages(stacksOf(folder, values));
  return stages.map((ids) => ids.join(" ")).join("\n");
}

function changed(folder: string, { base, format = "lines", markdown, ...values }: Values): string {
  if (!isFormat(format)) throw misuse(COMMAND, `--format must be ${listed(FORMATS)}, got ${quoted(format)}`);
  const changes = changedStacks(stacksOf(folder, values), base === undefined ? undefined : readStacks(base));
  const list = stackList(changes, format);
  if (markdown !== undefined) writeText(markdown, stacksMarkdown(changes));
  return list;
}

function stacksOf(folder: string, values: Values): readonly SynthesizedStack[] {
  const stacks = readStacks(folder);
  if (values["remote-state"]) refuseLocalStates(stacks);
  return stacks;
}

function isFormat(text: string): text is Format {
  return FORMATS.some((format) => format === text);
}
