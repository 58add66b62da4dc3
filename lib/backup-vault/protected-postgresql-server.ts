import { DataProtectionBackupInstancePostgresqlFlexibleServer as Resource } from "@cdktf/provider-azurerm/lib/data-protection-backup-instance-postgresql-flexible-server";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { POSTGRESQL_SERVER_TYPE } from "../core/resource-id";
import type { IFlexibleServer } from "./data-source";
import type { BackupInstanceOptions } from "./instance";
import type { PostgresqlBackupPolicy } from "./postgresql-backup-policy";
import { type ServerKind, serverBackup } from "./server-instance";

export type ProtectedPostgresqlServerOptions = BackupInstanceOptions;

export interface ProtectedPostgresqlServerProps extends ProtectedPostgresqlServerOptions {
  readonly server: IFlexibleServer;
  readonly policy: PostgresqlBackupPolicy;
}

/**
 * A PostgreSQL flexible server that is backed up (`azurerm_data_protection_backup_instance_postgresql_flexible_server`). The
 * vault's identity gets "Reader" on the server's resource group and "PostgreSQL Flexible Server Long Term Retention Backup
 * Role" on the server, and Azure time to learn of it.
 */
export class ProtectedPostgresqlServer extends Construct {
  static isProtectedPostgresqlServer(x: unknown): x is ProtectedPostgresqlServer {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly server: IFlexibleServer;
  readonly policy: PostgresqlBackupPolicy;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: Resource;

  constructor(scope: Construct, id: string, props: ProtectedPostgresqlServerProps) {
    super(scope, checkId(scope, id));
    this.resource = new Resource(this, "Default", serverBackup(this, props, KIND));
    this.server = props.server;
    this.policy = props.policy;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const KIND: ServerKind = {
  name: "server",
  noun: "a PostgreSQL flexible server",
  type: POSTGRESQL_SERVER_TYPE,
  role: "PostgreSQL Flexible Server Long Term Retention Backup Role",
};

const MARK = Symbol.for("cdktf-azure-resilience/ProtectedPostgresqlServer");
