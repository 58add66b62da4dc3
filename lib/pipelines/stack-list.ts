import type { StackChanges } from "./changed-stacks";

/** How a list of stacks is written. */
export const FORMATS = ["lines", "json", "github", "azure"] as const;
export type Format = (typeof FORMATS)[number];

/** Jobs that a matrix of GitHub Actions makes at most ("Running variations of jobs in a workflow", docs.github.com). */
const GITHUB_JOBS = 256;

/** The changed stacks: for people, for programs, or as the matrix of a pipeline. */
export function stackList(changes: StackChanges, format: Format): string {
  const { changed } = changes;
  if (format === "json") return JSON.stringify(changes);
  if (format === "azure") return JSON.stringify(azureMatrix(changed));
  if (format === "lines") return changed.join("\n");
  return JSON.stringify(grouped(changed, GITHUB_JOBS));
}

/** So many groups at most, of about one size; the stacks of a group with a blank between them. */
function grouped(ids: readonly string[], most: number): readonly string[] {
  const count = Math.min(ids.length, most);
  const start = (i: number) => Math.floor((i * ids.length) / count);
  return Array.from({ length: count }, (_, i) => ids.slice(start(i), start(i + 1)).join(" "));
}

/** Room for the number of one of several names that begin alike. */
const LEG = 94;

/** Legs of a matrix have names of 100 letters, digits and "_" at most ("jobs.job.strategy", learn.microsoft.com). */
function azureMatrix(ids: readonly string[]): Record<string, { stack: string }> {
  const matrix: Record<string, { stack: string }> = {};
  for (const id of ids) {
    const name = id
      .replace(/\W/g, "_")
      .replace(/^(?=\W|\d|_)/, "s")
      .slice(0, LEG);
    let free = name;
    for (let i = 2; Object.hasOwn(matrix, free); i++) free = `${name}_${i}`;
    matrix[free] = { stack: id };
  }
  return matrix;
}

/** For a pull request: what is planned, and what nobody plans. */
export function stacksMarkdown({ changed, removed, total }: StackChanges): string {
  const names = (ids: readonly string[]) => ids.map((id) => `\`${id}\``).join(", ");
  return [
    `### Stacks: ${changed.length} of ${total} changed`,
    ...(changed.length > 0 ? ["", names(changed)] : []),
    ...(removed.length > 0
      ? [
          "",
          `**No longer in the program:** ${names(removed)}. What they made stays in Azure until somebody destroys it.`,
        ]
      : []),
    "",
  ].join("\n");
}
