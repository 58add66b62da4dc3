import { type TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { resourcesIn } from "../core/last";
import { type Problems, quoted } from "../core/problems";
import { Registry } from "../core/registry";
import { keyInApp, resolvedText } from "../core/resolved";
import { RecoveryServicesVault } from "../vault/recovery-services-vault";
import type { IRecoveryServicesVault } from "../vault/vault-base";

/** The VMware sites of each app, by vault. */
const sites = new Registry<IConstruct>();

/**
 * Refuses a vault that has a VMware site, or was opened for the classic experience: the replication appliance wants a
 * new vault of its own (Microsoft Learn, "Support matrix for deploying the replication appliance"), and azurerm one
 * protection container in it.
 */
export function checkVaultOfSite(problems: Problems, site: IConstruct, vault: IRecoveryServicesVault): void {
  const other = sites.holder(site.node.root, keyInApp(site, vault.vaultId));
  problems.when(
    other !== undefined,
    `vault is the vault of ${other} already: give every VMware site a vault of its own, and further appliances of the same vCenter to the same site`,
  );
  const classic =
    RecoveryServicesVault.isRecoveryServicesVault(vault) &&
    vault.resource.classicVmwareReplicationEnabledInput === true;
  problems.when(
    classic,
    "vault must be without classicVmwareReplication: azurerm associates no policy of the modernized experience with a classic vault; use a new vault",
  );
}

/** Takes the vault for a site, and refuses what else of Site Recovery stands in it, however late it is defined. */
export function takeVault(site: IConstruct, vault: IRecoveryServicesVault): void {
  sites.take(site.node.root, keyInApp(site, vault.vaultId), site.node.path);
  site.node.addValidation({
    validate: () =>
      strangers(site, vault).map(
        (path) =>
          `vault must be the VMware site's own, and has ${quoted(path)} too: the appliance needs a vault in which Site Recovery replicates nothing else; use another vault for one of them`,
      ),
  });
}

function strangers(site: IConstruct, vault: IRecoveryServicesVault): readonly string[] {
  const stack = TerraformStack.of(site);
  return resourcesIn(stack)
    .filter((resource) => isIn(resource, vault))
    .map((resource) => resource.node.path);
}

/** Is it a fabric, or a Hyper-V site, of this vault? */
function isIn(resource: TerraformResource, vault: IRecoveryServicesVault): boolean {
  const same = (argument: string, own: string) => {
    const given: unknown = Reflect.get(resource, argument);
    return typeof given === "string" && sameText(resource, given, own);
  };
  if (resource.terraformResourceType === "azurerm_site_recovery_services_vault_hyperv_site")
    return same("recoveryVaultIdInput", vault.vaultId);
  if (resource.terraformResourceType !== "azurerm_site_recovery_fabric") return false;
  return (
    same("recoveryVaultNameInput", vault.vaultName) && same("resourceGroupNameInput", vault.resourceGroupName)
  );
}

function sameText(scope: IConstruct, a: string, b: string): boolean {
  return resolvedText(scope, a).toLowerCase() === resolvedText(scope, b).toLowerCase();
}
