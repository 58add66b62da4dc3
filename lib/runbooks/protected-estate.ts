import { basename, resolve } from "node:path";
import { App } from "cdktf";
import type { IConstruct } from "constructs";
import { type Finding, findingsIn } from "../core/findings";
import type { VmObjectives } from "../objectives/recovery-objectives";
import { recoveryObjectives } from "../objectives/recovery-objectives";
import { type AlertFacts, alertsOf } from "./alert-facts";
import { KnownTexts } from "./known-texts";
import { type PairFacts, pairsOf } from "./replication-facts";
import { type StackFacts, stacksOf } from "./stack-facts";
import { type VaultFacts, vaultsOf } from "./vault-facts";

/** What an app protects, with the names that people type: all that runbooks and plans speak of. */
export interface ProtectedEstate {
  /** The name of the folder that the stacks are written to. */
  readonly outputFolder: string;
  /** Recovery Services vaults that back virtual machines up, in the order of their names. */
  readonly vaults: readonly VaultFacts[];
  /** What Site Recovery replicates, from where to where. */
  readonly pairs: readonly PairFacts[];
  readonly alerts: readonly AlertFacts[];
  readonly stacks: readonly StackFacts[];
  /** RPO and RTO of every VM, promised and provided. */
  readonly objectives: readonly VmObjectives[];
  /** What the run found that nobody protects, replicates or should overlook. */
  readonly findings: readonly Finding[];
}

/** Is there anything to try out? */
export function hasPlan({ vaults, pairs }: ProtectedEstate): boolean {
  return vaults.length > 0 || pairs.length > 0;
}

/** Reads the estate off a construct tree, after everything in it is defined. */
export function readEstate(root: IConstruct): ProtectedEstate {
  const all = root.node.findAll();
  const texts = new KnownTexts(all);
  const objectives = recoveryObjectives(root);
  const byVm = new Map(objectives.map((row) => [row.vmId.toLowerCase(), row]));
  return {
    outputFolder: App.isApp(root) ? basename(resolve(root.outdir)) : "cdktf.out",
    vaults: vaultsOf(all, texts, byVm),
    pairs: pairsOf(all, texts),
    alerts: alertsOf(all, texts),
    stacks: stacksOf(all),
    objectives,
    findings: findingsIn(root),
  };
}
