import type { Estimate } from "../cost/estimate";
import type { CostEstimate } from "../cost/estimate-cost";
import { type KnownEstimate, knownEstimate } from "../cost/known-estimate";
import { type UnknownSizes, unknownSizes } from "../cost/unknown-sizes";
import type { Tree } from "./tree";

/** What backups and replicas take in steady state, in GiB, and cost a month. */
export interface StorageSummary {
  /** Does the program give the assumptions (`estimateStorage`)? Otherwise they are the library's, for an upper bound. */
  readonly asked: boolean;
  readonly assumptions: Estimate["assumptions"];
  readonly byTier: Estimate["byTier"];
  readonly total: Estimate["total"];
  readonly replicaGibByType: Readonly<Record<string, number>>;
  readonly replicaRecoveryPointGib: number;
  /** Disks that count as 0 GiB, since their size is not known; undefined where there are none. */
  readonly unknownSizes?: UnknownSizes;
  /** VMs of which too little is known, by the reason. */
  readonly notEstimated: Readonly<Record<string, number>>;
  /** At the prices that the program gives; undefined where it gives none. */
  readonly cost?: Omit<CostEstimate, "byVm">;
}

/** The estimate that the program asked for, or else one by the library's own assumptions. */
export function estimateFor(tree: Tree): KnownEstimate & { readonly asked: boolean } {
  const known = knownEstimate(tree.root);
  if (known) return { ...known, asked: true };
  return { estimate: estimating().estimateOf(tree.root), asked: false };
}

export function storageSummary({
  estimate,
  cost,
  asked,
}: KnownEstimate & { asked: boolean }): StorageSummary {
  const { assumptions, byTier, total, replications, notEstimated } = estimate;
  const { byVm: _, ...sums } = cost ?? { byVm: [] };
  const types = replications.flatMap(({ replicaGibByType }) => Object.entries(replicaGibByType));
  return {
    asked,
    assumptions,
    byTier,
    total,
    replicaGibByType: added(types),
    replicaRecoveryPointGib: replications.reduce((sum, { recoveryPointGib }) => sum + recoveryPointGib, 0),
    unknownSizes: unknownSizes(estimate),
    notEstimated: added(notEstimated.map(({ reason }) => [reason, 1])),
    cost: cost && (sums as Omit<CostEstimate, "byVm">),
  };
}

function added(pairs: readonly (readonly [string, number])[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const [name, number] of pairs) sums[name] = (sums[name] ?? 0) + number;
  return Object.fromEntries(Object.entries(sums).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Loaded by runs whose program has not asked for an estimate itself. */
function estimating(): typeof import("../cost/estimate") {
  return require("../cost/estimate");
}
