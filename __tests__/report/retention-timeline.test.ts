import fc from "fast-check";
import { type EstimatedPolicy, retentionTimeline, Schedule, type TimelineMoment } from "../../lib";

type Counts = readonly [daily: number, weekly: number, monthly: number, yearly: number];

const counts = ({ daily, weekly, monthly, yearly }: TimelineMoment): Counts => [
  daily,
  weekly,
  monthly,
  yearly,
];
const countsOf = (policy: EstimatedPolicy) => retentionTimeline(policy).map(counts);
const nightly = { type: "Enhanced", schedule: Schedule.daily("02:00") } as const;

describe("the recovery points that there are as time passes", () => {
  test("are one for each day at first: after a day one, after a week seven", () => {
    expect(countsOf({ ...nightly, retention: { daily: 30 } })).toEqual([
      [1, 0, 0, 0],
      [7, 0, 0, 0],
      [30, 0, 0, 0],
      [30, 0, 0, 0],
      [30, 0, 0, 0],
    ]);
  });

  test.each([
    [29, 29],
    [30, 30],
    [31, 30],
  ])(
    "a retention of %s days has %s points after a month of 30 days, and no more than that ever",
    (daily, points) => {
      expect(countsOf({ ...nightly, retention: { daily } })[2]).toEqual([points, 0, 0, 0]);
      expect(countsOf({ ...nightly, retention: { daily } })[4]).toEqual([daily, 0, 0, 0]);
    },
  );

  test("counts a point that several retentions keep as the one that keeps it longest", () => {
    // from Monday, 8 October 2029: Sundays are the 7th, 14th, 21st and 28th day; 4 November and 6 January are first Sundays
    const retention = { daily: 7, weekly: 4, monthly: 12, yearly: 7 };
    expect(countsOf({ ...nightly, retention })).toEqual([
      [1, 0, 0, 0],
      [6, 1, 0, 0],
      [6, 3, 1, 0],
      [6, 3, 11, 1],
      [6, 3, 11, 7],
    ]);
  });

  test("says how old the oldest is: nothing is older than backups have run", () => {
    const oldest = retentionTimeline({ ...nightly, retention: { daily: 30, yearly: 10 } }).map(
      ({ oldestDays }) => oldestDays,
    );
    // the first point of January that is kept for years is of 6 January 2030, 90 days after the first backup
    expect(oldest).toEqual([0, 6, 29, 364 - 90, 2556 - 90]);
  });

  test("has none before the first backup of a weekly schedule", () => {
    const sundays = { type: "Standard", schedule: Schedule.weekly(["Sunday"], "02:00") } as const;
    const [day, week] = retentionTimeline({ ...sundays, retention: { weekly: 12 } });
    expect(day).toMatchObject({
      weekly: 0,
      snapshots: 0,
      instantRestoreDays: 0,
      oldestDays: undefined,
      runs: [],
    });
    expect(week).toMatchObject({ weekly: 1, snapshots: 1, oldestDays: 0 });
  });

  test("joins days in a row of one kind into one run, newest first", () => {
    const [, week] = retentionTimeline({ ...nightly, retention: { daily: 7, weekly: 4 } });
    expect(week?.runs).toEqual([
      { kind: "weekly", tier: "standard", newest: 0, oldest: 0 },
      { kind: "daily", tier: "standard", newest: 1, oldest: 6 },
    ]);
  });
});

describe("instant restore", () => {
  const spans = (policy: EstimatedPolicy) =>
    retentionTimeline(policy).map(({ snapshots, instantRestoreDays }) => [snapshots, instantRestoreDays]);

  test("reaches back as far as the policy says, once backups have run for so long", () => {
    expect(spans({ ...nightly, retention: { daily: 30 }, instantRestoreDays: 5 })).toEqual([
      [1, 1],
      [5, 5],
      [5, 5],
      [5, 5],
      [5, 5],
    ]);
  });

  test("has every backup of a day in an hourly schedule: six of them every four hours", () => {
    const schedule = Schedule.everyHours(4, { from: "00:00", during: 24 });
    const policy = { type: "Enhanced", schedule, retention: { daily: 30 }, instantRestoreDays: 2 } as const;
    expect(spans(policy).slice(0, 2)).toEqual([
      [6, 1],
      [12, 2],
    ]);
  });

  test("is what Azure decides where the policy says nothing: 2 days in Standard policies, 7 in Enhanced ones", () => {
    expect(spans({ ...nightly, retention: { daily: 30 } })[4]).toEqual([7, 7]);
    expect(spans({ ...nightly, type: "Standard", retention: { daily: 30 } })[4]).toEqual([2, 2]);
  });
});

describe("the archive tier", () => {
  const archived = (policy: Partial<EstimatedPolicy>) =>
    retentionTimeline({ ...nightly, retention: { daily: 7, yearly: 7 }, ...policy }).map(
      (moment) => moment.archived,
    );

  test("has yearly points that are old enough, and none of those that Azure alone would recommend", () => {
    // after a year the one of January is 9 months old; after seven years, the newest of seven too
    expect(archived({ archiveTiering: { afterMonths: 3 } })).toEqual([0, 0, 0, 1, 7]);
    expect(archived({ archiveTiering: "Recommended" })).toEqual([0, 0, 0, 0, 0]);
    expect(archived({})).toEqual([0, 0, 0, 0, 0]);
  });

  test.each([
    [8, 1],
    [9, 1],
    [10, 0],
  ])("with points that move after %s months, %s has moved after a year", (afterMonths, points) => {
    expect(archived({ archiveTiering: { afterMonths } })[3]).toBe(points);
  });
});

/** Day by day: every day's point is made, and goes when no retention keeps it any more. Dates are counted by hand. */
function simulated(days: number, { daily = 0, weekly = 0, monthly = 0, yearly = 0 }): Counts {
  const DAY = 86_400_000;
  const start = Date.UTC(2029, 9, 8);
  const last = start + (days - 1) * DAY;
  const found = { daily: 0, weekly: 0, monthly: 0, yearly: 0 };
  for (let time = start; time <= last; time += DAY) {
    const date = new Date(time);
    const isSunday = date.getUTCDay() === 0;
    const isFirst = isSunday && date.getUTCDate() <= 7;
    const inMonths = (months: number) => new Date(time).setUTCMonth(date.getUTCMonth() + months);
    const ends = [
      ["yearly", isFirst && date.getUTCMonth() === 0 ? inMonths(12 * yearly) : time],
      ["monthly", isFirst ? inMonths(monthly) : time],
      ["weekly", isSunday ? time + weekly * 7 * DAY : time],
      ["daily", time + daily * DAY],
    ] as const;
    const end = Math.max(...ends.map(([, one]) => one));
    const kind = ends.find(([, one]) => one === end)?.[0];
    if (kind && end > last) found[kind] += 1;
  }
  return [found.daily, found.weekly, found.monthly, found.yearly];
}

test("is what a simulation has that makes and drops points day by day, whatever the retention", () => {
  const retentions = fc.record({
    daily: fc.integer({ min: 7, max: 400 }),
    weekly: fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined }),
    monthly: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    yearly: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(retentions, (retention) => {
      for (const moment of retentionTimeline({ ...nightly, retention })) {
        expect(counts(moment)).toEqual(simulated(moment.days, retention));
        const points = moment.runs.reduce((sum, { newest, oldest }) => sum + oldest - newest + 1, 0);
        expect(points).toBe(moment.daily + moment.weekly + moment.monthly + moment.yearly);
      }
    }),
    { numRuns: 40 },
  );
});
