import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { BUILT_IN_ROLES, Principal, RecoveryServicesVault } from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { defineVault } from "../vault/define-vault";

const ROLE = "azurerm_role_assignment";
const OPERATORS = "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11";
const role = (guid: string) =>
  `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;

test("a group of operators gets its role on the vault, with the role id as Azure says it back", () => {
  const stack = synthesise((s) => defineVault()(s).access.grantOperator(Principal.group(OPERATORS)));

  expect(stack.only(ROLE)).toEqual({
    scope: "${azurerm_recovery_services_vault.Vault.id}",
    role_definition_id: role("00c29273-979b-4161-815c-10b084fb9324"),
    principal_id: OPERATORS,
    principal_type: "Group",
  });
});

test.each([
  ["grantReader", "Backup Reader"],
  ["grantOperator", "Backup Operator"],
  ["grantContributor", "Backup Contributor"],
  ["grantSiteRecoveryReader", "Site Recovery Reader"],
  ["grantSiteRecoveryOperator", "Site Recovery Operator"],
  ["grantSiteRecoveryContributor", "Site Recovery Contributor"],
] as const)("%s gives the role %s", (grant, name) => {
  const stack = synthesise((s) => defineVault()(s).access[grant](Principal.user(OPERATORS)));

  expect(stack.only(ROLE)).toMatchObject({
    role_definition_id: role(BUILT_IN_ROLES[name]),
    principal_type: "User",
  });
});

test("a role for the whole resource group is given on the group, and waits for it", () => {
  const stack = synthesise((s) =>
    defineVault()(s).access.grantReader(Principal.group(OPERATORS), { at: "resource group" }),
  );

  expect(stack.only(ROLE).scope).toBe(
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/\${azurerm_recovery_services_vault.Vault.resource_group_name}`,
  );
});

test("the same grant twice is one assignment, since Azure refuses the second (RoleAssignmentExists)", () => {
  const stack = synthesise((s) => {
    const vault = defineVault()(s);
    vault.access.grantReader(Principal.group(OPERATORS));
    vault.access.grantReader(Principal.group(OPERATORS.toUpperCase()));
    vault.access.grantReader(Principal.group(OPERATORS), { at: "resource group" });
  });

  expect(stack.addresses(ROLE)).toEqual([
    "azurerm_role_assignment.Vault_Access_Backup-Reader-Vault-ad83b760_7B2740F7",
    "azurerm_role_assignment.Vault_Access_Backup-Reader-Group-ad83b760_5F7BFE96",
  ]);
});

test("the same grant on a vault and on its import is one assignment", () => {
  const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv`;
  const stack = synthesise((s) => {
    RecoveryServicesVault.fromVaultId(s, "A", id).access.grantReader(Principal.group(OPERATORS));
    RecoveryServicesVault.fromVaultId(s, "B", id).access.grantReader(Principal.group(OPERATORS));
  });

  expect(stack.only(ROLE).scope).toBe(id);
});

test("a managed identity of the program is a principal as it stands", () => {
  const stack = synthesise((s) => {
    const identity = new UserAssignedIdentity(s, "Runbooks", {
      name: "id-runbooks",
      location: "australiaeast",
      resourceGroupName: resourceGroup(s, "australiaeast", "Ids").name,
    });
    defineVault()(s).access.grantContributor(identity);
  });

  expect(stack.only(ROLE)).toMatchObject({
    principal_id: "${azurerm_user_assigned_identity.Runbooks.principal_id}",
    principal_type: "ServicePrincipal",
  });
  expect(stack.addresses(ROLE)[0]).toContain("Backup-Contributor-Vault-Runbooks");
});

test("refuses a name where Entra's object id belongs, since role assignments know no names", () => {
  const grant = () =>
    refusalOf((s) => defineVault()(s).access.grantReader(Principal.group("backup-team@contoso.com")));

  expect(grant()).toBe(
    '[test/Vault/Access] principalId must be an object id in Entra ID (a GUID), got "backup-team@contoso.com": look it up with az ad group show, az ad user show or az ad sp show',
  );
});
