import type { Block, Runbook, RunbookKind, Step } from "./runbook";

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
    table(
      ["role", "on"],
      who.map(({ role, at }) => [role, at]),
    ),
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

/** Paragraphs, headings, tables and blocks, with a blank line between them. */
export function page(...parts: readonly string[]): string {
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

export function bullets(texts: readonly string[]): string {
  return texts.map((text) => `- ${text}`).join("\n");
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
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
  return [...(whose ? [`**${whose}**`] : []), `\`\`\`bash\n${lines.join("\n")}\n\`\`\``];
}
