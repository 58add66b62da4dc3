import { Schedule, type Tier, TierSet } from "../../lib";
import { tier } from "./some-tiers";

const doubtsOf = (changes: Partial<Tier>) =>
  new TierSet([tier("Gold", changes)]).doubts.map(
    ({ criticality, reason, remedy }) => `${criticality}: ${reason}; ${remedy}`,
  );

const FAILOVER = (minutes: number) =>
  `Gold: its recovery time of ${minutes} minutes is below the 60 that Azure promises of a failover; let drills show that it is met, or promise more time`;
const DRILL = (minutes: number) =>
  `Gold: its recovery time of ${minutes} minutes is promised, and nothing ever tries it out; give the tier a drill schedule`;
const RESTORE = (minutes: number) =>
  `Gold: its recovery time of ${minutes} minutes leaves too little for the restore of a backup; replicate the tier, or promise more time`;
const SNAPSHOT = (minutes: number) =>
  `Gold: its recovery time of ${minutes} minutes needs a snapshot, and snapshots are kept for less time than lies between two backups; raise instantRestoreDays, or back up more often`;

const drill = { every: "month", on: "first Saturday", at: "02:00" } as const;

describe("a replicated tier", () => {
  test("is in doubt below the hour that Azure promises of a failover", () => {
    expect(doubtsOf({ replicated: true, drill, rtoMinutes: 59 })).toEqual([FAILOVER(59)]);
    expect(doubtsOf({ replicated: true, drill, rtoMinutes: 60 })).toEqual([]);
    expect(doubtsOf({ replicated: true, drill, rtoMinutes: 61 })).toEqual([]);
  });

  test("is in doubt while nothing tries its recovery out", () => {
    expect(doubtsOf({ replicated: true, rtoMinutes: 60 })).toEqual([DRILL(60)]);
    expect(doubtsOf({ replicated: true, rtoMinutes: 59 })).toEqual([FAILOVER(59), DRILL(59)]);
  });
});

describe("a tier that is only backed up", () => {
  const weekly = (instantRestoreDays?: number): Partial<Tier> => ({
    rpoMinutes: 10_080,
    backup: {
      name: "Weekly",
      schedule: Schedule.weekly(["Sunday"], "02:00"),
      retention: { weekly: 4 },
      instantRestoreDays,
    },
  });
  const daily = (instantRestoreDays?: number): Partial<Tier> => ({
    backup: { name: "Daily", schedule: Schedule.daily("02:00"), retention: { daily: 7 }, instantRestoreDays },
  });

  test("is in doubt below an hour, which a restore takes", () => {
    expect(doubtsOf({ ...daily(1), rtoMinutes: 59 })).toEqual([RESTORE(59)]);
    expect(doubtsOf({ ...daily(1), rtoMinutes: 60 })).toEqual([]);
  });

  test("is in doubt below four hours where snapshots are gone before the next backup", () => {
    expect(doubtsOf({ ...weekly(5), rtoMinutes: 239 })).toEqual([SNAPSHOT(239)]);
    expect(doubtsOf({ ...weekly(5), rtoMinutes: 240 })).toEqual([]);
    expect(doubtsOf({ ...weekly(5), rtoMinutes: 59 })).toEqual([RESTORE(59)]);
  });

  test("is not in doubt where a snapshot is always there", () => {
    expect(doubtsOf({ ...daily(1), rtoMinutes: 61 })).toEqual([]);
    expect(doubtsOf({ ...daily(), rtoMinutes: 61 })).toEqual([]);
  });

  test("is in doubt with Azure's own number of days, where these are fewer than lie between two backups", () => {
    expect(doubtsOf({ ...weekly(), rtoMinutes: 61 })).toEqual([SNAPSHOT(61)]);
  });
});

test("tiers are doubted one by one, in their order", () => {
  const set = new TierSet([
    tier("Silver", { rtoMinutes: 30 }),
    tier("Bronze"),
    tier("Gold", { replicated: true }),
  ]);
  expect(set.doubts.map(({ criticality }) => criticality)).toEqual(["Silver", "Gold"]);
});
