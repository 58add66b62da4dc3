import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BashRun, Call } from "./bash";
import { command } from "./command";
import { temporaryFolder } from "./files";
import { blocksOf } from "./markdown";

/** A line of a replicated item, as the reprotection reads it. */
const ITEM = [
  "vm1-abc123",
  "/policy",
  "/subscriptions/s/resourceGroups/g/providers/p/t/vm1",
  "/group",
  "vm1",
  "none",
  "High",
];

/**
 * Stand-ins for the programs that runbooks may use, as functions of Bash; there are no others, for the path is empty. Each
 * call is written down with the words that Bash makes of it: continuations, quotes, variables and all.
 */
const STAND_INS = `
PATH=/nowhere
note() { printf '%s\\0' "$@" >>"$CALLS"; printf '\\n\\0' >>"$CALLS"; }
az() { note az "$@"; case " $* " in *" value[].[name, "*) printf '%s\\n' "$ITEMS_ANSWER" ;; *) echo answer ;; esac; }
terraform() { note terraform "$@"; }
uuidgen() { echo 0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11; }
`;

/** Does what a runbook says, in its order, in one shell that stops at the first error or unset variable. */
export function runRunbook(markdown: string): BashRun {
  return runLines(blocksOf(markdown, "bash").map(filledIn).join("\n"));
}

function runLines(script: string): BashRun {
  const calls = join(temporaryFolder(), "calls");
  const env = { CALLS: calls, ITEMS_ANSWER: ITEM.join("\t") };
  const { code, err } = command("bash", ["--norc", "-euo", "pipefail", "-c", `${STAND_INS}\n${script}`], {
    env,
  });
  return { code, err, calls: existsSync(calls) ? callsOf(readFileSync(calls, "utf8")) : [] };
}

/** The reader fills in what the program does not know: `VM="" # …`. */
function filledIn(block: string): string {
  return block.replace(/^( *)([A-Z_]+)=""/gm, '$1$2="given-$2"');
}

function callsOf(text: string): readonly Call[] {
  return text
    .split("\n\0")
    .filter(Boolean)
    .map((call) => call.split("\0").filter((_, i, words) => i < words.length - 1));
}

/** Does Bash accept the syntax of a block, as it stands? */
export function syntaxErrors(block: string): string {
  return command("bash", ["-n", "-c", block]).err;
}
