import axe, { type Result } from "axe-core";
import { type DOMWindow, JSDOM, VirtualConsole } from "jsdom";

/** A page in jsdom, its script running, at an address such as "#tier=Gold". */
export interface OpenPage {
  readonly window: DOMWindow;
  readonly document: Document;
  /** Everything that the page's script complains about. */
  readonly errors: readonly string[];
  /** The names of the VMs that the table shows. */
  shown(): readonly string[];
  text(selector: string): string;
  click(selector: string): void;
  /** Types into a filter, or chooses of it. */
  fill(name: string, value: string): void;
  /** Follows an address of the page. */
  go(hash: string): Promise<void>;
}

const opened: DOMWindow[] = [];

afterAll(() => {
  for (const window of opened.splice(0)) window.close();
});

/** Without its style, since jsdom draws nothing and takes long to read it. */
export function openPage(page: string, hash = ""): OpenPage {
  const errors: string[] = [];
  const console = new VirtualConsole();
  console.on("jsdomError", (error: Error) => errors.push(error.message));
  console.on("error", (text: string) => errors.push(text));
  const dom = new JSDOM(page.replace(/<style>[\s\S]*?<\/style>/, ""), {
    url: `https://report.test/index.html${hash}`,
    runScripts: "dangerously",
    virtualConsole: console,
    // jsdom has the element, and not its methods
    beforeParse: ({ HTMLDialogElement, Event }) => {
      HTMLDialogElement.prototype.showModal = function () {
        this.open = true;
      };
      HTMLDialogElement.prototype.close = function () {
        this.open = false;
        this.dispatchEvent(new Event("close"));
      };
    },
  });
  const { window } = dom;
  const { document } = window;
  opened.push(window);
  const find = <E extends Element>(selector: string) => {
    const found = document.querySelector<E>(selector);
    if (!found) throw new Error(`the page has no ${selector}`);
    return found;
  };
  return {
    window,
    document,
    errors,
    shown: () => [...document.querySelectorAll("#vm-table tbody th")].map((cell) => cell.textContent ?? ""),
    text: (selector) => (find(selector).textContent ?? "").replace(/\s+/g, " ").trim(),
    click: (selector) => find<HTMLElement>(selector).click(),
    fill: (name, value) => {
      const control = find<HTMLInputElement>(`#filters [name=${name}]`);
      control.value = value;
      control.dispatchEvent(new window.Event("input", { bubbles: true }));
    },
    go: async (next) => {
      const arrived = new Promise((resolve) =>
        window.addEventListener("hashchange", resolve, { once: true }),
      );
      window.location.hash = next;
      await arrived;
    },
  };
}

/** What axe finds in a page, but for colours, which jsdom does not draw: "rule: element". */
export async function violations({ window }: OpenPage): Promise<readonly string[]> {
  window.eval(axe.source);
  const inPage: typeof axe = (window as unknown as { axe: typeof axe }).axe;
  const found = await inPage.run(window.document, { rules: { "color-contrast": { enabled: false } } });
  return said(found.violations);
}

/** Violations as lines of text. */
export function said(found: readonly Result[]): readonly string[] {
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
}
