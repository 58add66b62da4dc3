import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { ConfigurationError, type Problem } from "../core/configuration-error";
import { importBlock } from "./import-blocks";
import { ADOPTABLE, ImportIds } from "./import-id";

/**
 * Takes over what exists in Azure already, by Terraform import blocks: each construct and everything within it that can
 * be adopted (resource groups, Recovery Services vaults, backup policies, protected VMs). `vault` is the vault with its
 * policies and protected VMs, `vault.resource` the vault alone. All of it has to exist: Terraform refuses to import what
 * does not (`adoptExisting` tells one from the other). Once applied, the call can go.
 *
 * @example
 * const vault = new RecoveryServicesVault(stack, "Vault", { name: "rsv-contoso-prod", resourceGroup });
 * adopt(resourceGroup, vault);
 *
 * @throws ConfigurationError when an id cannot be composed before the deployment
 */
export function adopt(...constructs: readonly IConstruct[]): void {
  const ids = new ImportIds();
  const problems: Problem[] = [];
  for (const construct of constructs) {
    const found = adoptableIn(construct);
    if (found.length === 0) problems.push({ where: construct.node.path, message: NOTHING });
    for (const resource of found) {
      const { id, unknown } = ids.of(resource);
      if (id !== undefined) importBlock(resource, id);
      else problems.push({ where: placeOf(resource), message: `cannot be adopted: ${unknown}` });
    }
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
}

const NOTHING = `has nothing that can be adopted: give ${ADOPTABLE.join(", ")}, or a construct of them, and use importFrom for others`;

/** The resources at or within a construct whose ids the program can compose. */
export function adoptableIn(construct: IConstruct): readonly TerraformResource[] {
  return construct.node
    .findAll()
    .filter(TerraformResource.isTerraformResource)
    .filter((resource) => ADOPTABLE.includes(resource.terraformResourceType));
}

/** The construct that the user knows: a resource called "Default" is its parent's. */
export function placeOf(resource: TerraformResource): string {
  return resource.node.path.replace(/\/Default$/, "");
}
