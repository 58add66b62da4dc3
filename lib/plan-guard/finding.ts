/**
 * How bad a change is. "loss": recovery points or replicas go. "weakened": protection stays, and protects less.
 * "watch": somebody would no longer see or be told. "unknown": the plan does not say.
 */
export type GuardSeverity = "loss" | "weakened" | "watch" | "unknown";

export const SEVERITIES: readonly GuardSeverity[] = ["loss", "weakened", "watch", "unknown"];

/** Something that a plan would lose or weaken. */
export interface GuardFinding {
  /** The rule: "item-destroyed". */
  readonly rule: string;
  readonly severity: GuardSeverity;
  readonly address: string;
  /** What would happen. */
  readonly reason: string;
  /** The file of the plan; filled in where several are read. */
  readonly file?: string;
}

/** A rule, for the tables and for approvals. */
export interface GuardRule {
  readonly id: string;
  readonly severity: GuardSeverity;
  /** What it refuses, in a few words. */
  readonly title: string;
}
