import { Schedule, type Tier } from "../../lib";

/** A tier of nightly backups that promises just that; say only what matters. */
export const tier = (criticality: string, changes: Partial<Tier> = {}): Tier => ({
  criticality,
  description: `VMs of ${criticality}`,
  rpoMinutes: 1440,
  rtoMinutes: 480,
  replicated: false,
  backup: { name: `Policy-${criticality}`, schedule: Schedule.daily("02:00"), retention: { daily: 7 } },
  ...changes,
});
