/** Lets people sort the tables that the page came with. */
export function makeSortable(table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    head.querySelector("button").addEventListener("click", () => {
      const descends = head.getAttribute("aria-sort") === "ascending";
      markSorted(heads, head, descends);
      const rows = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[column]) }));
      rows.sort((a, b) => (descends ? compare(b.key, a.key) : compare(a.key, b.key)));
      body.append(...rows.map(({ row }) => row));
    });
  });
}

/** Says of one head, and of no other, that the table is sorted by it. */
export function markSorted(heads, sorted, descends) {
  for (const head of heads) head.removeAttribute("aria-sort");
  sorted?.setAttribute("aria-sort", descends ? "descending" : "ascending");
}

function keyOf(cell) {
  const text = cell.dataset.sort ?? cell.textContent.trim();
  const number = Number(text.replaceAll(",", ""));
  return text === "" || Number.isNaN(number) ? text.toLowerCase() : number;
}

function compare(a, b) {
  if (typeof a === typeof b) return a < b ? -1 : Number(a > b);
  return typeof a === "number" ? -1 : 1;
}
