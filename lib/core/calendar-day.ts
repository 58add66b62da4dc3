import type { IConstruct } from "constructs";
import { type Day, dayNumber, MS_PER_DAY } from "./day";
import { Problems } from "./problems";

export { type Day, dayNumber };

/** Days before its end from which on people are told of something that ends. */
export const DAYS_OF_NOTICE = 30;

/** The context value that says which day it is, for runs that must not depend on it. */
const TODAY_CONTEXT = "today";

/** The day of this run, UTC: the context value "today" of cdktf.json, or the machine's. */
function today(scope: IConstruct): number {
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
