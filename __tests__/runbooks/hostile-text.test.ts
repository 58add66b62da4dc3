import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MonitorMetricAlert } from "@cdktf/provider-azurerm/lib/monitor-metric-alert";
import { type Estate, type ResilienceApp, ResilienceStack } from "../../lib";
import { gold, SATURDAYS, TEST_NETWORK } from "../estate/define-recovery";
import { estate, PAIR, run, TIERS } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";

/** What Markdown, and the HTML in it, would read as more than text. */
const EVIL = "<img src=x onerror=alert(1)> | *bold* [link](https://evil) `code` _x_ ![i](y)";
const TIER = `Gold ${EVIL}`;
const tags = { Criticality: TIER };

/** An estate whose tier, tags, exemptions and alerts are called so. */
const program = (app: ResilienceApp) => {
  const rows = [
    ...["db", "app", "lab"].flatMap((name) => gold(name, tags)),
    ...gold("odd", { Criticality: `# Odd ${EVIL}` }),
  ];
  const use = (own: Estate) => {
    own.createVaults();
    own.createBackupPolicies([
      { ...(TIERS[0] as (typeof TIERS)[number]), criticality: TIER, drill: SATURDAYS },
    ]);
    own.protectVirtualMachines();
    own.replicate({ ...PAIR, testNetwork: TEST_NETWORK });
  };
  const overrides = { lab: { exempt: `a lab\n\n## Chapter\n${EVIL}` } };
  estate(rows, use, { subscriptions: { prod: SUBSCRIPTION }, overrides })(app);
  const stack = new ResilienceStack(app, "alerts", { subscriptionId: SUBSCRIPTION });
  new MonitorMetricAlert(stack, "Own", {
    name: "my `own` alert",
    description: `first line\n## Heading ${EVIL}`,
    resourceGroupName: "rg_alerts",
    scopes: [`/subscriptions/${SUBSCRIPTION}`],
  });
};

/** The text of a page without its code, which is shown as it is. */
const proseOf = (markdown: string) =>
  markdown.replace(/^```[\s\S]*?^```$/gm, "").replace(/(?<!\\)(`+)(?!`)(.+?)(?<!`)\1(?!`)/g, "CODE");

describe("text of a program that Markdown would read as more", () => {
  const { outdir } = run(program, undefined, true);
  const pages = ["runbooks", "plan", "report"].flatMap((folder) =>
    readdirSync(join(outdir, folder))
      .filter((file) => file.endsWith(".md"))
      .map((file) => [`${folder}/${file}`, readFileSync(join(outdir, folder, file), "utf8")] as const),
  );

  test("is there, in the pages that speak of it", () => {
    const speaking = pages.filter(([, text]) => text.includes("onerror")).map(([file]) => file);
    expect(speaking).toEqual(
      expect.arrayContaining([
        "plan/review.md",
        "report/report.md",
        "runbooks/fail-over.md",
        "runbooks/respond-to-alerts.md",
        "runbooks/restore-vm.md",
        "runbooks/vms.md",
      ]),
    );
  });

  test.each(pages)("is text in %s", (_, text) => {
    const prose = proseOf(text);
    expect(prose).not.toMatch(/(?<!\\)<img|(?<!\\)\*bold|(?<!\\)]\((https|y)|(?<!\\)_x|x(?<!\\)_/);
    expect(prose).not.toMatch(/^#+ (Chapter|Heading|Odd)/m);
    const [, ...tables] = prose.split(/\n(?=\| .*\n\|---)/);
    for (const table of tables) {
      const rows = table.split("\n").filter((line) => line.startsWith("|"));
      const cells = rows.map((row) => row.split(/(?<!\\)\|/).length);
      expect(new Set(cells).size).toBe(1);
    }
  });

  test("names the severity that Azure gives a metric alert that says none", () => {
    const [, alerts = ""] = pages.find(([file]) => file === "runbooks/respond-to-alerts.md") ?? [];
    expect(alerts).toContain("- severity 3, informational: ``my `own` alert``\n");
    const report = JSON.parse(readFileSync(join(outdir, "report", "report.json"), "utf8"));
    expect(report.alerts).toMatchObject([{ kind: "metric alert", severity: 3 }]);
  });

  test("in code is code, whatever quotes it has", () => {
    const [, alerts = ""] = pages.find(([file]) => file === "runbooks/respond-to-alerts.md") ?? [];
    expect(alerts).toContain("- ``my `own` alert`` in `rg_alerts`");
  });
});
