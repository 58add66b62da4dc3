import { ConfigurationError } from "../core/configuration-error";
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
  if (changed.length > GITHUB_JOBS) throw tooMany(changed.length);
  return JSON.stringify(changed);
}

/** Legs of a matrix have names of letters, digits and "_" ("jobs.job.strategy", learn.microsoft.com). */
function azureMatrix(ids: readonly string[]): Record<string, { stack: string }> {
  const matrix: Record<string, { stack: string }> = {};
  for (const id of ids) {
    const name = id.replace(/\W/g, "_").replace(/^(?=\W|\d|_)/, "s");
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

function tooMany(count: number): ConfigurationError {
  const message = `${count} stacks changed, and a matrix of GitHub Actions makes ${GITHUB_JOBS} jobs at most: split the pull request, or plan in groups with --format lines`;
  return new ConfigurationError([{ where: "resilience-stacks", message }]);
}
