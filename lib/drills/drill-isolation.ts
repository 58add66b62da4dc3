import type { IConstruct } from "constructs";
import { resolvedText } from "../core/resolved";
import { isolationProblems } from "../replication/isolation";
import type { RecoveryDrillProps } from "./drill-props";

/** The test networks of each pair that a drill looks after already. */
const looked = new WeakMap<object, Set<string>>();

/** Refuses a test network that is not cut off, at the end of the program: once, however many drills share it. */
export function checkIsolation(drill: IConstruct, { plan, testNetwork }: RecoveryDrillProps): void {
  const { pair } = plan;
  const { networkId } = testNetwork;
  const known = looked.get(pair) ?? new Set<string>();
  looked.set(pair, known);
  const network = resolvedText(drill, networkId).toLowerCase();
  if (known.has(network)) return;
  known.add(network);
  drill.node.addValidation({
    validate: () =>
      isolationProblems(drill, networkId, pair.networkIds, plan).map((why) => `testNetwork ${why}`),
  });
}
