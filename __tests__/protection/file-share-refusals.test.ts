import { refusalOf } from "../support/synthesise";
import {
  account,
  accountId,
  named,
  shareJson,
  sharePolicyIn,
  shareRefusal,
  storageShare,
} from "./define-share";

const PLACE = "[test/Vault/Share]";
const OTHER = "11111111-2222-3333-4444-555555555555";
const id = { id: "Share" };

describe("the name of a protected share", () => {
  const message = (name: string) =>
    `${PLACE} shareName must be 3 to 63 lower-case letters, digits and "-", which stands between letters or digits and never twice in a row, got ${JSON.stringify(name)}`;

  test.each(["ab", "a".repeat(64), "Finance", "-finance", "finance-", "fin--ance", "fin_ance", ""])(
    "refuses %p because Azure Files has no such share",
    (name) => {
      expect(shareRefusal(named(name), id)).toBe(message(name));
    },
  );

  test.each(["abc", "a".repeat(63), "fin-ance-2026", "123"])("takes %p", (name) => {
    expect(shareJson(named(name)).source_file_share_name).toBe(name);
  });

  test("is checked in the provider's own share too", () => {
    const share = { name: "Finance", storageAccountId: accountId("stfiles") };

    expect(shareRefusal((s) => storageShare(s, share), id)).toBe(message("Finance"));
  });
});

describe("the storage account of a protected share", () => {
  test("is a storage account", () => {
    const vm = accountId("stfiles").replace("Microsoft.Storage/storageAccounts", "Microsoft.Compute/disks");

    expect(shareRefusal(named("finance", vm), id)).toBe(
      `${PLACE} storageAccountId must be the ARM id of a storage account, got "${vm}"`,
    );
    expect(shareRefusal(named("finance", "stfiles"), id)).toBe(
      `${PLACE} storageAccountId must be the ARM id of a storage account, got "stfiles"`,
    );
  });

  test("is known by its id, which the provider's share does not have where it names its account", () => {
    expect(shareRefusal((s) => storageShare(s, { storageAccountName: "stfiles" }), id)).toBe(
      `${PLACE} share must be a StorageShare with storageAccountId: its storageAccountName alone does not say which account it is; set storageAccountId in it`,
    );
  });

  test("is in the vault's subscription", () => {
    expect(shareRefusal(named("finance", accountId("stfiles", OTHER)), id)).toBe(
      `${PLACE} the storage account must be in the vault's subscription 6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841, got ${OTHER}: use a vault of that subscription`,
    );
  });

  test("is in the vault's region, where the program says its region", () => {
    const there = (location: string) =>
      shareRefusal((s) => storageShare(s, { storageAccountId: account(s, { location }).id }), id);

    expect(there("westeurope")).toBe(
      `${PLACE} the storage account must be in the vault's region australiaeast, got westeurope: use a vault in westeurope`,
    );
    expect(
      shareJson((s) => storageShare(s, { storageAccountId: account(s, { location: "Australia East" }).id })),
    ).toMatchObject({ source_file_share_name: "${azurerm_storage_share.Finance.name}" });
  });
});

describe("a file share", () => {
  test("of NFS is refused, since Azure Backup supports SMB shares only", () => {
    const share = (enabledProtocol: string) => ({ storageAccountId: accountId("stfiles"), enabledProtocol });

    expect(shareRefusal((s) => storageShare(s, share("NFS")), id)).toBe(
      `${PLACE} share must be an SMB share, got NFS: Azure Backup does not support NFS shares (Microsoft Learn, "Support matrix for Azure Files backup")`,
    );
    expect(shareJson((s) => storageShare(s, share("SMB"))).source_file_share_name).toBe(
      "${azurerm_storage_share.Finance.name}",
    );
  });

  test("is protected once, also under another id, by its construct or by its name", () => {
    const message =
      "[test/Vault] finance of stfiles is protected in this vault already: Azure backs up a share once; remove the repeat";
    const twice = (again: object) =>
      refusalOf((s) => {
        const policy = sharePolicyIn(s);
        policy.protect(storageShare(s, { storageAccountId: account(s).id }));
        policy.protect(named(), again);
      });

    expect([twice({}), twice({ id: "again" })]).toEqual([message, message]);
  });

  test("cannot lose its backups to a destroy in an immutable vault, which would refuse it after the plan", () => {
    const message = (immutability: string) =>
      `${PLACE} deleteBackupDataOnDestroy cannot be true in a vault with immutability "${immutability}", which keeps recovery points until their time: remove it, or use a vault with immutability "Disabled"`;
    const options = { ...id, deleteBackupDataOnDestroy: true };

    expect(shareRefusal(named(), options)).toBe(message("Unlocked"));
    expect(
      shareRefusal(named(), options, { immutability: "Locked", acknowledge: ["Locked immutability"] }),
    ).toBe(message("Locked"));
    expect(shareJson(named(), options, { immutability: "Disabled" }).source_file_share_name).toBe("finance");
  });

  test("shows all that is wrong with it at once", () => {
    const wrong = named("Finance", accountId("stfiles", OTHER));

    expect(shareRefusal(wrong, { ...id, deleteBackupDataOnDestroy: true })).toBe(
      [
        `${PLACE} 3 problems:`,
        '  - shareName must be 3 to 63 lower-case letters, digits and "-", which stands between letters or digits and never twice in a row, got "Finance"',
        `  - the storage account must be in the vault's subscription 6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841, got ${OTHER}: use a vault of that subscription`,
        '  - deleteBackupDataOnDestroy cannot be true in a vault with immutability "Unlocked", which keeps recovery points until their time: remove it, or use a vault with immutability "Disabled"',
      ].join("\n"),
    );
  });
});
