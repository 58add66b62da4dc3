import { MysqlFlexibleServer } from "@cdktf/provider-azurerm/lib/mysql-flexible-server";
import { PostgresqlFlexibleServer } from "@cdktf/provider-azurerm/lib/postgresql-flexible-server";
import { TerraformVariable } from "cdktf";
import {
  BUILT_IN_ROLES,
  type IFlexibleServer,
  ProtectedMysqlServer,
  ProtectedPostgresqlServer,
  type ResilienceStack,
  Schedule,
} from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { defineBackupVault, diskId, OTHER, ROLE, shop, VAULT } from "./define-backup-vault";

const weekly = { schedule: Schedule.weekly(["Sunday"], "02:00"), retention: { days: 84 } };
const KINDS = [
  {
    kind: "PostgreSQL",
    type: "Microsoft.DBforPostgreSQL/flexibleServers",
    resource: "postgresql_flexible_server",
    role: "PostgreSQL Flexible Server Long Term Retention Backup Role",
    protect: (s: ResilienceStack, server: IFlexibleServer | string, options = {}) =>
      defineBackupVault()(s).addPostgresqlPolicy("Servers", weekly).protect(server, options),
    define: (s: ResilienceStack, id: string, resourceGroupName: string, location = "australiaeast") =>
      new PostgresqlFlexibleServer(s, id, { name: id.toLowerCase(), resourceGroupName, location }),
  },
  {
    kind: "MySQL",
    type: "Microsoft.DBforMySQL/flexibleServers",
    resource: "mysql_flexible_server",
    role: "MySQL Backup And Export Operator",
    protect: (s: ResilienceStack, server: IFlexibleServer | string, options = {}) =>
      defineBackupVault()(s).addMysqlPolicy("Servers", weekly).protect(server, options),
    define: (s: ResilienceStack, id: string, resourceGroupName: string, location = "australiaeast") =>
      new MysqlFlexibleServer(s, id, { name: id.toLowerCase(), resourceGroupName, location }),
  },
] as const;

describe.each(KINDS)(
  "a protected $kind flexible server",
  ({ kind, type, resource, role, protect, define }) => {
    const instance = `azurerm_data_protection_backup_instance_${resource}`;
    const serverId = shop(type, "sql1");

    test("is named after the server, and waits for its roles", () => {
      const stack = synthesise((s) => protect(s, serverId));
      const [policy] = stack.addresses(`azurerm_data_protection_backup_policy_${resource}`);

      expect(stack.only(instance)).toEqual({
        name: "sql1",
        location: "australiaeast",
        vault_id: `\${${VAULT}.Vault.id}`,
        server_id: serverId,
        backup_policy_id: `\${${policy}.id}`,
        depends_on: stack.addresses("terraform_data"),
        lifecycle: { prevent_destroy: true },
      });
    });

    test("has the vault's identity given Reader on its group, and the role on the server", () => {
      const given = Object.values(synthesise((s) => protect(s, serverId)).all(ROLE));
      const id = (name: keyof typeof BUILT_IN_ROLES) =>
        `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${BUILT_IN_ROLES[name]}`;

      expect(given.map((r) => [r.scope, r.role_definition_id])).toEqual(
        expect.arrayContaining([
          [`/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-shop`, id("Reader")],
          [serverId, id(role)],
        ]),
      );
      expect(given).toHaveLength(2);
    });

    test("may be of another subscription, where its roles are then", () => {
      const stack = synthesise((s) => protect(s, shop(type, "sql1", OTHER)));

      expect(Object.values(stack.all(ROLE)).map((r) => r.scope)).toContain(
        `/subscriptions/${OTHER}/resourceGroups/rg-shop`,
      );
    });

    test("is one of the program as it stands; two of one group share the role on it", () => {
      const stack = synthesise((s) => {
        const group = resourceGroup(s, "australiaeast", "Shop");
        const first = protect(s, define(s, "A", group.name));
        if (first instanceof ProtectedPostgresqlServer) first.policy.protect(define(s, "B", group.name));
        else first.policy.protect(define(s, "B", group.name));
      });
      const scopes = Object.values(stack.all(ROLE)).map((r) => r.scope);

      expect(scopes).toHaveLength(3);
      expect(scopes).toContain(
        `/subscriptions/${SUBSCRIPTION}/resourceGroups/\${azurerm_resource_group.Shop.name}`,
      );
      expect(Object.values(stack.all(instance)).map((i) => i.server_id)).toEqual([
        `\${azurerm_${resource}.A.id}`,
        `\${azurerm_${resource}.B.id}`,
      ]);
    });

    test("is refused where it is something else", () => {
      expect(refusalOf((s) => protect(s, diskId()))).toBe(
        `[test/Vault/disk1] server.id must be the ARM id of a ${kind} flexible server, got "${diskId()}"`,
      );
    });

    test("is refused in another region than the vault's", () => {
      expect(refusalOf((s) => protect(s, define(s, "Far", "rg-far", "westus3")))).toBe(
        "[test/Vault/Far] server must be in the vault's region australiaeast, got westus3: use a Backup vault in westus3, since Azure backs up nothing to another region",
      );
    });

    test("is refused twice", () => {
      expect(
        refusalOf((s) => {
          const { policy } = protect(s, serverId);
          if (policy.node.id === "Servers") policy.protect(serverId, { id: "Again" });
        }),
      ).toBe(
        `[test/Vault] ${serverId} is protected already, as test/Vault/sql1: Azure backs up a data source once; remove the repeat`,
      );
    });

    test("is refused where nobody says its group, on which a role is given", () => {
      const late = (grantRoles?: boolean) => (s: ResilienceStack) =>
        protect(s, new TerraformVariable(s, "server", { type: "string" }).stringValue, {
          id: "Late",
          grantRoles,
        });

      expect(refusalOf(late())).toBe(
        "[test/Vault/Late] server must say its resource group and subscription, on which roles are given: pass its whole ARM id, or set grantRoles: false where the roles exist",
      );
      expect(synthesise(late(false)).only(instance)).toMatchObject({
        name: "Late",
        server_id: "${var.server}",
      });
    });
  },
);

test("servers are told apart without instanceof", () => {
  synthesise((s) => {
    const server = KINDS[0].protect(s, shop(KINDS[0].type, "sql1"));

    expect([
      ProtectedPostgresqlServer.isProtectedPostgresqlServer(server),
      ProtectedMysqlServer.isProtectedMysqlServer(server),
    ]).toEqual([true, false]);
  });
});
