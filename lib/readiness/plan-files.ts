import type { IConstruct } from "constructs";
import type { OutputFile } from "../core/output-file";
import { bullets, GENERATED, page } from "../runbooks/markdown";
import { hasPlan, type ProtectedEstate } from "../runbooks/protected-estate";
import { calendar } from "./calendar-file";
import { drillPlan } from "./drill-plan";
import { calendarStart } from "./occurrence";
import { PLAN_FOLDER } from "./plan-folder";
import { plannedEvents } from "./planned-events";
import { responsibilities } from "./responsibilities";
import { reviewAgenda } from "./review-agenda";
import { trainingPlan } from "./training-plan";

/** The plan of an estate; nothing where it protects no VM. */
export function planFiles(root: IConstruct, estate: ProtectedEstate): readonly OutputFile[] {
  if (!hasPlan(estate)) return [];
  const start = calendarStart(root);
  const events = plannedEvents(estate);
  const file = (name: string, content: string) => ({ name: `${PLAN_FOLDER}/${name}`, content, summary: [] });
  return [
    file("README.md", INDEX),
    file("drills.md", drillPlan(estate, events, start)),
    file("drills.ics", calendar(events, start)),
    file("training.md", trainingPlan(estate)),
    file("raci.md", responsibilities(estate)),
    file("review.md", reviewAgenda(estate, events)),
  ];
}

const INDEX = page(
  "# Plan",
  GENERATED,
  bullets([
    "[Drills](drills.md), and their [calendar](drills.ics) (iCalendar)",
    "[Training](training.md) of operators, responders and auditors",
    "[Who does what](raci.md)",
    "[Agenda of the backup review](review.md)",
    "[Runbooks](../runbooks/README.md)",
  ]),
);
