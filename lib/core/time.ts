/** A time of day that Azure Backup can start at: on the hour or the half hour, 24-hour clock ("02:30"). */
export type TimeOfDay = `${Hour}:${"00" | "30"}`;
type Hour = `0${Digit}` | `1${Digit}` | "20" | "21" | "22" | "23";
type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";

export const TIME_OF_DAY = /^([01]\d|2[0-3]):(00|30)$/;

export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;
/** A day of the week in English. */
export type Weekday = (typeof WEEKDAYS)[number];

/** Which one of the month: the first Sunday, the last Friday. */
export const WEEKS = ["First", "Second", "Third", "Fourth", "Last"] as const;
/** A week of the month. */
export type WeekOfMonth = (typeof WEEKS)[number];

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
/** A month in English. */
export type Month = (typeof MONTHS)[number];
