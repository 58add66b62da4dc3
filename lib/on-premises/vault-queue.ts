import { type TerraformResource, TerraformStack } from "cdktf";
import { addressOf } from "../core/last";
import type { IRecoveryServicesVault } from "../vault/vault-base";

const last = new WeakMap<IRecoveryServicesVault, TerraformResource>();

/**
 * Has a resource wait for the one that was put into the vault before it: Site Recovery answers parallel changes of a
 * vault with conflicts.
 */
export function queueIn<T extends TerraformResource>(vault: IRecoveryServicesVault, resource: T): T {
  const before = last.get(vault);
  if (before && TerraformStack.of(before) === TerraformStack.of(resource)) {
    resource.dependsOn = [...new Set([...(resource.dependsOn ?? []), addressOf(before)])];
  }
  last.set(vault, resource);
  return resource;
}
