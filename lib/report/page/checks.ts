import type { ChecksSummary, OpenVerdicts, RuleSummary } from "../checks-summary";
import { counted, whole } from "../report-words";
import { type Html, html } from "./html";
import { badge, type Column, fewOf, section, sortableTable } from "./parts";

/** What the rules of `ResilienceChecks` say, the ones that fail first. */
export function checks(summary: ChecksSummary | undefined): Html {
  const none = html`<p>No checks were added: <code>new ResilienceChecks(app, "Checks", { baseline: "geo" })</code> judges what Terraform will read.</p>`;
  return section({ id: "checks", title: "Checks", body: summary ? bodyOf(summary) : none });
}

function bodyOf({ total, rules, open }: ChecksSummary): Html {
  const asked = rules.filter(({ off }) => off === undefined);
  const sorted = [...asked].sort((a, b) => b.failed - a.failed || b.exempt - a.exempt);
  const off = rules.filter((rule) => rule.off !== undefined);
  return html`<p>${counted(asked.length, "rule")}: ${whole(total.passed)} passed, ${whole(total.failed)} failed, ${whole(total.exempt)} exempt, ${whole(total.unknown)} not known before the plan. Every verdict is in <code>evidence.json</code>.</p>
${open.length > 0 && html`<ul class="findings">${open.map(openItem)}</ul>`}
${sortableTable("Rules and their verdicts", COLUMNS, sorted.map(ruleCells))}
${off.length > 0 && html`<details><summary>${off.length === 1 ? "1 rule is" : `${whole(off.length)} rules are`} off</summary><ul>${off.map((rule) => html`<li><code>${rule.rule}</code> ${rule.title}: ${rule.off}</li>`)}</ul></details>`}`;
}

const TONES = { fail: "bad", exempt: "calm", unknown: "warn" } as const;
const WORDS = { fail: "failed", exempt: "exempt", unknown: "not known" } as const;

function openItem({ rule, status, found, subjects, exemption }: OpenVerdicts): Html {
  const until =
    exemption &&
    html` <span class="remedy">${exemption.reason}; ${exemption.owner} until ${exemption.until}.</span>`;
  const names = subjects.map((at) => html`<code>${at}</code>`);
  return html`<li><p>${badge(TONES[status], WORDS[status])} <code>${rule}</code> ${found}.${until}</p><p class="subjects">${fewOf(names, (count) => `and ${whole(count)} more`)}</p></li>
`;
}

const COLUMNS: readonly Column[] = [
  { title: "Rule" },
  { title: "What holds" },
  { title: "Severity" },
  { title: "Passed", number: true },
  { title: "Failed", number: true },
  { title: "Exempt", number: true },
  { title: "Not known", number: true },
  { title: "Also asked by" },
];

function ruleCells({ rule, title, severity, passed, failed, exempt, unknown, frameworks }: RuleSummary) {
  const numbers = [passed, failed, exempt, unknown].map((number) => whole(number));
  return [
    html`<code>${rule}</code>`,
    title,
    severity,
    ...numbers,
    html`<span class="small">${frameworks.join(", ")}</span>`,
  ];
}
