import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { BuiltInRole } from "../access/built-in-roles";
import { fingerprint } from "../core/fingerprint";
import { Problems } from "../core/problems";
import { resolvedText } from "../core/resolved";
import { canonicalSegments, parseResourceId, resourceGroupId } from "../core/resource-id";
import { type IFlexibleServer, subscriptionOfSource } from "./data-source";
import { type BackupInstanceOptions, checkName, checkSource, type DataSourceKind } from "./instance";
import { checkIdentity, grantAll, readyFor } from "./instance-roles";
import type { IBackupVault } from "./vault-base";

interface ServerInstance extends BackupInstanceOptions {
  readonly server: IFlexibleServer;
}

/** Refuses servers that Azure does not back up, and those whose resource group is not known. */
export function checkServer(
  scope: Construct,
  vault: IBackupVault,
  props: ServerInstance,
  kind: DataSourceKind,
): void {
  const problems = new Problems(scope);
  checkSource(problems, vault, props.server, kind);
  checkName(problems, scope, vault, props);
  checkIdentity(problems, vault, props);
  problems.when(
    !problems.any && props.grantRoles !== false && serverGroupId(vault, props.server) === undefined,
    "server must say its resource group and subscription, on which roles are given: pass its whole ARM id, or set grantRoles: false where the roles exist",
  );
  problems.throwIfAny();
}

/** Gives the roles on the server and its resource group; what the backup waits for. */
export function readyForServer(
  scope: Construct,
  vault: IBackupVault,
  { server, grantRoles }: ServerInstance,
  role: BuiltInRole,
  type: string,
): ITerraformDependable[] | undefined {
  if (grantRoles === false) return readyFor(vault, []);
  const at = serverGroupId(vault, server) ?? "";
  const assignments = grantAll(vault, server, [
    { role: "Reader", at, place: `Group-${fingerprint(resolvedText(vault, at).toLowerCase())}` },
    { role, at: canonicalSegments(server.id, type), place: scope.node.id },
  ]);
  return readyFor(vault, assignments);
}

function serverGroupId(vault: IBackupVault, server: IFlexibleServer): string | undefined {
  const parts = parseResourceId(server.id);
  const subscription = subscriptionOfSource(server) ?? vault.subscriptionId;
  const group = parts?.resourceGroup ?? server.resourceGroupNameInput ?? server.resourceGroupName;
  return subscription === undefined || group === undefined ? undefined : resourceGroupId(subscription, group);
}
