import type { IConstruct } from "constructs";
import { Gathering } from "../core/gather";
import type { OutputFile } from "../core/output-file";
import { type Estimate, estimateOf } from "../cost/estimate";
import type { EstimateOptions } from "../cost/estimate-backup-storage";
import { checkEstimateOptions } from "../cost/estimate-checks";
import { type BackupPrices, checkPrices, estimateCost } from "../cost/estimate-cost";
import { describeEstimate, ESTIMATE_FILE, estimateFile } from "../cost/estimate-file";
import { recordEstimate } from "../cost/known-estimate";

/** What an estimate of backup storage assumes. */
export interface StorageEstimateOptions extends EstimateOptions {
  /** What storage and instances cost you; the library knows no prices. @default - GiB alone */
  readonly prices?: BackupPrices;
}

/** The estimate of everything in a tree, as a file and for the terminal. */
export function storageEstimate(root: IConstruct, options: StorageEstimateOptions): readonly OutputFile[] {
  const { prices, ...assumptions } = options;
  const estimate: Estimate = estimateOf(root, assumptions);
  const cost = prices && estimateCost(estimate, prices);
  recordEstimate(root, { estimate, cost });
  const summary = describeEstimate(estimate, cost);
  return [{ name: ESTIMATE_FILE, content: estimateFile(estimate, cost), summary }];
}

/** Refuses assumptions and prices at once, before anything is estimated. */
export function checkStorageEstimate({ prices, ...assumptions }: StorageEstimateOptions): void {
  const gathering = new Gathering();
  gathering.attempt(() => checkEstimateOptions(assumptions));
  if (prices) gathering.attempt(() => checkPrices(prices));
  gathering.throwIfAny();
}
