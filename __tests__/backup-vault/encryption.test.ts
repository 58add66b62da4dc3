import type { BackupVaultProps } from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { accountId, defineBackupVault, diskId, ROLE, shop, VAULT } from "./define-backup-vault";

const KEY = "azurerm_data_protection_backup_vault_customer_managed_key";
const keyVault = { id: shop("Microsoft.KeyVault/vaults", "kv-contoso") };
const keyId = "https://kv-contoso.vault.azure.net/keys/backup";
const encrypted = (encryption: BackupVaultProps["encryption"] = { keyId, keyVault }) =>
  defineBackupVault({ encryption, acknowledge: ["customer-managed key"], roleWaitSeconds: 60 });

describe("a customer-managed key", () => {
  const stack = synthesise((s) => {
    encrypted()(s)
      .addDiskPolicy("Disks", { schedule: { frequency: "Daily", at: "02:00" }, retention: { days: 7 } })
      .protect(diskId(), {
        snapshotResourceGroup: resourceGroup(s, "australiaeast", "Snapshots"),
        grantRoles: false,
      });
  });

  test("may be used by the vault's identity, which is given the role for it", () => {
    expect(stack.only(ROLE)).toEqual({
      scope: keyVault.id,
      role_definition_id: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6`,
      principal_id: `\${${VAULT}.Vault.identity[0].principal_id}`,
      principal_type: "ServicePrincipal",
    });
  });

  test("has its role where azurerm can read the id, in whatever letter case the key vault was given", () => {
    const shouted = { id: keyVault.id.replace("resourceGroups", "RESOURCEGROUPS") };

    expect(synthesise(encrypted({ keyId, keyVault: shouted })).only(ROLE).scope).toBe(keyVault.id);
  });

  test("is handed to the vault after the role had time to spread", () => {
    const [wait] = stack.addresses("terraform_data");

    expect(stack.only(KEY)).toEqual({
      data_protection_backup_vault_id: `\${${VAULT}.Vault.id}`,
      key_vault_key_id: keyId,
      depends_on: [wait],
    });
    expect(JSON.stringify(stack.only("terraform_data"))).toContain("sleep 60 ");
    expect(JSON.stringify(stack.only("terraform_data").triggers_replace)).toContain(stack.addresses(ROLE)[0]);
  });

  test("comes before the first backup, which would else be encrypted by another", () => {
    expect(stack.only("azurerm_data_protection_backup_instance_disk").depends_on).toEqual(
      stack.addresses(KEY),
    );
  });

  test("comes before the first backup beside the wait for that backup's own roles", () => {
    const withRoles = synthesise((s) => {
      encrypted()(s).addBlobPolicy("Blobs", { operationalDays: 7 }).protect(accountId());
    });
    const instance = withRoles.only("azurerm_data_protection_backup_instance_blob_storage");

    expect(instance.depends_on).toEqual([
      "terraform_data.Vault_Access_Wait_04A7D676",
      ...withRoles.addresses(KEY),
    ]);
  });

  test("may have a version, which stays as it is written", () => {
    const version = `${keyId}/0123456789abcdef0123456789abcdef`;

    expect(synthesise(encrypted({ keyId: version, keyVault })).only(KEY).key_vault_key_id).toBe(version);
  });

  test("gets no role where the identity can use it already, as in a managed HSM", () => {
    const hsm = synthesise(encrypted({ keyId: "https://hsm-contoso.managedhsm.azure.net/keys/backup" }));

    expect(hsm.all(ROLE)).toEqual({});
    expect(hsm.only(KEY)).not.toHaveProperty("depends_on");
  });

  test("has to be acknowledged, since it can never be undone", () => {
    expect(refusalOf(defineBackupVault({ encryption: { keyId, keyVault } }))).toBe(
      '[test/Vault] encryption can never be undone: the vault cannot go back to keys of Microsoft, and without your key no backup can be read; if you want that, add acknowledge: ["customer-managed key"]',
    );
  });

  test.each([
    "backup",
    "https://kv-contoso.vault.azure.net/secrets/backup",
    `${keyId}/latest`,
    `${keyId}/0123456789abcdef0123456789abcde`,
    `${keyId}/0123456789abcdef0123456789abcdef0`,
  ])("refuses %p, which is no key's URI", (wrong) => {
    expect(refusalOf(encrypted({ keyId: wrong, keyVault }))).toBe(
      `[test/Vault] encryption.keyId must be a key's URI such as https://NAME.vault.azure.net/keys/KEY, got "${wrong}"`,
    );
  });

  test("refuses the id of something else for the key vault's", () => {
    expect(refusalOf(encrypted({ keyId, keyVault: { id: diskId() } }))).toBe(
      `[test/Vault] encryption.keyVault must be the ARM id of a key vault, got "${diskId()}": for a managed HSM, whose roles Azure RBAC does not know, remove it`,
    );
  });

  test("refuses another key vault than the key's, on which the role would be of no use", () => {
    const other = { id: shop("Microsoft.KeyVault/vaults", "kv-other") };

    expect(refusalOf(encrypted({ keyId, keyVault: other }))).toBe(
      "[test/Vault] encryption.keyVault must be the key vault of encryption.keyId, kv-contoso, got kv-other: the role would be of no use",
    );
  });
});
