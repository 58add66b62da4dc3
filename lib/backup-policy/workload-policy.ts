import { BackupPolicyVmWorkload } from "@cdktf/provider-azurerm/lib/backup-policy-vm-workload";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { standIn } from "../core/last";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { takePolicyName } from "./policy-name";
import { fullRetention } from "./retention";
import { checkWorkloadPolicy } from "./workload-checks";
import { workloadConfig } from "./workload-config";
import type { SapHanaPolicyOptions, SqlPolicyOptions, Workload } from "./workload-options";

/** A policy for one workload, with the options that it has. */
export type WorkloadPolicyProps = {
  /** The vault that the policy belongs to. */
  readonly vault: IRecoveryServicesVault;
} & (
  | ({ readonly workload: "SQL" } & SqlPolicyOptions)
  | ({ readonly workload: "SAP HANA" } & SapHanaPolicyOptions)
);

/**
 * When SQL Server or SAP HANA databases in virtual machines are backed up, and how long which backups are kept
 * (`azurerm_backup_policy_vm_workload`).
 *
 * The policy alone protects nothing, and azurerm has no resource that does: the databases are discovered in the portal or
 * with `az backup protectable-item initialize`, and protected there one by one, or all of an instance with the ones to
 * come (auto-protection). In Terraform it takes azapi, with `policyId`.
 *
 * @example
 * vault.addSqlPolicy("Sql", {
 *   full: { schedule: Schedule.weekly(["Sunday"], "01:00"), retention: { weekly: 12, yearly: 7 } },
 *   differential: { on: ["Wednesday"], at: "01:00", retentionDays: 14 },
 *   log: { everyMinutes: 15, retentionDays: 14 },
 * });
 */
export class WorkloadPolicy extends Construct {
  static isWorkloadPolicy(x: unknown): x is WorkloadPolicy {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly vault: IRecoveryServicesVault;
  readonly workload: Workload;
  readonly policyName: string;
  readonly policyId: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: BackupPolicyVmWorkload;

  constructor(scope: Construct, id: string, props: WorkloadPolicyProps) {
    super(scope, checkId(scope, id));
    const { vault, workload, full, name = id } = props;
    const retention = fullRetention(full.retention, full.schedule);
    checkWorkloadPolicy(this, name, workload, props, retention);
    takePolicyName(this, name, vault);
    standIn(vault, this);
    const config = workloadConfig(vault, name, workload, props, retention);
    this.resource = new BackupPolicyVmWorkload(this, "Default", config);
    this.vault = vault;
    this.workload = workload;
    this.policyName = name;
    this.policyId = this.resource.id;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/WorkloadPolicy");
