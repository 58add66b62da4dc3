const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Minutes of an ISO 8601 duration, 12 months as a year of 365 days and a month of them as 30; undefined for what is none. */
export function isoMinutes(text: string): number | undefined {
  const parts = DURATION.exec(text);
  if (!parts || text.endsWith("P") || text.endsWith("T")) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const all = years * 12 + months;
  const inDays = Math.floor(all / 12) * 365 + (all % 12) * 30 + weeks * 7 + days;
  return inDays * 1440 + hours * 60 + minutes + seconds / 60;
}
