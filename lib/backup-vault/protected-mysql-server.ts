import { DataProtectionBackupInstanceMysqlFlexibleServer as Resource } from "@cdktf/provider-azurerm/lib/data-protection-backup-instance-mysql-flexible-server";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { MYSQL_SERVER_TYPE } from "../core/resource-id";
import type { IFlexibleServer } from "./data-source";
import type { BackupInstanceOptions } from "./instance";
import type { MysqlBackupPolicy } from "./mysql-backup-policy";
import { type ServerKind, serverBackup } from "./server-instance";

export type ProtectedMysqlServerOptions = BackupInstanceOptions;

export interface ProtectedMysqlServerProps extends ProtectedMysqlServerOptions {
  readonly server: IFlexibleServer;
  readonly policy: MysqlBackupPolicy;
}

/**
 * A MySQL flexible server that is backed up (`azurerm_data_protection_backup_instance_mysql_flexible_server`). The
 * vault's identity gets "Reader" on the server's resource group and "MySQL Backup And Export Operator" on the server, and Azure time
 * to learn of it.
 */
export class ProtectedMysqlServer extends Construct {
  static isProtectedMysqlServer(x: unknown): x is ProtectedMysqlServer {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly server: IFlexibleServer;
  readonly policy: MysqlBackupPolicy;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: Resource;

  constructor(scope: Construct, id: string, props: ProtectedMysqlServerProps) {
    super(scope, checkId(scope, id));
    this.resource = new Resource(this, "Default", serverBackup(this, props, KIND));
    this.server = props.server;
    this.policy = props.policy;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const KIND: ServerKind = {
  name: "server",
  noun: "a MySQL flexible server",
  type: MYSQL_SERVER_TYPE,
  role: "MySQL Backup And Export Operator",
};

const MARK = Symbol.for("cdktf-azure-resilience/ProtectedMysqlServer");
