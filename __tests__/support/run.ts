import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Estate, type EstateProps, ResilienceApp, Schedule, type Tier, VmInventory } from "../../lib";
import { temporaryFile, temporaryFolder } from "./files";
import { answer } from "./rows";
import { refusal } from "./synthesise";

type Json = Record<string, unknown>;

/** Two tiers: "Gold" is replicated, "Bronze" is not. */
export const TIERS: readonly Tier[] = [
  {
    criticality: "Gold",
    description: "databases",
    rpoMinutes: 240,
    rtoMinutes: 120,
    replicated: true,
    backup: {
      name: "Gold",
      schedule: Schedule.everyHours(4, { from: "00:00", during: 24 }),
      retention: { daily: 7 },
    },
  },
  {
    criticality: "Bronze",
    description: "everything else",
    rpoMinutes: 1440,
    rtoMinutes: 1440,
    replicated: false,
    backup: { name: "Bronze", schedule: Schedule.daily("00:00"), retention: { daily: 30 } },
  },
];

export const PAIR = {
  from: "australiaeast",
  to: "centralindia",
  network: { addressSpace: "10.60.0.0/16" },
} as const;

/** The stacks of a run by id, as Terraform reads them, and the run's summary. */
export interface Run {
  readonly stacks: Readonly<Record<string, Json>>;
  readonly summary: string;
  readonly outdir: string;
}

/** Runs an app as a command does, into a folder of its own; without a report, which has tests of its own, unless asked. */
export function run(
  define: (app: ResilienceApp) => void,
  outdir = join(temporaryFolder(), "cdktf.out"),
  report = false,
): Run {
  const summary = ResilienceApp.synthesise(define, { outdir, inventory: [], report });
  return { stacks: readStacks(outdir), summary, outdir };
}

export function readStacks(outdir: string): Record<string, Json> {
  const folder = join(outdir, "stacks");
  const read = (id: string) => JSON.parse(readFileSync(join(folder, id, "cdk.tf.json"), "utf8"));
  const ids = readdirSync(folder).filter((id) => existsSync(join(folder, id, "cdk.tf.json")));
  return Object.fromEntries(ids.map((id) => [id, read(id)]));
}

/** An estate of these rows; `use` calls its verbs. */
export function estate(
  rows: readonly unknown[],
  use: (estate: Estate) => void,
  props: Partial<EstateProps> = {},
): (app: ResilienceApp) => void {
  const inventory = VmInventory.fromResourceGraph(temporaryFile("inventory.json", answer(rows)));
  return (app) =>
    use(
      new Estate(app, "Estate", {
        organisation: "contoso",
        homeRegion: "australiaeast",
        inventory,
        ...props,
      }),
    );
}

/** Everything that an estate does, with the two tiers and one region pair. */
export function everything(estate: Estate): void {
  estate.createVaults();
  estate.createBackupPolicies(TIERS);
  estate.protectVirtualMachines();
  estate.replicate(PAIR);
}

export function refusalOfEstate(...given: Parameters<typeof estate>): string {
  return refusal(() => run(estate(...given)));
}

/** The resources of a type, without cdktf's metadata. */
export function resources(stack: Json | undefined, type: string): Record<string, Json> {
  const found = (stack?.resource as Record<string, Record<string, Json>> | undefined)?.[type] ?? {};
  return Object.fromEntries(Object.entries(found).map(([name, { "//": _, ...config }]) => [name, config]));
}
