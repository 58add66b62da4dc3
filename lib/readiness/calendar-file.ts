import { fingerprint } from "../core/fingerprint";
import { DEFAULT_TIMEZONE } from "../drills/drill-schedule";
import { type CalendarStart, firstDay, recurrenceRule } from "./occurrence";
import type { PlannedEvent } from "./planned-event";
import { timezoneLines } from "./timezone-component";

/** A calendar of the events (iCalendar, RFC 5545): the same whenever it is written. */
export function calendar(events: readonly PlannedEvent[], start: CalendarStart): string {
  const zones = new Set(events.map(({ schedule }) => schedule.timezone ?? DEFAULT_TIMEZONE));
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//cdktf-azure-resilience//plan of drills//EN",
    "CALSCALE:GREGORIAN",
    ...[...zones]
      .filter((zone) => zone !== DEFAULT_TIMEZONE)
      .flatMap((zone) => timezoneLines(zone, start.day)),
    ...events.flatMap((event) => eventLines(event, start)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function eventLines(event: PlannedEvent, start: CalendarStart): readonly string[] {
  const { key, title, description, schedule, minutes, automatic } = event;
  const { at, timezone = DEFAULT_TIMEZONE } = schedule;
  const begin = `${firstDay(schedule, start.day).replaceAll("-", "")}T${at.replace(":", "")}00`;
  return [
    "BEGIN:VEVENT",
    `UID:${fingerprint(key, 16)}@plan.cdktf-azure-resilience`,
    `DTSTAMP:${start.text.replaceAll("-", "")}T000000Z`,
    timezone === DEFAULT_TIMEZONE ? `DTSTART:${begin}Z` : `DTSTART;TZID=${timezone}:${begin}`,
    `DURATION:PT${minutes}M`,
    `RRULE:${recurrenceRule(schedule)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(description)}`,
    `CATEGORIES:${automatic ? "DRILL" : "PLAN"}`,
    "END:VEVENT",
  ];
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll("\n", "\\n");
}

const OCTETS = 75;

/** Lines are 75 octets long at most, and never broken within a character (RFC 5545, 3.1). */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  for (const character of line) {
    const limit = parts.length === 0 ? OCTETS : OCTETS - 1;
    if (Buffer.byteLength(part + character) > limit) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part].join("\r\n ");
}
