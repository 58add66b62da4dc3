import { Html, type HtmlValue, html } from "./html";

/** A part of the page that the navigation leads to. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: HtmlValue;
}

export function section({ id, title, body }: Section): Html {
  return html`
<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title" tabindex="-1">${title}</h2>
${body}
</section>`;
}

/** A column of a table; numbers stand to the right and are sorted as numbers. */
export interface Column {
  readonly title: string;
  readonly number?: true;
}

/** A cell; `sort` is what it is sorted by, where that is not its text. */
export type Cell = HtmlValue | { readonly show: HtmlValue; readonly sort: string | number };

/** A table that its readers can sort, once the page's script runs; its caption names it for those who hear it. */
export function sortableTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): Html {
  return scrollable(
    `Table: ${caption}`,
    html`<table class="sortable"><caption class="hidden">${caption}</caption>
<thead><tr>${columns.map(({ title, number }) => html`<th scope="col"${number && new Html(' class="number"')}><button type="button">${title}</button></th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, i) => cellOf(cell, i, columns[i]))}</tr>\n`)}</tbody></table>`,
  );
}

/** What is wider than a narrow window scrolls by itself, with the keyboard too. */
export function scrollable(label: string, body: HtmlValue): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${body}</div>`;
}

function cellOf(cell: Cell, index: number, column: Column | undefined): Html {
  const isPair = typeof cell === "object" && "sort" in cell;
  const [show, sort] = isPair ? [cell.show, html` data-sort="${cell.sort}"`] : [cell, undefined];
  const style = column?.number && new Html(' class="number"');
  return index === 0
    ? html`<th scope="row"${sort}${style}>${show}</th>`
    : html`<td${sort}${style}>${show}</td>`;
}

/** A mark with words, so that nothing is said by colour alone. */
export function badge(tone: "good" | "bad" | "warn" | "calm", text: string): Html {
  return html`<span class="badge ${tone}">${text}</span>`;
}

/** Where the page's filters are: `#tier=Tier-1`. */
export function filterLink(filters: Readonly<Record<string, string>>, text: HtmlValue): Html {
  return html`<a href="#${new URLSearchParams(filters).toString()}">${text}</a>`;
}

const SHOWN = 12;

/** A few of many, and how many more there are; all of them where there are few. */
export function fewOf(items: readonly HtmlValue[], more: (count: number) => HtmlValue): Html {
  const shown = items.length <= SHOWN + 1 ? items : items.slice(0, SHOWN);
  const rest = items.length - shown.length;
  const parts = shown.map((item, i) => html`${i > 0 && ", "}${item}`);
  return html`${parts}${rest > 0 && html` ${more(rest)}`}`;
}
