import { Schedule, type Tier, TierSet, type VmBackupSchedule, type Weekday } from "../../lib";
import { refusal } from "../support/synthesise";
import { tier } from "./some-tiers";

const refusalOfTiers = (...tiers: readonly Tier[]) => refusal(() => new TierSet(tiers));
const names = (...tiers: readonly Tier[]) => new TierSet(tiers).tiers.map((t) => t.criticality);

const backedUp = (schedule: VmBackupSchedule, rpoMinutes: number, replicated = false) =>
  tier("Gold", {
    rpoMinutes,
    replicated,
    backup: { name: "Gold", schedule, retention: { daily: 7 } },
  });

describe("a set of tiers", () => {
  test("refuses to be empty because no VM would be protected", () => {
    expect(refusalOfTiers()).toBe("[tiers] there must be at least one tier");
  });

  test("refuses two tiers of one tag value, whatever its letter case, because a VM could have both", () => {
    const twin = tier("GOLD", { backup: { ...tier("Gold").backup, name: "Other" } });

    expect(refusalOfTiers(tier("Gold"), twin)).toBe(
      '[tiers] criticality "gold" is given to more than one tier: letter case does not tell them apart',
    );
  });

  test("refuses two policies of one name, whatever its letter case, because a vault would keep one", () => {
    const twin = tier("Silver", { backup: { ...tier("Silver").backup, name: "POLICY-GOLD" } });

    expect(refusalOfTiers(tier("Gold"), twin)).toBe(
      '[tiers] backup.name "policy-gold" is given to more than one tier: letter case does not tell them apart',
    );
  });

  test("names a repeated tier once, and both of its repetitions", () => {
    expect(refusalOfTiers(tier("Gold"), tier("gold"), tier("GOLD"))).toBe(
      [
        "[tiers] 2 problems:",
        '  - criticality "gold" is given to more than one tier: letter case does not tell them apart',
        '  - backup.name "policy-gold" is given to more than one tier: letter case does not tell them apart',
      ].join("\n"),
    );
  });

  test("keeps the order of its tiers, since summaries show them in it", () => {
    expect(names(tier("Silver"), tier("Gold"), tier("Bronze"))).toEqual(["Silver", "Gold", "Bronze"]);
  });
});

describe("a tier's objectives", () => {
  const objectives = (rpoMinutes: number, rtoMinutes: number) =>
    tier("Gold", { rpoMinutes, rtoMinutes, replicated: true });

  test("are 1 minute to 1 year of lost work", () => {
    const message = (minutes: number) =>
      `[tiers] Gold: rpoMinutes must be 1 to 525600 minutes, got ${minutes}: it is the work that may be lost`;

    expect(refusalOfTiers(objectives(0, 60))).toBe(message(0));
    expect(names(objectives(525_600, 60))).toEqual(["Gold"]);
    expect(refusalOfTiers(objectives(525_601, 60))).toBe(message(525_601));
    expect(refusalOfTiers(objectives(5.5, 60))).toBe(message(5.5));
  });

  test("of a replicated tier are 5 minutes of lost work at least, since Site Recovery takes a point every 5 minutes", () => {
    const message = (minutes: number) =>
      `[tiers] Gold: rpoMinutes must be 5 at least, got ${minutes}: Site Recovery takes a recovery point every 5 minutes`;

    expect(refusalOfTiers(objectives(1, 60))).toBe(message(1));
    expect(refusalOfTiers(objectives(4, 60))).toBe(message(4));
    expect(names(objectives(5, 60))).toEqual(["Gold"]);
  });

  test("are 1 minute to 1 year of recovery", () => {
    const message = (minutes: number) =>
      `[tiers] Gold: rtoMinutes must be 1 to 525600 minutes, got ${minutes}: it is the time to recover`;

    expect(refusalOfTiers(objectives(60, 0))).toBe(message(0));
    expect(names(objectives(60, 1))).toEqual(["Gold"]);
    expect(names(objectives(60, 525_600))).toEqual(["Gold"]);
    expect(refusalOfTiers(objectives(60, 525_601))).toBe(message(525_601));
  });
});

describe("a recovery point objective", () => {
  const unmet = (rpo: number, gap: number) =>
    `[tiers] Gold: rpoMinutes ${rpo} is not met by backups that are ${gap} minutes apart: back up more often, replicate the tier, or promise ${gap}`;
  const weekly = (...on: readonly Weekday[]) => Schedule.weekly(on, "02:00");

  test.each([
    { what: "every 4 hours", schedule: Schedule.everyHours(4, { from: "00:00", during: 24 }), gap: 240 },
    { what: "every 6 hours", schedule: Schedule.everyHours(6, { from: "00:00", during: 24 }), gap: 360 },
    { what: "every 12 hours", schedule: Schedule.everyHours(12, { from: "00:00", during: 24 }), gap: 720 },
    { what: "daily", schedule: Schedule.daily("02:00"), gap: 1440 },
    { what: "on Sundays", schedule: weekly("Sunday"), gap: 10_080 },
    { what: "on Sundays and Wednesdays", schedule: weekly("Sunday", "Wednesday"), gap: 5760 },
    { what: "on Monday, Tuesday, Friday", schedule: weekly("Friday", "Monday", "Tuesday"), gap: 4320 },
    { what: "on Saturday and Sunday", schedule: weekly("Saturday", "Sunday"), gap: 8640 },
    { what: "twice on Mondays", schedule: weekly("Monday", "Monday"), gap: 10_080 },
    {
      what: "on every weekday",
      schedule: weekly("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
      gap: 1440,
    },
  ])("below $gap minutes is refused with backups $what, because so much can be lost", ({ schedule, gap }) => {
    expect(refusalOfTiers(backedUp(schedule, gap - 1))).toBe(unmet(gap - 1, gap));
    expect(names(backedUp(schedule, gap))).toEqual(["Gold"]);
    expect(names(backedUp(schedule, gap + 1))).toEqual(["Gold"]);
  });

  test("counts the hours of the day without backups, which are the longest", () => {
    const workday = Schedule.everyHours(4, { from: "08:00", during: 12 });

    expect(refusalOfTiers(backedUp(workday, 240))).toBe(unmet(240, 960));
    expect(names(backedUp(workday, 960))).toEqual(["Gold"]);
  });

  test("is met by replication where backups alone do not, so that no schedule is refused then", () => {
    expect(names(backedUp(Schedule.daily("02:00"), 15, true))).toEqual(["Gold"]);
  });

  test("is checked for every tier, so that one run shows everything to mend", () => {
    const silver = tier("Silver", { rpoMinutes: 60 });

    expect(refusalOfTiers(backedUp(Schedule.daily("02:00"), 240), silver)).toBe(
      [
        "[tiers] 2 problems:",
        "  - Gold: rpoMinutes 240 is not met by backups that are 1440 minutes apart: back up more often, replicate the tier, or promise 1440",
        "  - Silver: rpoMinutes 60 is not met by backups that are 1440 minutes apart: back up more often, replicate the tier, or promise 1440",
      ].join("\n"),
    );
  });
});
