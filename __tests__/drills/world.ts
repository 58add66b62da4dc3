import type { IncomingHttpHeaders } from "node:http";

type Json = Record<string, unknown>;

export const VAULT =
  "/subscriptions/s/resourceGroups/rg-dr/providers/Microsoft.RecoveryServices/vaults/rsv-dr";
/** The ids of protected items begin so. */
export const ITEMS = `${VAULT}/replicationFabrics/f/replicationProtectionContainers/c/replicationProtectedItems`;

/** What an idle plan allows. */
export const READY = ["PlannedFailover", "UnplannedFailover", "TestFailover"];

export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Json;
  readonly at: number;
}

/** What happens instead of an answer; "reset" breaks the connection, "lost" does as asked and then breaks it. */
export type Fault =
  | "reset"
  | "lost"
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown };

export interface Vm {
  readonly name: string;
  readonly protectionState?: string;
  readonly replicationHealth?: string;
  readonly healthErrors?: readonly Json[];
  /** Does its test failover fail? */
  readonly fails?: boolean;
}

export interface World {
  readonly vms?: readonly Vm[];
  /** How the job of a test failover ends, after so many looks at it. */
  readonly failover?: "waits" | "succeeds" | "fails" | "hangs" | "waits for a person";
  readonly cleanup?: "succeeds" | "fails";
  /** What the plan says before the drill. */
  readonly plan?: Json;
  /** Minutes between the job's start and end. */
  readonly minutes?: number;
  /** Faults by "METHOD path part"; each is used once, in order. */
  readonly faults?: Readonly<Record<string, readonly Fault[]>>;
}
