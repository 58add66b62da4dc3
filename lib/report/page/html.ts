/** Markup that is safe to write into a page. */
export class Html {
  constructor(readonly text: string) {}
}

/** What a template may hold: text is escaped, markup is not, lists are joined, nothing is left out. */
export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[];

/**
 * A template of markup: every value is escaped unless it is markup itself. Attributes are always in quotes.
 *
 * @example html`<td title="${title}">${name}</td>`
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(parts.map((part, i) => part + written(values[i])).join(""));
}

function written(value: HtmlValue): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(written).join("");
  return escapeHtml(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}

/** JSON for a script element, which nothing in it can end. */
export function embeddedJson(value: unknown): Html {
  return new Html(JSON.stringify(value).replace(/</g, "\\u003c"));
}
