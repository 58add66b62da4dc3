import { basename, isAbsolute } from "node:path";
import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";
import { withoutStackTraces } from "./without-stack-traces";

/** What a finding is about. */
export type FindingKind =
  /** A VM that nothing backs up. */
  | "unprotected"
  /** A VM whose tier promises replication that it does not get. */
  | "unreplicated"
  /** A VM that the program leaves out, with the reason. */
  | "exempt"
  /** Something that works, and that somebody should look at. */
  | "warning";

/** Something that the program could not do, or did and is unsure of: with the reason and what to do about it. */
export interface Finding {
  readonly kind: FindingKind;
  /** The VM, or the construct, that it is about. */
  readonly subject: string;
  /** Where the subject came from: file and entry. */
  readonly source?: string;
  readonly reason: string;
  readonly remedy: string;
}

const KEY = "cdktf-azure-resilience/finding";

/**
 * Records a finding on a construct; it is shown by the run's summary and, as a warning, by `cdktf synth`. It says where its
 * subject comes from: the stack trace that cdktf would add is of the library, with the paths of one machine.
 */
export function addFinding(scope: IConstruct, finding: Finding): void {
  scope.node.addMetadata(KEY, finding);
  withoutStackTraces(() => Annotations.of(scope).addWarning(describeFinding(finding)));
}

/** The findings in a construct tree, in the tree's order. */
export function findingsIn(root: IConstruct): readonly Finding[] {
  return root.node
    .findAll()
    .flatMap((c) => c.node.metadata)
    .filter((entry) => entry.type === KEY)
    .map((entry) => entry.data as Finding);
}

/** File and entry of the inventory, of a file that is named by an absolute path without its folders: for pages that travel. */
export function placeInInventory(source: string | undefined): string | undefined {
  return source !== undefined && isAbsolute(source) ? basename(source) : source;
}

/** One line for people. */
export function describeFinding({ subject, source, reason, remedy }: Finding): string {
  return `${subject}${source ? ` (${source})` : ""}: ${reason}; ${remedy}`;
}
