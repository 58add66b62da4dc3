import { readFileSync } from "node:fs";
import type { Call } from "./bash";

interface Argument {
  readonly options: readonly string[];
  readonly required: boolean;
  /** Takes no value. */
  readonly flag: boolean;
  readonly choices?: readonly string[];
}

interface AzCommands {
  readonly "azure-cli": string;
  readonly global: readonly string[];
  /** "--rp-name -r (required)", "--yes -y (flag)", "--tier: Snapshot, VaultArchive" */
  readonly commands: Readonly<Record<string, readonly string[]>>;
}

/** What the published Azure CLI says of its commands: made by scripts/az-commands.py. */
export const AZ: AzCommands = JSON.parse(readFileSync("__tests__/runbooks/az-commands.json", "utf8"));

/** "backup job wait": the command of a call; undefined for one that is not known. */
export function azCommandOf([, ...words]: Call): string | undefined {
  const options = words.findIndex((word) => word.startsWith("-"));
  const name = words.slice(0, options < 0 ? undefined : options).join(" ");
  return name in AZ.commands ? name : undefined;
}

function argumentOf(text: string): Argument {
  const [words = "", choices] = text.split(": ");
  return {
    options: words.split(" ").filter((word) => word.startsWith("-")),
    required: words.includes("(required)"),
    flag: words.includes("(flag)"),
    choices: choices?.split(", "),
  };
}

/** What the Azure CLI would refuse of a call; nothing where it would run it. */
export function refusedByAz(call: Call): readonly string[] {
  const name = azCommandOf(call);
  if (name === undefined) return [`unknown command: ${call.slice(0, 5).join(" ")}`];
  const known = (AZ.commands[name] ?? []).map(argumentOf);
  const words = call.slice(1 + name.split(" ").length);
  const given = new Set<Argument>();
  const problems: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    const argument = known.find(({ options }) => options.includes(word));
    if (!argument && !AZ.global.includes(word)) {
      problems.push(`unknown argument ${word}`);
      continue;
    }
    if (argument) given.add(argument);
    if (argument?.flag) continue;
    i += 1;
    problems.push(...valueProblems(word, words[i], argument));
  }
  return [...problems, ...missing(known, given)].map((problem) => `${name}: ${problem}`);
}

function valueProblems(option: string, value: string | undefined, argument: Argument | undefined) {
  if (value === undefined || value.startsWith("--")) return [`${option} has no value`];
  const { choices } = argument ?? {};
  return choices && !choices.includes(value) ? [`${option} cannot be ${value}`] : [];
}

/** "--ids" stands for all required arguments. */
function missing(known: readonly Argument[], given: ReadonlySet<Argument>): readonly string[] {
  if ([...given].some(({ options }) => options.includes("--ids"))) return [];
  return known
    .filter((one) => one.required && !given.has(one))
    .map(({ options }) => `${options[0]} is missing`);
}
