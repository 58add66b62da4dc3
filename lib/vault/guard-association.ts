import { RecoveryServicesVaultResourceGuardAssociation } from "@cdktf/provider-azurerm/lib/recovery-services-vault-resource-guard-association";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { addFinding } from "../core/findings";
import { createLast } from "../core/last";
import { Problems } from "../core/problems";
import { differ } from "../core/regions";
import { Registry } from "../core/registry";
import { resolvedText } from "../core/resolved";
import { canonicalSegments, VAULT_TYPE } from "../core/resource-id";
import type { IResourceGuard } from "./resource-guard";
import type { IRecoveryServicesVault } from "./vault-base";

/** The vaults of each stack that have a guard, by id as Terraform will read it. */
const guarded = new Registry<TerraformStack>();

/** Puts a vault under a guard, after everything else in it. */
export function associateGuard(
  scope: Construct & IRecoveryServicesVault,
  guard: IResourceGuard,
): RecoveryServicesVaultResourceGuardAssociation {
  const stack = TerraformStack.of(scope);
  const key = resolvedText(stack, scope.vaultId);
  const problems = new Problems(scope);
  const other = guarded.holder(stack, key);
  problems.when(
    other !== undefined,
    `the vault is under the guard ${other} already: Azure has one guard for a vault; remove the repeat`,
  );
  problems.when(
    differ(guard.region, scope.region),
    `the guard must be in the vault's region ${scope.region}, got ${guard.region}: use a guard in ${scope.region}`,
  );
  problems.throwIfAny();
  guarded.take(stack, key, guard.node.path);
  warnOfOneOwner(scope, guard);
  const association = new RecoveryServicesVaultResourceGuardAssociation(scope, "ResourceGuard", {
    vaultId: canonicalSegments(scope.vaultId, VAULT_TYPE),
    resourceGuardId: guard.guardId,
  });
  createLast(scope, association, 1);
  return association;
}

/** The guard must be out of reach of whoever administers the backups; in one subscription it seldom is. */
function warnOfOneOwner(vault: IRecoveryServicesVault, guard: IResourceGuard): void {
  if (guard.subscriptionId === undefined || guard.subscriptionId !== vault.subscriptionId) return;
  addFinding(vault, {
    kind: "warning",
    subject: vault.node.path,
    reason:
      "its resource guard is in its own subscription, whose administrators own both and need nobody's consent",
    remedy:
      "keep the guard in a subscription of the security team (ResourceGuard.fromId), or in a group that only they can change",
  });
}
