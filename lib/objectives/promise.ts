import type { IConstruct } from "constructs";

const KEY = "cdktf-azure-resilience/objective";

/** What a VM is promised: by its tier, or by the program itself. */
export interface RecoveryObjective {
  /** ARM id of the VM. */
  readonly vmId: string;
  readonly name: string;
  /** What the promise is called: the tier's tag value. */
  readonly tier: string;
  /** Recovery point objective, in minutes: how much work may be lost. */
  readonly rpoMinutes: number;
  /** Recovery time objective, in minutes: how long until the VM runs again. */
  readonly rtoMinutes: number;
  /** Is it promised to be replicated to another region or zone? @default false */
  readonly replicated?: boolean;
  /** Days for which the longest points are promised to be kept: a week has 7, a month 30, a year 365. @default - none */
  readonly retentionDays?: number;
}

/** Records what a VM is promised, for `recoveryObjectives`; an `Estate` does it for every VM that has a tier. */
export function promiseObjective(scope: IConstruct, objective: RecoveryObjective): void {
  scope.node.addMetadata(KEY, objective);
}

/** The promises in a construct tree, in the tree's order. */
export function promisedIn(root: IConstruct): readonly RecoveryObjective[] {
  return root.node
    .findAll()
    .flatMap((c) => c.node.metadata)
    .filter((entry) => entry.type === KEY)
    .map((entry) => entry.data as RecoveryObjective);
}
