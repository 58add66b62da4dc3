import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { BuiltInRole } from "../access/built-in-roles";
import { fingerprint } from "../core/fingerprint";
import { Problems } from "../core/problems";
import { resolvedText } from "../core/resolved";
import { canonicalSegments, parseResourceId, resourceGroupId } from "../core/resource-id";
import { type IFlexibleServer, subscriptionOfSource } from "./data-source";
import {
  type BackupInstanceOptions,
  checkName,
  checkSource,
  type DataSourceKind,
  lifecycleOf,
  takeName,
  takeSource,
} from "./instance";
import { checkIdentity, grantAll, readyFor } from "./instance-roles";
import type { BackupVaultPolicy } from "./policy";
import type { IBackupVault } from "./vault-base";

interface ServerInstanceProps extends BackupInstanceOptions {
  readonly server: IFlexibleServer;
  readonly policy: BackupVaultPolicy;
}

/** A kind of database server, and the role that its backups need on it. */
export interface ServerKind extends DataSourceKind {
  readonly role: BuiltInRole;
}

/** The backup of a server as azurerm takes it, whatever its kind: checked, with its roles given and waited for. */
export function serverBackup(scope: Construct, props: ServerInstanceProps, kind: ServerKind) {
  const { server, policy } = props;
  const { vault } = policy;
  checkServer(scope, props, kind);
  return {
    name: takeName(scope, vault, props),
    location: vault.region,
    vaultId: vault.vaultId,
    serverId: takeSource(scope, vault, server, kind.type),
    backupPolicyId: policy.policyId,
    dependsOn: ready(scope, props, kind),
    lifecycle: lifecycleOf(vault, props),
  };
}

/** Refuses servers that Azure does not back up, and those whose resource group is not known. */
function checkServer(scope: Construct, props: ServerInstanceProps, kind: ServerKind): void {
  const { vault } = props.policy;
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
function ready(
  scope: Construct,
  { server, policy: { vault }, grantRoles }: ServerInstanceProps,
  { role, type }: ServerKind,
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
