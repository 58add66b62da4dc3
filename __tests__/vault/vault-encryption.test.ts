import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { TerraformVariable } from "cdktf";
import type { RecoveryServicesVaultProps, ResilienceStack } from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { defineVault, VAULT } from "./define-vault";

const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-keys/providers`;
const KEY_VAULT = `${GROUP}/Microsoft.KeyVault/vaults/kv-contoso`;
const KEY = "https://kv-contoso.vault.azure.net/keys/backup";
const IDENTITY = {
  id: `${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/id-backup`,
  principalId: "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11",
};
const ACKNOWLEDGED = { acknowledge: ["customer-managed key"] } as const;

const encrypted = (
  changes: Partial<NonNullable<RecoveryServicesVaultProps["encryption"]>> = {},
  props: Partial<RecoveryServicesVaultProps> = ACKNOWLEDGED,
) => defineVault({ encryption: { keyId: KEY, identity: IDENTITY, ...changes }, ...props });

describe("a vault with a customer-managed key", () => {
  test("uses the identity that opens the key, and says that it is not the system-assigned one", () => {
    expect(synthesise(encrypted()).only(VAULT)).toMatchObject({
      identity: { type: "SystemAssigned, UserAssigned", identity_ids: [IDENTITY.id] },
      encryption: {
        key_id: KEY,
        infrastructure_encryption_enabled: false,
        use_system_assigned_identity: false,
        user_assigned_identity_id: IDENTITY.id,
      },
    });
  });

  test("grants the key's role first, waits until Azure knows it, and only then makes the vault", () => {
    const stack = synthesise(encrypted({ keyVault: { id: KEY_VAULT } }));
    const role = stack.addresses("azurerm_role_assignment")[0];

    expect(stack.only("azurerm_role_assignment")).toMatchObject({
      scope: KEY_VAULT,
      role_definition_id: expect.stringContaining("e147488a-f6f5-4113-8e2d-b22465e65bf6"),
      principal_id: IDENTITY.principalId,
    });
    expect(Object.values(stack.only("terraform_data").triggers_replace as object)).toEqual([
      `\${${role}.id}`,
    ]);
    expect(stack.only("terraform_data").provisioner).toEqual([
      { "local-exec": { command: "sleep 180 || ping -n 181 127.0.0.1" } },
    ]);
    expect(stack.only(VAULT).depends_on).toEqual(["terraform_data.Vault_KeyAccess_D8151F4B"]);
  });

  test("grants and waits for nothing where the identity can use the key already", () => {
    const stack = synthesise(encrypted());

    expect(stack.all("azurerm_role_assignment")).toEqual({});
    expect(stack.only(VAULT)).not.toHaveProperty("depends_on");
  });

  test("takes an identity of the program as it stands", () => {
    const stack = synthesise((s) => encrypted({ identity: programIdentity(s) })(s));

    expect(stack.only(VAULT).encryption).toMatchObject({
      user_assigned_identity_id: "${azurerm_user_assigned_identity.Keys.id}",
    });
  });

  test("names an identity once that both opens the key and is given, since azurerm refuses repeats", () => {
    const props = { ...ACKNOWLEDGED, identity: { systemAssigned: false, userAssigned: [IDENTITY] } };

    expect(synthesise(encrypted({}, props)).only(VAULT).identity).toEqual({
      type: "UserAssigned",
      identity_ids: [IDENTITY.id],
    });
  });

  test("spells the segments of the identity's id as azurerm reads them, whose parser minds letter case", () => {
    const shouted = { ...IDENTITY, id: IDENTITY.id.replace("resourceGroups", "RESOURCEGROUPS") };

    expect(synthesise(encrypted({ identity: shouted })).only(VAULT).encryption).toMatchObject({
      user_assigned_identity_id: IDENTITY.id,
    });
  });

  test("refuses what can never be undone without its acknowledgement, twice for two layers", () => {
    expect(refusalOf(encrypted({ infrastructureEncryption: true }, {}))).toBe(
      [
        "[test/Vault] 2 problems:",
        '  - encryption can never be undone: the vault cannot go back to keys of Microsoft, and without your key no backup can be read: if you want that, add acknowledge: ["customer-managed key"]',
        '  - encryption.infrastructureEncryption can never be switched off: azurerm and Azure refuse to change it on an encrypted vault: if you want that, add acknowledge: ["infrastructure encryption"]',
      ].join("\n"),
    );
  });

  test("encrypts twice where both steps are acknowledged", () => {
    const acknowledge = ["customer-managed key", "infrastructure encryption"] as const;
    const stack = synthesise(encrypted({ infrastructureEncryption: true }, { acknowledge }));

    expect(stack.only(VAULT).encryption).toMatchObject({ infrastructure_encryption_enabled: true });
  });

  test.each([
    `${KEY}/0123456789abcdef0123456789abcdef`,
    "https://hsm-contoso.managedhsm.azure.net/keys/backup",
  ])("takes %s", (keyId) => {
    expect(synthesise(encrypted({ keyId })).only(VAULT).encryption).toMatchObject({ key_id: keyId });
  });

  test.each([
    "kv-contoso/backup",
    "https://kv-contoso.vault.azure.net/secrets/backup",
    "https://kv-contoso.vault.azure.net/keys/",
    `${KEY}/0123456789abcdef0123456789abcde`,
    `${KEY}/0123456789abcdef0123456789abcdef0`,
    KEY_VAULT,
  ])("refuses the key %s because it is not a key's URI", (keyId) => {
    expect(refusalOf(encrypted({ keyId }))).toBe(
      `[test/Vault] encryption.keyId must be a key's URI such as https://NAME.vault.azure.net/keys/KEY, got "${keyId}"`,
    );
  });

  test("passes a key that only Terraform will know", () => {
    const stack = synthesise((s) =>
      encrypted({ keyId: new TerraformVariable(s, "key", { type: "string" }).stringValue })(s),
    );

    expect(stack.only(VAULT).encryption).toMatchObject({ key_id: "${var.key}" });
  });

  test("refuses a managed HSM as the place of a role, since its roles are not Azure's", () => {
    const id = `${GROUP}/Microsoft.KeyVault/managedHSMs/hsm-contoso`;

    expect(refusalOf(encrypted({ keyVault: { id } }))).toBe(
      `[test/Vault] encryption.keyVault must be the ARM id of a key vault, got "${id}": for a managed HSM, whose roles Azure RBAC does not know, remove it`,
    );
  });

  test("refuses a role on another key vault than the key's, which would be of no use", () => {
    const id = KEY_VAULT.replace("kv-contoso", "kv-other");

    expect(refusalOf(encrypted({ keyVault: { id } }))).toBe(
      "[test/Vault] encryption.keyVault must be the key vault of encryption.keyId, kv-contoso, got kv-other: the role would be of no use",
    );
  });
});

