import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../lib";
import { reportMarkdown } from "../../lib/report/markdown";
import { reportPage } from "../../lib/report/page";
import { vmRows } from "../support/rows";
import { estate, everything } from "../support/run";
import { openPage, violations } from "./open-page";
import { contosoReport, reported } from "./reported";

const contoso = contosoReport();

describe("the page", () => {
  const { page } = contoso;
  const opened = openPage(page);
  const { document } = opened;

  test("asks for nothing: it names no address but those within itself and of pages beside it", () => {
    const markup = page.replace(/<script type="application\/json"[\s\S]*?<\/script>/, "");
    const addresses = [...markup.matchAll(/\b(?:href|src|action|srcset|data|poster)="([^"]*)"/g)].map(
      ([, one]) => one,
    );
    // pages beside the report are followed by a click, never loaded
    const beside = /^\.\.\/(?:runbooks|plan)\/[\w-]+\.md$/;
    const others = addresses.filter((one = "") => !one.startsWith("#") && one !== "data:,");
    expect(others.filter((one = "") => !beside.test(one))).toEqual([]);
    expect(markup).not.toMatch(
      /@import|url\(|<link rel="(?!icon)|<iframe|<img|fetch\(|XMLHttpRequest|https?:\/\//,
    );
  });

  test("leads to the runbooks and the plan beside it, each by its heading, and to nothing that is not there", () => {
    const links = [...document.querySelectorAll("#runbooks a")].map((a) => [
      a.textContent,
      a.getAttribute("href"),
    ]);
    expect(links).toContainEqual(["Restore a VM", "../runbooks/restore-vm.md"]);
    expect(links).toContainEqual(["Plan of drills", "../plan/drills.md"]);
    const missing = links.filter(([, href]) => !existsSync(join(contoso.outdir, "report", href ?? "")));
    expect(missing).toEqual([]);
  });

  test("lets nothing run or load but its own style and script, which its policy names by their hashes", () => {
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy.replace(/sha256-[A-Za-z0-9+/=]{44}/g, "HASH")).toBe(
      "default-src 'none'; style-src 'HASH'; script-src 'HASH'; img-src data:; base-uri 'none'; form-action 'none'",
    );
    expect(page).not.toMatch(/ (?:style|on[a-z]+)="/);
  });

  test("has each id once, and every link to a section leads to one", () => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const targets = [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute("href") ?? "");
    const sections = targets.filter((href) => !href.includes("="));
    expect(sections.filter((href) => !ids.includes(href.slice(1)))).toEqual([]);
    expect(new Set(sections).size).toBeGreaterThanOrEqual(10);
  });

  test("says first what is not as it should be", () => {
    const tiles = [...document.querySelectorAll(".tile")].map((tile) =>
      tile.textContent?.replace(/\s+/g, " ").trim(),
    );
    expect(tiles).toEqual([
      "Not protected 5 of 26 VMs",
      "Recovery point not met 2 of 23 promised",
      "Promised, not replicated 2 of 26 VMs",
      "Failed checks 8 of 262 verdicts",
      "Backed up 21 of 26 VMs",
      "Replicated 9 of 26 VMs",
      "Recovery point met 21 of 23 promised",
      "Failover drilled 9 of 26 VMs",
    ]);
  });

  test("draws with words beside: bars and the map say what they show, and timelines stand beside their numbers", () => {
    const labels = [...document.querySelectorAll("svg[role=img]")].map((svg) =>
      svg.getAttribute("aria-label"),
    );
    expect(labels).toContain("9 backed up and replicated, 2 backed up");
    expect(labels).toContain("9 VMs from Australia East to Central India");
    const row = document.querySelector(".timeline tbody tr:last-child");
    const cells = [...(row?.querySelectorAll("th, td:not(.picture)") ?? [])].map(
      ({ textContent }) => textContent,
    );
    expect(cells).toEqual(["7 years", "30 5 days", "6", "3", "6", "7", "0", "6 years"]);
    expect(row?.querySelectorAll(".k-yearly")).toHaveLength(7);
  });

  test("is accessible, by axe's rules, at once and with a VM open", async () => {
    const rows = [...vmRows("web", { tags: { Criticality: "Bronze" } }), ...vmRows("db", { tags: {} })];
    const small = reported(estate(rows, everything)).page;
    expect(await violations(openPage(small))).toEqual([]);
    expect(await violations(openPage(small, "#vm=web"))).toEqual([]);
  }, 60_000);

  test("has nothing to complain about", () => {
    expect(opened.errors).toEqual([]);
  });
});

describe("what somebody has called a VM", () => {
  const evil = "<script>alert(1)</script>\"'&</title>";
  const rows = vmRows("web", { tags: { Criticality: "<img src=x onerror=alert(2)>" } });
  /** A program may call a VM of its own anything. */
  const renamed = (report: Report): Report => ({
    ...report,
    vms: report.vms.map((vm) => (vm.name === "web" ? { ...vm, name: evil } : vm)),
  });

  test("is text on the page, in its data and in Markdown, whatever it looks like", () => {
    const { report: plain } = reported(
      estate([...rows, ...vmRows("db", { tags: { Criticality: "Gold" } })], everything),
    );
    const report = renamed(plain);
    const [page, markdown] = [reportPage(report), reportMarkdown(report)];
    expect(report.vms.map(({ name }) => name)).toContain(evil);
    const { document, errors, shown, text } = openPage(page);
    expect(errors).toEqual([]);
    expect(shown()).toContain(evil);
    expect(document.querySelectorAll("script")).toHaveLength(2);
    expect(document.querySelectorAll("img")).toHaveLength(0);
    expect(text("#findings")).toContain('has the unknown value "<img src=x onerror=alert(2)>"');
    expect(page).not.toContain("<script>alert");
    expect(markdown).not.toMatch(/<(script|img|title)/);
  });

  test("is found by the link that the table has for it", () => {
    const page = reportPage(renamed(reported(estate(rows, everything)).report));
    const link = openPage(page).document.querySelector("#vm-table tbody a")?.getAttribute("href") ?? "";
    expect(new URLSearchParams(link.slice(1)).get("vm")).toBe(evil);
    expect(openPage(page, link).text("#vm-name")).toBe(evil.replace(/\s+/g, " "));
  });
});
