import type { ReportDocument } from "../document";
import { type Html, html } from "./html";
import { section } from "./parts";

/** What to do: the runbooks, and the plan of drills and training, which stand beside the report. */
export function documents(pages: readonly ReportDocument[]): Html {
  const list = html`<ul>${pages.map(({ title, href }) => html`<li><a href="${href}">${title}</a></li>\n`)}</ul>`;
  const none = html`<p>The run wrote no runbooks: nothing is protected yet.</p>`;
  return section({ id: "runbooks", title: "Runbooks", body: pages.length > 0 ? list : none });
}