describe("a vault's identity", () => {
  test("is of both kinds where a user-assigned one is added, since an identity cannot be taken away again", () => {
    const stack = synthesise(defineVault({ identity: { userAssigned: [IDENTITY] } }));

    expect(stack.only(VAULT).identity).toEqual({
      type: "SystemAssigned, UserAssigned",
      identity_ids: [IDENTITY.id],
    });
  });

  test("refuses a vault without any, which later could use neither keys nor private endpoints of Site Recovery", () => {
    expect(refusalOf(defineVault({ identity: { systemAssigned: false } }))).toBe(
      "[test/Vault] identity must be system-assigned or name a user-assigned identity: remove identity.systemAssigned",
    );
  });

  test("refuses an id of something else", () => {
    const userAssigned = [{ ...IDENTITY, id: KEY_VAULT }];

    expect(refusalOf(defineVault({ identity: { userAssigned } }))).toBe(
      `[test/Vault] identity.userAssigned must be the ARM id of a user-assigned identity, got "${KEY_VAULT}"`,
    );
  });
});

function programIdentity(stack: ResilienceStack): UserAssignedIdentity {
  const group = resourceGroup(stack, "australiaeast", "Ids");
  return new UserAssignedIdentity(stack, "Keys", {
    name: "id-backup",
    location: group.location,
    resourceGroupName: group.name,
  });
}

describe("the wait for the key's role", () => {
  test.each([-1, 1801, 1.5, Number.NaN])("is refused under its own name: %s", (roleWaitSeconds) => {
    expect(refusalOf(encrypted({ keyVault: { id: KEY_VAULT }, roleWaitSeconds }))).toBe(
      `[test/Vault] encryption.roleWaitSeconds must be 0 to 1800 seconds, got ${roleWaitSeconds}: Azure takes ten minutes at most`,
    );
  });

  test("and the role are at the key vault as azurerm spells its id", () => {
    const id = KEY_VAULT.replace("resourceGroups", "resourcegroups").replace("KeyVault", "keyvault");
    expect(synthesise(encrypted({ keyVault: { id } })).only("azurerm_role_assignment").scope).toBe(KEY_VAULT);
  });
});
