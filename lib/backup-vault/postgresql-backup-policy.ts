import { DataProtectionBackupPolicyPostgresqlFlexibleServer as Resource } from "@cdktf/provider-azurerm/lib/data-protection-backup-policy-postgresql-flexible-server";
import type { Construct } from "constructs";
import type { DailySchedule, WeeklySchedule } from "../backup-policy/schedule";
import { Problems } from "../core/problems";
import { type IFlexibleServer, sourceOf } from "./data-source";
import { instanceId } from "./instance";
import { BackupVaultPolicy, type BackupVaultPolicyOptions } from "./policy";
import { policyContent } from "./policy-content";
import {
  ProtectedPostgresqlServer,
  type ProtectedPostgresqlServerOptions,
} from "./protected-postgresql-server";
import { checkRetention, type VaultedRetention } from "./retention";
import { checkSchedule } from "./schedule";
import type { IBackupVault } from "./vault-base";

/** A backup policy for PostgreSQL flexible servers. */
export interface PostgresqlBackupPolicyOptions extends BackupVaultPolicyOptions {
  /** Once a day, or on weekdays: what Microsoft's own Az.DataProtection offers for such servers. */
  readonly schedule: DailySchedule | WeeklySchedule;
  /** At most 10 years. */
  readonly retention: VaultedRetention;
}

export interface PostgresqlBackupPolicyProps extends PostgresqlBackupPolicyOptions {
  readonly vault: IBackupVault;
}

/**
 * When PostgreSQL flexible servers are backed up into the vault, and how long the backups are kept
 * (`azurerm_data_protection_backup_policy_postgresql_flexible_server`; Microsoft Learn, "Support matrix for Azure Database for PostgreSQL - Flexible Server"). The server's own backups end after 35 days.
 *
 * @example
 * const databases = vault.addPostgresqlPolicy("Databases", {
 *   schedule: Schedule.weekly(["Sunday"], "02:00"),
 *   retention: { days: 84, monthly: 12, yearly: 7 },
 * });
 * databases.protect(server);
 */
export class PostgresqlBackupPolicy extends BackupVaultPolicy {
  static isPostgresqlBackupPolicy(x: unknown): x is PostgresqlBackupPolicy {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly policyName: string;
  readonly policyId: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: Resource;

  constructor(scope: Construct, id: string, props: PostgresqlBackupPolicyProps) {
    super(scope, id, props.vault);
    checkPostgresqlPolicy(this, props);
    const content = policyContent("VaultStore", props);
    const { name, lifecycle } = this.named(props.name, content);
    this.resource = new Resource(this, "Default", {
      name,
      vaultId: props.vault.vaultId,
      ...content,
      lifecycle,
    });
    this.policyName = name;
    this.policyId = this.resource.id;
    Object.defineProperty(this, MARK, { value: true });
  }

  /** Backs up a server by this policy. It belongs to the vault: with another policy it is the same resource. */
  protect(
    server: IFlexibleServer | string,
    options: ProtectedPostgresqlServerOptions = {},
  ): ProtectedPostgresqlServer {
    const source = sourceOf(server);
    const id = instanceId(this.vault, source, options.id);
    return new ProtectedPostgresqlServer(this.vault, id, { ...options, server: source, policy: this });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/PostgresqlBackupPolicy");

function checkPostgresqlPolicy(
  scope: Construct,
  { schedule, timezone, retention }: PostgresqlBackupPolicyProps,
): void {
  const problems = new Problems(scope);
  checkSchedule(problems, schedule, timezone, {
    sources: "PostgreSQL flexible servers",
    frequencies: ["Daily", "Weekly"],
  });
  const limits = { days: 3650, weekly: 521, monthly: 120, yearly: 10 };
  checkRetention(
    problems,
    retention,
    limits,
    "Azure keeps backups of PostgreSQL flexible servers for 10 years at most",
  );
  problems.throwIfAny();
}
