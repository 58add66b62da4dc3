import { readFileSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";
import { RecoveryServicesVault, type ResilienceApp, ResilienceStack, Schedule } from "../../lib";
import { temporaryFolder } from "../support/files";
import { run } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import { vmId } from "../support/vms";

/** Vaults in groups of their own, each of which backs up one VM. */
const vaults =
  (...names: readonly string[]) =>
  (app: ResilienceApp) => {
    for (const [i, name] of names.entries()) {
      const stack = new ResilienceStack(app, `stack-${i}`, { subscriptionId: SUBSCRIPTION });
      const resourceGroup = { name: `rg-${i}` };
      const vault = new RecoveryServicesVault(stack, "Vault", {
        name,
        resourceGroup,
        region: "australiaeast",
      });
      vault
        .addVmPolicy("Nightly", { schedule: Schedule.daily("02:00"), retention: { daily: 30 } })
        .protect({ id: vmId(`web-${i}`) });
    }
  };

/** Titles and UIDs of restore tests, in the order of the calendar. */
function restoreTests(...names: readonly string[]) {
  const { outdir } = run(vaults(...names), join(temporaryFolder(), "cdktf.out"));
  const text = readFileSync(join(outdir, "plan/drills.ics"), "utf8");
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
  const all = events.map((event) => new ICAL.Event(event));
  expect(new Set(all.map(({ uid }) => uid)).size).toBe(all.length);
  return all
    .filter(({ summary }) => summary.startsWith("Restore test"))
    .map(({ summary, uid }) => [summary, uid]);
}

describe("a calendar keeps one event of each UID", () => {
  test("so vaults of one name have restore tests of their own", () => {
    const both = restoreTests("rsv-one", "rsv-one");
    expect(both.map(([title]) => title)).toEqual(["Restore test: rsv-one", "Restore test: rsv-one"]);
  });

  test("and the first of them keeps its UID when another of its name comes: nobody's calendar has it twice", () => {
    const [alone] = restoreTests("rsv-one");
    const [first, second, third] = restoreTests("rsv-one", "rsv-one", "rsv-one");
    expect(first).toEqual(alone);
    expect(new Set([first?.[1], second?.[1], third?.[1]]).size).toBe(3);
    expect(restoreTests("rsv-one", "rsv-one")[1]).toEqual(second);
  });

  test("which another vault between them does not change", () => {
    const all = restoreTests("rsv-one", "rsv-two", "rsv-one");
    const ones = all.filter(([title]) => title === "Restore test: rsv-one");
    expect([all.length, ones]).toEqual([3, restoreTests("rsv-one", "rsv-one")]);
  });
});
