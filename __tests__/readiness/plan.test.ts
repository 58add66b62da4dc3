import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";
import { RecoveryServicesVault, type ResilienceApp, ResilienceStack, Schedule } from "../../lib";
import { gold, NAMED, SATURDAYS, TEST_NETWORK } from "../estate/define-recovery";
import { temporaryFolder } from "../support/files";
import { estate, PAIR, run, TIERS } from "../support/run";
import { refusal, SUBSCRIPTION } from "../support/synthesise";
import { vmId } from "../support/vms";

const output = () => join(temporaryFolder(), "cdktf.out");
const withDrill = (drill: boolean, tags: Record<string, string> = {}) =>
  estate(
    [...gold("db"), ...gold("app"), ...gold("stray", { Criticality: "Unknown", ...tags })],
    (one) => {
      one.createVaults();
      one.createBackupPolicies(
        TIERS.map((tier) => (tier.replicated && drill ? { ...tier, drill: SATURDAYS } : tier)),
      );
      one.protectVirtualMachines();
      one.replicate({ ...PAIR, testNetwork: TEST_NETWORK });
    },
    NAMED,
  );
const { outdir } = run(withDrill(true), output());
const page = (file: string, folder = outdir) => readFileSync(join(folder, "plan", file), "utf8");
const titles = (folder: string) =>
  new ICAL.Component(ICAL.parse(page("drills.ics", folder)))
    .getAllSubcomponents("vevent")
    .map((one) => String(one.getFirstPropertyValue("summary")));

describe("the plan of drills", () => {
  test("has the drill that Azure Automation runs, a restore test of each vault, and the reviews", () => {
    expect(titles(outdir)).toEqual([
      "Drill rb-drill-gold: rp-contoso-gold-prod-australiaeast",
      "Restore test: rsv-contoso-backup-prod-australiaeast",
      "Backup review",
      "Review of roles",
      "Training",
      "Read the runbooks",
    ]);
  });

  test("puts a test by hand in the place of a drill that nobody has scheduled", () => {
    const without = run(withDrill(false), output()).outdir;
    expect(titles(without)[0]).toBe("Test failover of rp-contoso-gold-prod-australiaeast");
    expect(page("drills.md", without)).toContain("none: nothing measures it");
  });

  test.each([
    [["db"], "Its VM, restored"],
    [["db", "app"], "One of its 2 VMs, another one each time, restored"],
  ])("has %j restored as a vault with so many VMs can", (names, text) => {
    const define = estate(
      names.flatMap((name) => gold(name)),
      (one) => {
        one.createVaults();
        one.createBackupPolicies(TIERS.map((tier) => ({ ...tier, replicated: false })));
        one.protectVirtualMachines();
      },
    );
    expect(page("drills.md", run(define, output()).outdir)).toContain(text);
  });

  test("tells objective and schedule of each plan, and the same dates as the calendar", () => {
    const text = page("drills.md");
    expect(text).toContain(
      "| rp-contoso-gold-prod-australiaeast | australiaeast to centralindia | 2 | 2 hours |",
    );
    expect(text).toContain("every quarter, first Saturday at 02:00, Etc/UTC | 2026-02-07 |");
    expect(page("drills.ics")).toContain("DTSTART:20260207T020000Z\r\n");
  });

  test("says that its months are assumed, unless the program says when the schedules were deployed", () => {
    expect(page("drills.md")).toContain("the dates here take 2026-01-01 for it");
    const said = run((app: ResilienceApp) => {
      app.node.setContext("calendarStart", "2027-03-10");
      withDrill(true)(app);
    }, output()).outdir;
    expect(page("drills.md", said)).toContain("The schedules were first deployed on 2027-03-10");
    expect(page("drills.md", said)).toContain("| 2027-04-03 |");
  });

  test("a day that is none refuses the run, which writes nothing", () => {
    const folder = output();
    const wrong = (app: ResilienceApp) => {
      app.node.setContext("calendarStart", "2027-13-01");
      withDrill(true)(app);
    };
    expect(refusal(() => run(wrong, folder))).toContain("[context] calendarStart must be a day");
    expect(existsSync(folder)).toBe(false);
  });
});

describe("training, responsibilities and review", () => {
  test("training is for three roles, and practises the runbooks that there are", () => {
    const text = page("training.md");
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, role]) => role)).toEqual([
      "Operator",
      "Responder",
      "Auditor",
    ]);
    expect(text).toContain("[Fail over](../runbooks/fail-over.md)");
    expect(text).not.toContain("rotate-keys");
    expect(text).toContain("1 VM that nothing backs up");
  });

  test("one role answers for each thing, and somebody does it", () => {
    const rows = page("raci.md")
      .split("\n")
      .filter((line) => /^\| .*[RA]/.test(line) && !line.includes("operator"));
    const letters = rows.map((row) => row.split("|").slice(2, -1).join(" "));
    expect(letters.filter((row) => row.match(/A/g)?.length !== 1 || !row.includes("R"))).toEqual([]);
    expect(rows.length).toBeGreaterThan(10);
  });

  test("who agrees to a critical operation neither does the others nor restores", () => {
    const security = page("raci.md")
      .split("\n")
      .filter((line) => line.startsWith("| ["))
      .map((line) => line.split("|")[4]?.trim());
    expect(security.filter((letter) => letter?.startsWith("R"))).toEqual([]);
  });

  test("the review has the numbers of the estate, and names what nobody protects", () => {
    const text = page("review.md");
    expect(text).toContain(
      "- 2 VMs backed up in 1 vault, 0 of them stopped\n- 2 VMs replicated, 1 recovery plan\n- RPO met by 2, not by 0, of 2 VMs with a promise",
    );
    expect(text).toMatch(
      /^Backed up by nothing:\n\n- stray \(inventory\.json: data\[8]\): its tag "Criticality" has the unknown value "Unknown"/m,
    );
  });

  test("an app of bare constructs has them too, without promises that nobody made", () => {
    const bare = run((app) => {
      const stack = new ResilienceStack(app, "one", { subscriptionId: SUBSCRIPTION });
      const vault = new RecoveryServicesVault(stack, "Vault", {
        name: "rsv-one",
        resourceGroup: { name: "rg-one" },
        region: "australiaeast",
      });
      vault
        .addVmPolicy("Nightly", { schedule: Schedule.daily("02:00"), retention: { daily: 30 } })
        .protect({ id: vmId("web") });
    }, output()).outdir;
    expect(page("review.md", bare)).toContain("The program promises no VM a recovery time");
    expect(page("drills.md", bare)).toContain(
      "No recovery plan: restores of backups are all there is to try out.",
    );
    expect(page("raci.md", bare)).not.toContain("Fail over");
  });
});
