import { DataAzurermStorageShare } from "@cdktf/provider-azurerm/lib/data-azurerm-storage-share";
import { ProtectedFileShare, RecoveryServicesVault, Schedule, StorageRegistration } from "../../lib";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";
import {
  account,
  accountId,
  named,
  PROTECTED_SHARE,
  protect,
  REGISTRATION,
  shareJson,
  sharePolicyIn,
  storageShare,
} from "./define-share";

describe("a protected file share", () => {
  test("of the program refers to its share, its policy and the registration, so that Terraform orders them", () => {
    const stack = synthesise(protect((s) => storageShare(s, { storageAccountId: account(s).id })));

    expect(stack.all(PROTECTED_SHARE)).toEqual({
      Vault_Finance_89453673: {
        resource_group_name: "${azurerm_recovery_services_vault.Vault.resource_group_name}",
        recovery_vault_name: "${azurerm_recovery_services_vault.Vault.name}",
        source_storage_account_id: `\${${REGISTRATION}.Vault_Storage-stfiles_2DCB571A.storage_account_id}`,
        source_file_share_name: "${azurerm_storage_share.Finance.name}",
        backup_policy_id: "${azurerm_backup_policy_file_share.Vault_Gold_B4C24A29.id}",
        lifecycle: { prevent_destroy: true },
      },
    });
  });

  test("of nobody's program is called by the names of its account and of itself", () => {
    const stack = synthesise(protect(named()));

    expect(stack.addresses(PROTECTED_SHARE)).toEqual([`${PROTECTED_SHARE}.Vault_stfiles-finance_F6A4ECEE`]);
    expect(stack.only(PROTECTED_SHARE).source_file_share_name).toBe("finance");
    expect(stack.only(REGISTRATION).storage_account_id).toBe(accountId("stfiles"));
  });

  test("of a data source is read by its name, which Terraform knows", () => {
    const json = shareJson(
      (s) =>
        new DataAzurermStorageShare(s, "Finance", {
          name: "finance",
          storageAccountId: accountId("stfiles"),
        }),
    );

    expect(json.source_file_share_name).toBe("${data.azurerm_storage_share.Finance.name}");
  });

  test("has the account's id with the segments that azurerm parses, however it was given", () => {
    const stack = synthesise(
      protect(named("finance", accountId("stfiles").replace("resourceGroups", "resourcegroups"))),
    );

    expect(stack.only(REGISTRATION).storage_account_id).toBe(accountId("stfiles"));
  });

  test("keeps its address under another policy, since it belongs to the vault and keeps its recovery points", () => {
    const under = (name: "Gold" | "Silver") =>
      synthesise((stack) => {
        const gold = sharePolicyIn(stack);
        const { vault, schedule, retention } = gold;
        const silver = vault.addFileSharePolicy("Silver", { schedule, retention });
        (name === "Gold" ? gold : silver).protect(named());
      }).addresses(PROTECTED_SHARE);

    expect(under("Silver")).toEqual(under("Gold"));
  });

  test("has the id that the user gives, so that an address can outlive a new name", () => {
    const stack = synthesise(protect(named(), { id: "books" }));

    expect(stack.addresses(PROTECTED_SHARE)).toEqual([`${PROTECTED_SHARE}.Vault_books_48AAEB2B`]);
  });

  test("is kept by terraform destroy, since azurerm can delete its backups only, unless the user says so", () => {
    const throwaway = { throwaway: true };

    expect(shareJson(named(), {}, throwaway).lifecycle).toEqual({ prevent_destroy: true });
    expect(shareJson(named(), { deleteBackupDataOnDestroy: false }, throwaway).lifecycle).toEqual({
      prevent_destroy: true,
    });
    expect(shareJson(named(), { deleteBackupDataOnDestroy: true }, throwaway)).not.toHaveProperty(
      "lifecycle",
    );
  });

  test("can be in a vault that somebody else defined", () => {
    const vaultId = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-central/providers/Microsoft.RecoveryServices/vaults/rsv-central`;
    const stack = synthesise((s) =>
      RecoveryServicesVault.fromVaultId(s, "Central", vaultId)
        .addFileSharePolicy("Shares", { schedule: Schedule.daily("02:00"), retention: { daily: 7 } })
        .protect(named(), { deleteBackupDataOnDestroy: true }),
    );

    expect(stack.only(REGISTRATION)).toMatchObject({ recovery_vault_name: "rsv-central" });
    expect(stack.only(PROTECTED_SHARE)).toMatchObject({ resource_group_name: "rg-central" });
  });

  test("is recognised by kind, with its registration, so that Aspects find them in any tree", () => {
    synthesise((stack) => {
      const share = protect(named())(stack);
      const all = [share, share.registration, share.policy, null];

      expect(all.map(ProtectedFileShare.isProtectedFileShare)).toEqual([true, false, false, false]);
      expect(all.map(StorageRegistration.isStorageRegistration)).toEqual([false, true, false, false]);
    });
  });

  test("of an account without access by key is one to look at, since Azure Backup needs the key", () => {
    const { findings } = synthesise(
      protect((s) => storageShare(s, { storageAccountId: account(s, { sharedAccessKeyEnabled: false }).id })),
    );

    expect(findings).toEqual([
      {
        kind: "warning",
        subject: "test/Vault/Finance",
        reason:
          'the storage account stfiles refuses access by account key, which Azure Backup needs (Microsoft Learn, "Back up Azure Files")',
        remedy: "remove sharedAccessKeyEnabled false",
      },
    ]);
  });
});
