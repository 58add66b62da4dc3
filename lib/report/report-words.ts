import { REGIONS } from "../core/regions";

/** What stands where there is nothing to say. */
export const NOTHING = "–";

/** Minutes as people say them: "5 min", "4 h", "1 day"; a dash for none. */
export function duration(minutes: number | undefined): string {
  if (minutes === undefined) return NOTHING;
  if (minutes < 60 || minutes % 30 !== 0) return `${minutes} min`;
  if (minutes < 1440 || minutes % 1440 !== 0) return `${minutes / 60} h`;
  return counted(minutes / 1440, "day");
}

/** "1 VM", "1,200 VMs" */
export function counted(count: number, noun: string): string {
  return `${whole(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A number to the nearest whole, with a comma for each three digits; the same on every machine. */
export function whole(number: number): string {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** "australiaeast" is "Australia East"; regions that are not known stay as they are. */
export function regionName(region: string | undefined): string {
  if (region === undefined) return NOTHING;
  const [name = "", ...zone] = region.split(" ");
  return [REGIONS[name]?.displayName ?? name, ...zone].join(" ");
}

/** 0.02 is "2 %". */
export function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

/** Durations of ISO 8601 that Azure Monitor knows, for people: "PT1H" is "1 h". */
export function isoDuration(text: string | undefined): string {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(text ?? "") ?? [];
  const sum = Number(days ?? 0) * 1440 + Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sum === 0 ? (text ?? NOTHING) : duration(sum);
}

export const SEVERITY_NAMES = ["critical", "error", "warning", "informational", "verbose"] as const;
