import { openPage } from "./open-page";
import { contosoReport } from "./reported";

const { page, report } = contosoReport();

describe("the table of VMs", () => {
  test("shows all of them, in the order of their ids", () => {
    const { shown, text } = openPage(page);
    expect(shown()).toEqual(report.vms.map(({ name }) => name));
    expect(text("#shown")).toBe("26 of 26 VMs");
    expect(text("#page")).toBe("1 to 26 of 26");
  });

  test("filters by what is chosen and typed, all at once, and the address says it", () => {
    const { fill, shown, text, window } = openPage(page);
    fill("protection", "not protected");
    expect(text("#shown")).toBe("5 of 26 VMs match");
    fill("q", " WEB-");
    expect(shown()).toEqual(["web-portal-prd-01", "web-shop-dev-02"]);
    fill("subscription", "dev");
    expect(shown()).toEqual(["web-shop-dev-02"]);
    expect(window.location.hash).toBe("#subscription=dev&protection=not+protected&q=+WEB-");
  });

  test("says that nothing matches, and shows all again when filters are cleared", () => {
    const { fill, shown, text, click, window } = openPage(page);
    fill("q", "no such machine");
    expect([shown(), text("#shown"), text("#page")]).toEqual([[], "0 of 26 VMs match", ""]);
    click("#filters [type=reset]");
    expect([shown().length, window.location.hash]).toEqual([26, ""]);
  });

  test("shows what an address asks for", async () => {
    const counts = {
      "#tier=Tier-1": 11,
      "#tier=none": 3,
      "#region=centralindia": 2,
      "#subscription=prod": 18,
      "#rpo=not+met": 2,
      "#rpo=nothing+promised": 3,
      "#rto=drilled+failover": 9,
      "#finding=0": 2,
      "#tier=Tier-1&subscription=dev": 0,
      "#tier=tier-1": 0,
      "#unknown=1": 26,
    };
    const { go, shown } = openPage(page);
    const found: Record<string, number> = {};
    for (const hash of Object.keys(counts)) {
      await go(hash);
      found[hash] = shown().length;
    }
    expect(found).toEqual(counts);
  });

  test("names the finding that an address asks for", () => {
    expect(openPage(page, "#finding=0").text("#shown")).toBe(
      '2 of 26 VMs match: it has no tag "Criticality"',
    );
  });

  test("goes where somebody follows an address to, and its filters say so", async () => {
    const { go, shown, document, window } = openPage(page);
    await go("#protection=not+protected");
    expect(shown()).toHaveLength(5);
    expect(document.querySelector<HTMLSelectElement>("[name=protection]")?.value).toBe("not protected");
    expect(document.activeElement?.id).toBe("vms-title");
    await go("#findings");
    expect([shown().length, window.location.hash]).toEqual([5, "#findings"]);
  });

  test("sorts by a column, the other way round at the second click, and what is not known comes last", () => {
    const { click, shown, document, window } = openPage(page);
    const byGib = (sign: number) =>
      report.vms
        .map(({ name, backupGib }) => ({ name, backupGib }))
        .sort((a, b) => sign * ((a.backupGib ?? sign * Infinity) - (b.backupGib ?? sign * Infinity)) || 0);
    click("[data-column=backupGib]");
    expect(shown()[0]).toBe(byGib(1)[0]?.name);
    expect(document.querySelector("[aria-sort]")?.textContent).toBe("Backup GiB");
    click("[data-column=backupGib]");
    expect(shown()[0]).toBe(byGib(-1)[0]?.name);
    expect(document.querySelector("[aria-sort]")?.getAttribute("aria-sort")).toBe("descending");
    expect(window.location.hash).toBe("#sort=-backupGib");
    const unknown = report.vms.filter(({ backupGib }) => backupGib === undefined).map(({ name }) => name);
    expect(shown().slice(-5)).toEqual(unknown);
  });

  test("sorts protection by how good it is, not by its letters", () => {
    const { document, click } = openPage(page);
    const protection = () =>
      [...document.querySelectorAll("#vm-table tbody td:nth-child(5)")].map((td) => td.textContent);
    click("[data-column=protection]");
    expect([...new Set(protection())]).toEqual(["backed up and replicated", "backed up", "not protected"]);
  });
});

describe("a VM in full", () => {
  test("opens by its name in the address, in whatever letter case, and the address forgets it when it is closed", () => {
    const { document, text, click, window } = openPage(page, "#tier=Tier-1&vm=vm1");
    const fact = (name: string) =>
      [...document.querySelectorAll("dialog dt")].find(({ textContent }) => textContent === name)?.nextSibling
        ?.textContent;
    expect(document.querySelector<HTMLDialogElement>("dialog")?.open).toBe(true);
    expect(text("#vm-name")).toBe("VM1");
    expect([fact("… provided by backup"), fact("… provided by replication")]).toEqual(["4 h", "5 min"]);
    click("dialog .close");
    expect(document.querySelector<HTMLDialogElement>("dialog")?.open).toBe(false);
    expect(window.location.hash).toBe("#tier=Tier-1");
  });

  test("tells two of one name apart by their ids, and says that there is another", () => {
    const { document, text } = openPage(page, "#vm=app01");
    expect(text("dialog")).toContain("1 more of this name");
    const links = [...document.querySelectorAll("#vm-table tbody a")].filter(
      (a) => a.textContent === "app01",
    );
    expect(new Set(links.map((a) => a.getAttribute("href"))).size).toBe(2);
    expect(text("dialog dl")).toContain("/resourceGroups/rg-crm-prod/");
  });

  test("says what was found of it, and what to do", () => {
    expect(openPage(page, "#vm=fs-clu-prd-01").text("dialog .findings li")).toBe(
      "Its data disk at LUN 0 is shared, which Azure VM backup does not support. Leave it out with Disks.except(0), and back the disk up with a Backup vault.",
    );
  });

  test("that is none is said to be none", () => {
    const { text, document } = openPage(page, "#vm=nobody");
    expect(text("#shown")).toBe("No VM is called nobody.");
    expect(document.querySelector<HTMLDialogElement>("dialog")?.open).toBe(false);
  });
});

test("the other tables sort too: numbers as numbers", () => {
  const { document, click } = openPage(page);
  const tiers = () =>
    [...document.querySelectorAll("#overview table:first-of-type tbody th")].map((th) => th.textContent);
  expect(tiers().slice(0, 5)).toEqual(["Tier-1", "Tier-2", "Tier-3", "Tier-4", "no tier"]);
  click("#overview table th:nth-child(2) button");
  expect(tiers().slice(0, 5)).toEqual(["Tier-4", "no tier", "Tier-3", "Tier-2", "Tier-1"]);
});

test("on paper, rules that are off are open to read", () => {
  const { document, window } = openPage(page);
  window.dispatchEvent(new window.Event("beforeprint"));
  expect([...document.querySelectorAll("details")].map(({ open }) => open)).toEqual([true]);
});
