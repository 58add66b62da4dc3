import type { DrillSchedule } from "../drills/drill-schedule";

/** Who does something, in the words of the plan. */
export type PlanRole = "operator" | "responder" | "auditor" | "owner";

/** Something that comes again and again: a drill, a review, a training. */
export interface PlannedEvent {
  /** Tells it from all others, and stays: calendars recognise it by this. */
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly schedule: DrillSchedule;
  /** How long it is put down for. */
  readonly minutes: number;
  readonly role: PlanRole;
  /** Does Azure Automation do it by itself? */
  readonly automatic: boolean;
}
