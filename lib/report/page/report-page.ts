import type { ReportDocument } from "../document";
import type { Report } from "../report";
import { counted, regionName } from "../report-words";
import { alerts } from "./alerts";
import { hashOf, pageScript, pageStyle } from "./assets";
import { checks } from "./checks";
import { documents } from "./documents";
import { findings } from "./findings";
import { embeddedJson, Html, html } from "./html";
import { overview } from "./overview";
import { packRows } from "./packed-rows";
import { replication } from "./replication";
import { storage } from "./storage";
import { timelines } from "./timelines";
import { vaults } from "./vaults";
import { vms } from "./vms";

const SECTIONS = [
  ["overview", "Overview"],
  ["vms", "Virtual machines"],
  ["retention", "Recovery points"],
  ["replication", "Replication"],
  ["findings", "Findings"],
  ["checks", "Checks"],
  ["alerts", "Alerts"],
  ["storage", "Storage"],
  ["vaults", "Vaults"],
  ["runbooks", "Runbooks"],
] as const;

/**
 * The report as one file that asks for nothing else: style, script and data are in it, and its policy lets nothing else run
 * or load, whatever somebody has called a virtual machine.
 */
export function reportPage(report: Report, pages: readonly ReportDocument[] = []): string {
  const [style, script] = [pageStyle(), pageScript()];
  return html`<!doctype html>
<html lang="en">
${head(style, script)}
<body>
<a class="skip" href="#main">Skip to the content</a>
${header(report)}
<main id="main" tabindex="-1">
${overview(report)}${vms(report)}${timelines(report.timelines)}${replication(report)}${findings(report)}${checks(report.checks)}${alerts(report)}${storage(report.storage)}${vaults(report)}${documents(pages)}
</main>
<footer><p>Read off the program by cdktf-azure-resilience: what it defines, not what Azure has. The same content: <code>report.md</code>, <code>report.json</code>.</p></footer>
<script type="application/json" id="data">${embeddedJson(dataOf(report))}</script>
<script>${new Html(script)}</script>
</body>
</html>
`.text;
}

function head(style: string, script: string): Html {
  const policy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; img-src data:; base-uri 'none'; form-action 'none'`;
  return html`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Resilience report</title>
<link rel="icon" href="data:,">
<style>${new Html(style)}</style>
</head>`;
}

function header({ total, regions, subscriptions, stacks }: Report): Html {
  const scope = [
    counted(total.vms, "virtual machine"),
    counted(subscriptions.length, "subscription"),
    counted(regions.length, "region"),
    counted(stacks.length, "stack"),
  ];
  return html`<header><div><h1>Resilience report</h1><p>${scope.join(" · ")}</p></div>
<nav aria-label="Sections">${SECTIONS.map(([id, title]) => html`<a href="#${id}">${title}</a> `)}</nav></header>`;
}

/** What the page's script works on. */
function dataOf({ vms, findings, regions }: Report): object {
  return {
    count: vms.length,
    columns: packRows(vms),
    findings: findings.map(({ kind, reason, remedy }) => ({ kind, reason, remedy })),
    regions: Object.fromEntries(regions.map(({ name }) => [name, regionName(name)])),
  };
}
