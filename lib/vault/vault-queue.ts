import { type TerraformResource, TerraformStack } from "cdktf";
import { addressOf } from "../core/last";
import type { IRecoveryServicesVault } from "./vault-base";

const lasts = new WeakMap<IRecoveryServicesVault, TerraformResource>();

/** What the next Site Recovery object of the vault has to wait for: the service answers parallel changes with conflicts. */
export function lastIn(vault: IRecoveryServicesVault): TerraformResource | undefined {
  return lasts.get(vault);
}

/** Puts an object at the end of the vault's queue; the caller has it wait for `lastIn`. */
export function putLast<T extends TerraformResource>(vault: IRecoveryServicesVault, resource: T): T {
  lasts.set(vault, resource);
  return resource;
}

/** Has an object wait for the one that was put into the vault before it, and puts it at the end. */
export function queueIn<T extends TerraformResource>(vault: IRecoveryServicesVault, resource: T): T {
  const before = lastIn(vault);
  if (before && TerraformStack.of(before) === TerraformStack.of(resource))
    resource.dependsOn = [...new Set([...(resource.dependsOn ?? []), addressOf(before)])];
  return putLast(vault, resource);
}
