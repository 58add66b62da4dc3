import type { IConstruct } from "constructs";
import { Problems } from "./problems";

/** A day in UTC: "2027-06-30". */
export type Day = `${number}-${number}-${number}`;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;

/** Days before its end from which on people are told of something that ends. */
export const DAYS_OF_NOTICE = 30;

/** The context value that says which day it is, for runs that must not depend on it. */
export const TODAY_CONTEXT = "today";

/** Days since 1970 of a day of the calendar; undefined for what is none, such as "2027-02-30". */
export function dayNumber(text: string): number | undefined {
  const [, year, month, day] = DAY.exec(text) ?? [];
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) return undefined;
  return ms / MS_PER_DAY;
}

/** The day of this run, UTC: the context value "today" of cdktf.json, or the machine's. */
export function today(scope: IConstruct): number {
  const said: unknown = scope.node.tryGetContext(TODAY_CONTEXT);
  if (said === undefined) return Math.floor(Date.now() / MS_PER_DAY);
  const day = typeof said === "string" ? dayNumber(said) : undefined;
  const problems = new Problems("context");
  problems.when(day === undefined, `today must be a day such as "2027-06-30", got ${JSON.stringify(said)}`);
  problems.throwIfAny();
  return day as number;
}

/** Days from this run's to another one, both of them counted: 1 is today, 0 was yesterday. */
export function daysLeft(scope: IConstruct, until: string): number {
  return (dayNumber(until) ?? Number.NaN) - today(scope) + 1;
}
