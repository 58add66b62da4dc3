import { addressOf, readAddress, writeAddress } from "./address.mjs";
import { CELLS, element, whole } from "./cells.mjs";
import { showVm } from "./detail.mjs";
import { FILTER_NAMES, filtered, sorted, unpack } from "./rows.mjs";
import { makeSortable, markSorted } from "./tables.mjs";

const ROWS_A_PAGE = 50;
/** More is a book: paper shows the first of them, and says so. */
const ROWS_ON_PAPER = 1000;
const find = (id) => document.getElementById(id);
const data = JSON.parse(find("data").textContent);
const rows = unpack(data);
const byName = new Map();
let state = {};
let shown = rows;

for (const table of document.querySelectorAll("table.sortable")) makeSortable(table);
if (rows.length > 0) start();
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});

function start() {
  const form = find("filters");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () =>
    change({ ...readForm(form), finding: state.finding, sort: state.sort }),
  );
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    change({ sort: state.sort });
    fillForm();
  });
  find("previous").addEventListener("click", () => change({ ...state, page: String(pageNumber() - 1) }));
  find("next").addEventListener("click", () => change({ ...state, page: String(pageNumber() + 1) }));
  for (const button of find("vm-table").querySelectorAll("thead button")) {
    button.addEventListener("click", () => sortBy(button.dataset.column));
  }
  find("vm-detail").addEventListener("close", () => change({ ...state, vm: "" }));
  window.addEventListener("hashchange", () => follow(true));
  window.addEventListener("beforeprint", renderForPaper);
  window.addEventListener("afterprint", () => render());
  follow(false);
}

/** Shows what the address says; an address that somebody has followed leads to the table. */
function follow(moves) {
  const address = readAddress();
  if (address) state = address;
  else if (moves) return;
  fillForm();
  render();
  if (state.vm) openVm(state.vm);
  else if (address && find("vm-detail").open) find("vm-detail").close();
  if (address && !state.vm) find("vms-title").focus();
}

function change(next) {
  state = next;
  writeAddress(state);
  render();
}

function sortBy(column) {
  change({ ...state, page: "", sort: state.sort === column ? `-${column}` : column });
}

function readForm(form) {
  return Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
}

function fillForm() {
  for (const control of find("filters").elements) {
    if (control.name) control.value = state[control.name] ?? "";
  }
}

function pageNumber() {
  const pages = Math.max(1, Math.ceil(shown.length / ROWS_A_PAGE));
  const asked = Number(state.page);
  return Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
}

function render() {
  shown = sorted(filtered(rows, state), state.sort);
  const page = pageNumber();
  const first = (page - 1) * ROWS_A_PAGE;
  renderRows(shown.slice(first, first + ROWS_A_PAGE));
  const last = Math.min(first + ROWS_A_PAGE, shown.length);
  const asked = FILTER_NAMES.some((name) => state[name]);
  find("shown").textContent =
    `${whole(shown.length)} of ${whole(rows.length)} VMs${asked ? " match" : ""}${findingText()}`;
  find("page").textContent =
    shown.length === 0 ? "" : `${whole(first + 1)} to ${whole(last)} of ${whole(shown.length)}`;
  find("previous").disabled = page === 1;
  find("next").disabled = last >= shown.length;
}

function renderForPaper() {
  renderRows(shown.slice(0, ROWS_ON_PAPER));
  if (shown.length > ROWS_ON_PAPER)
    find("shown").textContent += `; the first ${whole(ROWS_ON_PAPER)} are printed: filter for others`;
}

function findingText() {
  const found = state.finding && data.findings[Number(state.finding)];
  return found ? `: ${found.reason}` : "";
}

function renderRows(page) {
  const table = find("vm-table");
  const heads = [...table.tHead.rows[0].cells];
  const columns = heads.map((head) => head.querySelector("button").dataset.column);
  const [by, descends] = state.sort?.startsWith("-") ? [state.sort.slice(1), true] : [state.sort, false];
  markSorted(heads, heads[columns.indexOf(by)], descends);
  const numbers = heads.map((head) => (head.classList.contains("number") ? "number" : undefined));
  const made = page.map((row) => {
    const name = element(
      "th",
      { scope: "row" },
      element("a", { href: addressOf({ ...state, vm: linkName(row) }) }, row.name),
    );
    const cells = columns
      .slice(1)
      .map((column, i) => element("td", { class: numbers[i + 1] }, CELLS[column](row, data)));
    return element("tr", {}, name, ...cells);
  });
  table.tBodies[0].replaceChildren(...made);
}

/** VMs of one name are told apart by their ids. */
function linkName(row) {
  return namesakes(row.name).length > 1 ? row.id : row.name;
}

function namesakes(name) {
  if (byName.size === 0) for (const row of rows) byName.set(row.name, [...(byName.get(row.name) ?? []), row]);
  return byName.get(name) ?? [];
}

function openVm(wanted) {
  const same = wanted.toLowerCase();
  const found =
    rows.find((row) => row.id.toLowerCase() === same) ?? rows.find((row) => row.name.toLowerCase() === same);
  if (found)
    showVm(
      find("vm-detail"),
      found,
      data,
      found.id.toLowerCase() === same ? 0 : namesakes(found.name).length - 1,
    );
  else find("shown").textContent = `No VM is called ${wanted}.`;
}
