import { Problems, quoted } from "../core/problems";
import { DEFAULT_CHURN_PER_DAY, type EstimateOptions } from "./estimate-backup-storage";

/** Refuses what is not a share, or not a day of the calendar. */
export function checkEstimateOptions(options: EstimateOptions): void {
  const { churnPerDay = DEFAULT_CHURN_PER_DAY, changingShare, usedShare, asOf } = options;
  const problems = new Problems("the estimate");
  problems.when(
    !(churnPerDay >= 0 && churnPerDay <= 1),
    `churnPerDay must be 0 to 1, got ${quoted(churnPerDay)}: 0.03 is 3 % of the used size`,
  );
  problems.when(
    changingShare !== undefined && !(changingShare >= churnPerDay && changingShare <= 1),
    `changingShare must be churnPerDay (${churnPerDay}) to 1, got ${quoted(changingShare)}: what changes in a day is a part of it`,
  );
  problems.when(
    usedShare !== undefined && !(usedShare > 0 && usedShare <= 1),
    `usedShare must be above 0 and up to 1, got ${quoted(usedShare)}: 0.6 is 60 % of the disks' size`,
  );
  problems.when(
    asOf !== undefined && !isDay(asOf),
    `asOf must be a day such as "2030-12-31", got ${quoted(asOf)}`,
  );
  problems.throwIfAny();
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${text}T`);
}
