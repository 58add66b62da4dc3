/** A day in UTC: "2027-06-30". */
export type Day = `${number}-${number}-${number}`;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
export const MS_PER_DAY = 86_400_000;

/** Days since 1970 of a day of the calendar; undefined for what is none, such as "2027-02-30". */
export function dayNumber(text: string): number | undefined {
  const [, year, month, day] = DAY.exec(text) ?? [];
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) return undefined;
  return ms / MS_PER_DAY;
}
