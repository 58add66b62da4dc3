import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { explanationsIn } from "../core/explanations";
import { findingsIn } from "../core/findings";
import { subscriptionNames } from "../core/subscription-names";
import { type ActionGroupRow, type AlertRow, actionGroupRows, alertRows } from "./alert-row";
import { type ChecksSummary, checksSummary } from "./checks-summary";
import { type ExemptionRow, exemptionRows } from "./exemption-row";
import { type FindingGroup, findingGroups } from "./finding-groups";
import { type GroupSum, groupSums, sumOf } from "./group-sums";
import { type IrreversibleStep, irreversibleSteps } from "./irreversible-step";
import { type PolicyTimeline, policyTimelines } from "./policy-timeline";
import { type ReplicationPath, replicationPaths } from "./replication-map";
import { estimateFor, type StorageSummary, storageSummary } from "./storage-summary";
import { Tree } from "./tree";
import { type VaultRow, vaultRows } from "./vault-row";
import type { VmRow } from "./vm-row";
import { vmRows } from "./vm-rows";

/** What is protected and how, and what is not: the content of the report, without a clock and without paths. */
export interface Report {
  readonly stacks: readonly string[];
  readonly total: GroupSum;
  readonly tiers: readonly GroupSum[];
  readonly regions: readonly GroupSum[];
  readonly subscriptions: readonly GroupSum[];
  readonly vms: readonly VmRow[];
  readonly timelines: readonly PolicyTimeline[];
  readonly replication: readonly ReplicationPath[];
  readonly findings: readonly FindingGroup[];
  readonly explanations: readonly string[];
  readonly exemptions: readonly ExemptionRow[];
  /** undefined for an app without `ResilienceChecks`. */
  readonly checks?: ChecksSummary;
  readonly alerts: readonly AlertRow[];
  readonly actionGroups: readonly ActionGroupRow[];
  readonly vaults: readonly VaultRow[];
  readonly storage: StorageSummary;
  readonly irreversible: readonly IrreversibleStep[];
}

/** The report on a construct tree; after its synthesis, when constructs have finished and checks have judged. */
export function reportOf(root: IConstruct): Report {
  const tree = new Tree(root);
  const findings = findingGroups(findingsIn(root));
  const estimate = estimateFor(tree);
  const subscriptions = subscriptionNames(tree.all);
  const vms = vmRows(tree, { findings, estimate: estimate.estimate, subscriptions });
  const checks = checksSummary(tree);
  return {
    stacks: tree.all.filter(TerraformStack.isStack).map(({ node }) => node.id),
    ...sumsOf(vms),
    vms,
    timelines: policyTimelines(tree),
    replication: replicationPaths(tree),
    findings,
    explanations: explanationsIn(root),
    exemptions: exemptionRows(tree, findings, checks),
    checks,
    alerts: alertRows(tree),
    actionGroups: actionGroupRows(tree),
    vaults: vaultRows(tree),
    storage: storageSummary(estimate),
    irreversible: irreversibleSteps(tree),
  };
}

function sumsOf(vms: readonly VmRow[]): Pick<Report, "total" | "tiers" | "regions" | "subscriptions"> {
  return {
    total: sumOf("all", vms),
    tiers: groupSums(vms, "tier"),
    regions: groupSums(vms, "region"),
    subscriptions: groupSums(vms, "subscription"),
  };
}
