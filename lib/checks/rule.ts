import type { IConstruct } from "constructs";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { RecoveryObjective } from "../objectives/promise";
import type { VmObjectives } from "../objectives/recovery-objectives";
import type { SynthesizedApp } from "../synthesized/synthesized-app";
import type { CheckResult } from "./result";
import type { RetentionPreset } from "./retention-preset";

/** "error" fails the synthesis, "warning" is a finding. */
export type CheckSeverity = "error" | "warning";

/**
 * What the organisation wants of a vault: another region ("geo": geo-redundant, with cross-region restore) or zones ("zonal").
 * No vault has both, and the tools ask for both.
 */
export type Baseline = "geo" | "zonal";

/** Who else asks for it: the published rule sets that rules are mapped to. */
export type Framework =
  /** Azure Landing Zones: the name of a policy assignment. */
  | "ALZ"
  /** Azure Monitor Baseline Alerts: the name of an alert or a policy. */
  | "AMBA"
  /** Azure Proactive Resiliency Library: the GUID of a recommendation. */
  | "APRL"
  /** Secure DevOps Kit for Azure, Tenant Security: the id of a control. */
  | "AzTS"
  /** The GUID of a built-in definition. */
  | "Azure Policy"
  /** The number of a recommendation in CIS Microsoft Azure Storage Services Benchmark 1.0.0. */
  | "CIS"
  /** The id of a check. */
  | "checkov"
  /** The number of the pull request or the id of a query. */
  | "KICS"
  /** Microsoft cloud security benchmark: the id of a control. */
  | "MCSB"
  /** The name of a check. */
  | "Prowler"
  /** PSRule for Azure: the reference, AZR-000397. */
  | "PSRule";

/** A VM of the inventory, and what the program says of it. */
export interface CheckedVm {
  readonly vm: VirtualMachine;
  /** Why the program leaves it out (a finding of kind "exempt"). */
  readonly exempt?: string;
  /** RPO and RTO that it is promised. */
  readonly promise?: RecoveryObjective;
}

/** What a rule judges by. */
export interface CheckContext {
  /** What Terraform will read. */
  readonly app: SynthesizedApp;
  /** Every VM of the inventory, in the order of their ids. */
  readonly vms: readonly CheckedVm[];
  readonly baseline: Baseline;
  /** The fewest days for which the longest points of a backup policy are kept. */
  readonly minimumRetentionDays: number;
  /** What laws and contracts ask for besides. */
  readonly retentionPresets: readonly RetentionPreset[];
  /** RPO and RTO promised and provided, by the VM's id in lower case; worked out when it is first asked for. */
  objectives(): ReadonlyMap<string, VmObjectives>;
  /** The construct tree, for the little that the JSON does not say: rules judge the JSON. */
  readonly root: IConstruct;
}

/** One rule of the checks. Its work is linear in the resources: look things up in indexes, never loop within a loop. */
export interface CheckRule<Id extends string = string> {
  /** Words in lower case with "-" between: "vault-immutability". */
  readonly id: Id;
  /** What holds where it passes, as a sentence without its dot. */
  readonly title: string;
  readonly severity: CheckSeverity;
  /** The ids under which other tools ask for the same. */
  readonly frameworks: Partial<Readonly<Record<Framework, readonly string[]>>>;
  /** What goes wrong otherwise, as the end of a sentence after ":". */
  readonly why: string;
  /** What to do, in the imperative, as the end of a sentence after ";". */
  readonly fix: string;
  /** The baseline that it belongs to. @default - both */
  readonly baseline?: Baseline;
  /** Is it asked where the app wants to be strict alone? It costs something, or cannot be undone. @default false */
  readonly strict?: boolean;
  /** Judges everything that the rule is about; nothing where there is no such thing. */
  check(context: CheckContext): readonly CheckResult[];
}

/** Keeps the literal id of a rule, so that an editor offers it where rules are chosen; a misspelt one is refused at synth. */
export function defineRule<const Id extends string>(rule: CheckRule<Id>): CheckRule<Id> {
  return rule;
}

/** The ids of a rule as people write them: "PSRule AZR-000397". */
export function frameworkIds({ frameworks }: CheckRule): readonly string[] {
  return Object.entries(frameworks).flatMap(([framework, ids]) => ids.map((id) => `${framework} ${id}`));
}
