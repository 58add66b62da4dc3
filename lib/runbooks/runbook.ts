import type { BuiltInRole } from "../access/built-in-roles";
import type { ProtectedEstate } from "./protected-estate";

/** A role that somebody needs, and where. */
export interface Need {
  readonly role: BuiltInRole;
  readonly at: string;
}

/** What is done, and the commands that do it. */
export interface Step {
  readonly title: string;
  readonly text?: readonly string[];
  /** Blocks of Bash, in their order. A block that depends on the vault or pair comes once for each. */
  readonly blocks?: readonly Block[];
}

export interface Block {
  /** Which vault, pair or plan it is for; undefined for all of them. */
  readonly for?: string;
  readonly lines: readonly string[];
}

/** What somebody does who has never done it before, at night. */
export interface Runbook {
  /** When it is used, and when another one is. */
  readonly when: readonly string[];
  readonly who: readonly Need[];
  /** How long it takes, as far as anybody knows. */
  readonly time: readonly string[];
  readonly steps: readonly Step[];
  /** How to know that it worked. */
  readonly worked: readonly Step[];
  readonly undo: readonly Step[];
  readonly record: readonly string[];
  /** Pages of Microsoft Learn, by their titles. */
  readonly sources: readonly string[];
}

/** A runbook of the set: which file it is, and whether an estate has a use for it. */
export interface RunbookKind {
  /** Within the folder of runbooks. */
  readonly file: string;
  readonly title: string;
  /** One line for the index. */
  readonly about: string;
  /** Why an estate has no use for it; undefined where it has. */
  readonly missing: (estate: ProtectedEstate) => string | undefined;
  readonly write: (estate: ProtectedEstate) => Runbook;
}
