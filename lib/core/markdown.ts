/**
 * What Markdown, and the HTML in it, would read as more than text; what it reads as text stays as people copy it:
 * "web_01", "data[3]".
 */
export function escaped(text: string): string {
  return text
    .replace(/[\\`*|~]|^\[|\](?=[([:])|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/\s*\r?\n\s*/g, " ")
    .replace(/^(?=#|>|[-+] )/, "\\");
}

/** Text as code: between more backticks than it has in a row. */
export function code(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text.replace(/\s*\r?\n\s*/g, " ")}${pad}${fence}`;
}

/** A table as forges read it; its cells are Markdown, and text in them is `escaped`. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** The same of cells that are all text, whatever they look like. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return table(
    head.map(escaped),
    rows.map((cells) => cells.map(escaped)),
  );
}
