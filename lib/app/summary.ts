import { App, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { VmBackupPolicy } from "../backup-policy/vm-backup-policy";
import { explanationsIn } from "../core/explanations";
import { describeFinding, type Finding, type FindingKind, findingsIn } from "../core/findings";
import { saidTogether } from "../core/group-by";
import { hasMark } from "../core/marks";
import type { OutputFile } from "../core/output-file";
import { count } from "../core/words";
import type { ProtectedVm } from "../protection/protected-vm";
import type { ReplicatedVm } from "../replication/replicated-vm";
import { countLine } from "./counts";

interface TierRow {
  protected: number;
  replicated: number;
}

/** What a run did, read off the construct tree, for the terminal. */
export function summarize(root: IConstruct, written: readonly OutputFile[]): string {
  const all = root.node.findAll();
  const stacks = all.filter(TerraformStack.isStack);
  const findings = findingsIn(root);
  return [
    countLine(all),
    ...table(tierRowsOf(all)),
    ...written.flatMap(({ summary }) => (summary.length > 0 ? ["", ...summary] : [])),
    ...explanations(root),
    ...list("Not protected", "unprotected", findings),
    ...list("Not replicated", "unreplicated", findings),
    ...list("Exempt", "exempt", findings),
    ...list("Look at", "warning", findings),
    "",
    `${count(stacks.length, "stack")} in ${App.isApp(root) ? root.outdir : "the app"}:`,
    ...stacks.map((stack) => `  ${stack.node.id}`),
  ].join("\n");
}

/** How many VMs of each tier are protected, and replicated. */
export function tierRowsOf(all: readonly IConstruct[]): ReadonlyMap<string, TierRow> {
  const policies = all.filter((c): c is VmBackupPolicy => hasMark(c, "VmBackupPolicy"));
  const vms = all.filter((c): c is ProtectedVm => hasMark(c, "ProtectedVm"));
  const replicas = all.filter((c): c is ReplicatedVm => hasMark(c, "ReplicatedVm"));
  const rows = new Map<string, TierRow>();
  for (const { tier } of policies) rows.set(tier, { protected: 0, replicated: 0 });
  const tierOf = new Map<string, TierRow>();
  for (const { policy, vm } of vms) {
    // a policy that somebody else defines is no construct of the program
    const row = rows.get(policy.tier) ?? { protected: 0, replicated: 0 };
    rows.set(policy.tier, row);
    row.protected += 1;
    tierOf.set(vm.id, row);
  }
  for (const { vm } of replicas) {
    const row = tierOf.get(vm.id);
    if (row) row.replicated += 1;
  }
  return rows;
}

function table(rows: ReadonlyMap<string, TierRow>): readonly string[] {
  if (rows.size === 0) return [];
  const width = Math.max(...[...rows.keys()].map((tier) => tier.length));
  const cells = (tier: string, a: string, b: string) =>
    `  ${tier.padEnd(width)}  ${a.padStart(9)}  ${b.padStart(10)}`;
  const lines = [...rows].map(([tier, row]) => cells(tier, String(row.protected), String(row.replicated)));
  return ["", cells("Tier", "protected", "replicated"), ...lines];
}

function explanations(root: IConstruct): readonly string[] {
  const texts = explanationsIn(root);
  return texts.length > 0 ? ["", "Placement:", ...texts.map((text) => `  ${text}`)] : [];
}

/** What many findings have in common is said once, above them: the tag that 300 VMs lack. */
function list(title: string, kind: FindingKind, findings: readonly Finding[]): readonly string[] {
  const found = findings.filter((finding) => finding.kind === kind);
  if (found.length === 0) return [];
  return ["", `${title} (${found.length}):`, ...saidTogether(found, commonText).flatMap(linesOf)];
}

function linesOf([first, ...others]: readonly Finding[]): readonly string[] {
  if (!first) return [];
  if (others.length === 0) return [`  ${describeFinding(first)}`];
  const same = [first, ...others];
  return [`  ${commonText(first)} (${same.length}):`, ...same.map((one) => `    ${placeOf(one)}`)];
}

const commonText = ({ reason, remedy }: Finding) => `${reason}; ${remedy}`;
const placeOf = ({ subject, source }: Finding) => (source ? `${subject} (${source})` : subject);
