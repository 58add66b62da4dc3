import { escaped, table } from "../core/markdown";
import type { Block, Need, Runbook, RunbookKind, Step } from "./runbook";

/** What every page says of itself. */
export const GENERATED =
  "Generated from the program: change the program, not this page. Commands are for Bash and the Azure CLI.";

/** A runbook as a page. */
export function runbookPage({ title }: RunbookKind, runbook: Runbook): string {
  const { when, who, time, steps, worked, undo, record, sources } = runbook;
  return page(
    `# ${title}`,
    GENERATED,
    "## When",
    ...when,
    "## Who",
    roles(who),
    "## How long",
    ...time,
    "## Steps",
    ...numbered(steps),
    "## Did it work?",
    ...worked.flatMap(stepText),
    "## Undo",
    ...undo.flatMap(stepText),
    "## Write down",
    bullets(record),
    "## Sources",
    bullets(sources.map((source) => `Microsoft Learn, "${source}"`)),
  );
}

function roles(who: readonly Need[]): string {
  return table(
    ["role", "on"],
    who.map(({ role, at }) => [role, at]),
  );
}

/** Paragraphs, headings, tables and blocks, with a blank line between them. */
export function page(...parts: readonly string[]): string {
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

export function bullets(texts: readonly string[]): string {
  return texts.map((text) => `- ${text}`).join("\n");
}

function numbered(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step, i) => [`### ${i + 1}. ${step.title}`, ...stepBody(step)]);
}

function stepText(step: Step): readonly string[] {
  return [step.title, ...stepBody(step)];
}

function stepBody({ text = [], blocks = [] }: Step): readonly string[] {
  return [...text, ...blocks.flatMap(blockText)];
}

function blockText({ for: whose, lines }: Block): readonly string[] {
  return [...(whose ? [`**${escaped(whose)}**`] : []), `\`\`\`bash\n${lines.join("\n")}\n\`\`\``];
}
