import { StorageAccount, type StorageAccountConfig } from "@cdktf/provider-azurerm/lib/storage-account";
import { type BlobBackupPolicyOptions, ProtectedBlobs, type ResilienceStack, Schedule } from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { accountId, defineBackupVault, diskId, ROLE, VAULT } from "./define-backup-vault";

const TYPE = "azurerm_data_protection_backup_instance_blob_storage";
const OPERATIONAL: BlobBackupPolicyOptions = { operationalDays: 30 };
const VAULTED: BlobBackupPolicyOptions = {
  vaulted: { schedule: Schedule.daily("02:00"), retention: { days: 30 } },
};

const protect =
  (options: BlobBackupPolicyOptions, containers?: readonly string[], account = accountId()) =>
  (s: ResilienceStack) =>
    defineBackupVault()(s).addBlobPolicy("Blobs", options).protect(account, { containers, id: "Shop" });

/** An account of the program. */
const account = (s: ResilienceStack, changes: Partial<StorageAccountConfig> = {}) =>
  new StorageAccount(s, "Invoices", {
    name: "stinvoices",
    resourceGroupName: "rg-shop",
    location: "australiaeast",
    accountTier: "Standard",
    accountReplicationType: "ZRS",
    ...changes,
  });

describe("protected blobs", () => {
  test("under operational backup are the whole account's", () => {
    const stack = synthesise(protect(OPERATIONAL));

    expect(stack.only(TYPE)).toEqual({
      name: "Shop",
      location: "australiaeast",
      vault_id: `\${${VAULT}.Vault.id}`,
      storage_account_id: accountId(),
      backup_policy_id: "${azurerm_data_protection_backup_policy_blob_storage.Vault_Blobs_0BF86596.id}",
      depends_on: stack.addresses("terraform_data"),
      lifecycle: { prevent_destroy: true },
    });
    expect(stack.only(ROLE)).toMatchObject({
      scope: accountId(),
      role_definition_id: expect.stringMatching(/e5e2a7ff-d759-4cd2-bb51-3152d37e2eb1$/),
    });
  });

  test("under vaulted backup are those of the containers that are named, in the user's order", () => {
    expect(
      synthesise(protect(VAULTED, ["orders", "invoices", "$web"])).only(TYPE).storage_account_container_names,
    ).toEqual(["orders", "invoices", "$web"]);
  });

  test("are an account's of the program as it stands", () => {
    const stack = synthesise((s) =>
      defineBackupVault()(s).addBlobPolicy("Blobs", OPERATIONAL).protect(account(s)),
    );

    expect(stack.only(TYPE)).toMatchObject({
      name: "Invoices",
      storage_account_id: "${azurerm_storage_account.Invoices.id}",
    });
  });

  test("are told apart without instanceof", () => {
    synthesise((s) => {
      expect(ProtectedBlobs.isProtectedBlobs(protect(OPERATIONAL)(s))).toBe(true);
      expect(ProtectedBlobs.isProtectedBlobs(s)).toBe(false);
    });
  });
});

describe("containers", () => {
  test("cannot be chosen under operational backup, which covers the whole account", () => {
    expect(refusalOf(protect(OPERATIONAL, ["invoices"]))).toBe(
      "[test/Vault/Shop] containers cannot be chosen under Blobs, which has operational backup alone: it covers the whole account; remove containers",
    );
  });

  test.each([
    [undefined, 0],
    [[], 0],
    [Array.from({ length: 101 }, (_, i) => `c${i}00`), 101],
  ])("are 1 to 100 under vaulted backup: refuses %p", (containers, count) => {
    expect(refusalOf(protect(VAULTED, containers))).toBe(
      `[test/Vault/Shop] containers must name 1 to 100 containers under Blobs, which is vaulted, got ${count}: name those to copy into the vault`,
    );
  });

  test("may be 100", () => {
    const hundred = Array.from({ length: 100 }, (_, i) => `c${i}00`);

    expect(synthesise(protect(VAULTED, hundred)).only(TYPE).storage_account_container_names).toEqual(hundred);
  });

  test.each(["ab", "a".repeat(64), "Invoices", "a--b", "-ab", "ab-", "a_b", "$root2"])(
    "refuses %p, which Azure would not have as a name",
    (name) => {
      expect(refusalOf(protect(VAULTED, [name]))).toBe(
        `[test/Vault/Shop] containers must be 3 to 63 lower-case letters, digits and single "-", got "${name}"`,
      );
    },
  );

  test.each(["abc", "a".repeat(63), "a-b-c", "$root", "$web"])("takes %p", (name) => {
    expect(synthesise(protect(VAULTED, [name])).only(TYPE).storage_account_container_names).toEqual([name]);
  });

  test("are named once", () => {
    expect(refusalOf(protect(VAULTED, ["orders", "orders"]))).toBe(
      '[test/Vault/Shop] containers names "orders" twice: remove the repeat',
    );
  });
});

describe("an account whose blobs Azure would not back up", () => {
  const of = (changes: Partial<StorageAccountConfig>) =>
    refusalOf((s) => defineBackupVault()(s).addBlobPolicy("Blobs", OPERATIONAL).protect(account(s, changes)));

  test("is something else", () => {
    expect(refusalOf(protect(OPERATIONAL, undefined, diskId()))).toBe(
      `[test/Vault/Shop] account.id must be the ARM id of a storage account, got "${diskId()}"`,
    );
  });

  test.each([
    [{ accountTier: "Premium" }, "Premium StorageV2"],
    [{ accountKind: "BlobStorage" }, "Standard BlobStorage"],
    [{ accountTier: "Premium", accountKind: "BlockBlobStorage" }, "Premium BlockBlobStorage"],
  ])("is no standard general-purpose v2 one: %p", (changes, kind) => {
    expect(of(changes)).toBe(
      `[test/Vault/Invoices] account must be a standard general-purpose v2 account, got ${kind}: Azure Backup takes no other`,
    );
  });

  test("has a hierarchical namespace", () => {
    expect(of({ isHnsEnabled: true })).toBe(
      "[test/Vault/Invoices] account has a hierarchical namespace (Data Lake Storage), which such backups do not know: use another account",
    );
  });

  test("stands in another region", () => {
    expect(of({ location: "australiasoutheast" })).toBe(
      "[test/Vault/Invoices] account must be in the vault's region australiaeast, got australiasoutheast: use a Backup vault in australiasoutheast, since Azure backs up nothing to another region",
    );
  });
});
