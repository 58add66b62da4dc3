/** How often a log alert looks, as azurerm names it (`evaluation_frequency`). */
export const FREQUENCIES = [
  "PT1M",
  "PT5M",
  "PT10M",
  "PT15M",
  "PT30M",
  "PT45M",
  "PT1H",
  "PT2H",
  "PT3H",
  "PT4H",
  "PT5H",
  "PT6H",
  "P1D",
] as const;

/** What a log alert looks at each time (`window_duration`). */
export const WINDOWS = [...FREQUENCIES, "P2D"] as const;

/** For how long a log alert that has fired does not act again (`mute_actions_after_alert_duration`). */
export const MUTES = WINDOWS.filter((window) => window !== "PT1M");

/** What the query itself looks at (`query_time_range_override`). */
export const TIME_RANGES = [...MUTES.slice(0, 3), "PT20M", ...MUTES.slice(3)] as const;

export type AlertFrequency = (typeof FREQUENCIES)[number];
export type AlertWindow = (typeof WINDOWS)[number];
export type AlertMute = Exclude<AlertWindow, "PT1M">;
export type AlertTimeRange = AlertMute | "PT20M";

const UNITS = { M: 1, H: 60, D: 1440 } as const;

/** "PT1H" is 60 minutes. */
export function minutesOf(duration: AlertWindow | AlertTimeRange): number {
  const [, count, unit] = /^PT?(\d+)([MHD])$/.exec(duration) ?? [];
  return Number(count) * UNITS[unit as keyof typeof UNITS];
}
