import { Schedule, type VmBackupRetention } from "../lib/backup-policy";
import { DrillSchedule } from "../lib/drills";
import type { Tier } from "../lib/tiers";

/** Long-term points of Contoso: of Sundays, of the first Sunday of the month, of the first Sunday of the year. */
const sundays = (weeks: number) => ({ weeks, on: ["Sunday"] }) as const;
const firstSundays = (months: number) => ({ months, the: ["First"], on: ["Sunday"] }) as const;
const firstSundaysOfTheYear = (years: number) =>
  ({ years, in: ["January"], the: ["First"], on: ["Sunday"] }) as const;

const production = (weeks: number): VmBackupRetention => ({
  daily: 7,
  weekly: sundays(weeks),
  monthly: firstSundays(6),
  yearly: firstSundaysOfTheYear(7),
});

const development = (days: number): VmBackupRetention => ({
  daily: days,
  weekly: sundays(8),
  monthly: firstSundays(12),
  yearly: firstSundaysOfTheYear(2),
});

const everyFourHours = Schedule.everyHours(4, { from: "00:00", during: 24 });
const everyNight = Schedule.daily("00:00");

/**
 * Contoso's requirements, row by row. All are Enhanced policies, so that Trusted Launch VMs and Ultra disks fit every
 * tier; "Standard" would do for development VMs without them.
 */
export const contosoTiers: readonly Tier[] = [
  {
    criticality: "Tier-1",
    description: "Critical Application DB - Prod",
    rpoMinutes: 240,
    rtoMinutes: 120,
    replicated: true,
    drill: DrillSchedule.quarterly({ on: "first Saturday", at: "02:00", timezone: "Australia/Sydney" }),
    backup: {
      name: "Tier-1-Prod-AppDB",
      type: "Enhanced",
      schedule: everyFourHours,
      retention: production(4),
      instantRestoreDays: 5,
      archiveTiering: "Recommended",
      snapshotResourceGroup: { prefix: "rg-contoso-snapshots-tier1-" },
    },
  },
  {
    criticality: "Tier-2",
    description: "File Server - Prod",
    rpoMinutes: 240,
    rtoMinutes: 480,
    replicated: false,
    backup: {
      name: "Tier-2-Prod-FileServer",
      type: "Enhanced",
      schedule: everyFourHours,
      retention: production(6),
      instantRestoreDays: 5,
    },
  },
  {
    criticality: "Tier-3",
    description: "Web Application VM - Dev",
    rpoMinutes: 1440,
    rtoMinutes: 1440,
    replicated: false,
    backup: {
      name: "Tier-3-Dev-WebApp",
      type: "Enhanced",
      schedule: everyNight,
      retention: development(20),
      instantRestoreDays: 2,
    },
  },
  {
    criticality: "Tier-4",
    description: "Database Server - Dev",
    rpoMinutes: 1440,
    rtoMinutes: 1440,
    replicated: false,
    backup: {
      name: "Tier-4-Dev-Database",
      type: "Enhanced",
      schedule: everyNight,
      retention: development(30),
      instantRestoreDays: 2,
    },
  },
];
