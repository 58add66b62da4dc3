import { DataAzurermStorageAccount } from "@cdktf/provider-azurerm/lib/data-azurerm-storage-account";
import { RecoveryServicesVault, ResilienceStack, Schedule, StorageRegistration } from "../../lib";
import { SUBNET } from "../private-access/define-access";
import { resources, run } from "../support/run";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
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

/** The addresses that the registration waits for, in a whole run: it is the end that shows what there is. */
const waitsFor = (define: (stack: ResilienceStack) => void) => {
  const { stacks } = run((app) => define(new ResilienceStack(app, "test", { subscriptionId: SUBSCRIPTION })));
  return Object.values(resources(stacks.test, REGISTRATION)).map(({ depends_on }) => depends_on);
};

describe("the registration of a storage account", () => {
  test("takes as long as it needs, since azurerm runs it under its read timeout", () => {
    expect(synthesise(protect(named())).all(REGISTRATION)).toEqual({
      "Vault_Storage-stfiles_2DCB571A": {
        resource_group_name: "${azurerm_recovery_services_vault.Vault.resource_group_name}",
        recovery_vault_name: "${azurerm_recovery_services_vault.Vault.name}",
        storage_account_id: accountId("stfiles"),
        timeouts: { read: "30m" },
      },
    });
  });

  test("is one for all shares of an account, also under two policies, since Azure registers it once", () => {
    const stack = synthesise((s) => {
      const policy = sharePolicyIn(s);
      const { vault, schedule, retention } = policy;
      policy.protect(named("finance"));
      policy.protect(named("legal"));
      vault.addFileSharePolicy("Silver", { schedule, retention }).protect(named("media"));
      policy.protect(named("finance", accountId("stother")));
    });

    expect(stack.addresses(REGISTRATION)).toEqual([
      `${REGISTRATION}.Vault_Storage-stfiles_2DCB571A`,
      `${REGISTRATION}.Vault_Storage-stother_46D80AA7`,
    ]);
    expect(stack.addresses(PROTECTED_SHARE)).toHaveLength(4);
  });

  test("is one for an account of the program, whether named by its construct or by its ARM id", () => {
    const stack = synthesise((s) => {
      const policy = sharePolicyIn(s);
      policy.protect(storageShare(s, { storageAccountId: account(s).id }));
      policy.protect(named("legal"));
      policy.protect(named("media", accountId("STFILES")));
    });

    expect(stack.addresses(REGISTRATION)).toHaveLength(1);
  });

  test("waits for all shares that the stack makes in the account, since it locks them against deletion", () => {
    const waits = waitsFor((s) => {
      const files = account(s);
      const other = account(s, { name: "stother" }, "Other");
      protect(storageShare(s, { storageAccountId: files.id }))(s);
      storageShare(s, { name: "legal", storageAccountId: files.id }, "Legal");
      storageShare(s, { name: "media", storageAccountId: accountId("stfiles") }, "Media");
      storageShare(s, { name: "old", storageAccountName: "stfiles" }, "Old");
      storageShare(s, { name: "elsewhere", storageAccountId: other.id }, "Elsewhere");
    });

    expect(waits).toEqual([
      [
        "azurerm_storage_share.Finance",
        "azurerm_storage_share.Legal",
        "azurerm_storage_share.Media",
        "azurerm_storage_share.Old",
      ],
    ]);
  });

  test("waits for nothing where the stack makes no shares", () => {
    expect(waitsFor(protect(named()))).toEqual([undefined]);
  });

  test("waits for the vault's private endpoints as well, which Azure takes before it only", () => {
    const waits = waitsFor((s) => {
      const policy = sharePolicyIn(s);
      policy.protect(storageShare(s, { storageAccountId: account(s).id }));
      policy.vault.addPrivateAccess("Private", { subnet: { id: SUBNET }, dns: "by Azure Policy" });
    });

    expect(waits).toEqual([
      expect.arrayContaining([
        "azurerm_storage_share.Finance",
        expect.stringMatching(/^azurerm_private_endpoint\.Vault_Private_AzureBackup_/),
      ]),
    ]);
  });

  test("has an address of its own account, not of how many there are", () => {
    const data = (s: ResilienceStack, id: string) =>
      new DataAzurermStorageAccount(s, id, { name: "stfiles", resourceGroupName: "rg-files" });
    const alone = synthesise((s) => sharePolicyIn(s).protect(named("finance", data(s, "Files").id)));
    const second = synthesise((s) => {
      const policy = sharePolicyIn(s);
      policy.protect(named("finance", data(s, "Before").id));
      policy.protect(named("finance", data(s, "Files").id));
    });

    expect(second.addresses(REGISTRATION)).toEqual(
      expect.arrayContaining([...alone.addresses(REGISTRATION)]),
    );
    expect(second.addresses(PROTECTED_SHARE)).toEqual(
      expect.arrayContaining([...alone.addresses(PROTECTED_SHARE)]),
    );
  });

  test("can be somebody else's, and the share then names its account itself", () => {
    const stack = synthesise(protect(named(), { registerAccount: false }));

    expect(stack.addresses(REGISTRATION)).toEqual([]);
    expect(shareJson(named(), { registerAccount: false }).source_storage_account_id).toBe(
      accountId("stfiles"),
    );
  });

  test("of somebody else does not let a share be protected in two vaults", () => {
    const message = refusalOf((s) => {
      const elsewhere = { registerAccount: false };
      sharePolicyIn(s).protect(named(), elsewhere);
      new RecoveryServicesVault(s, "Other", {
        name: "rsv-other",
        resourceGroup: { name: "rg-other", locationInput: "australiaeast" },
      })
        .addFileSharePolicy("Shares", { schedule: Schedule.daily("02:00"), retention: { daily: 7 } })
        .protect(named(), elsewhere);
    });

    expect(message).toBe(
      "[test/Other] finance of stfiles is protected in the vault test/Vault already: Azure backs up a share once; remove the repeat",
    );
  });

  test("is refused with a second vault, since Azure takes one for an account", () => {
    const message = refusalOf((s) => {
      const policy = sharePolicyIn(s);
      policy.protect(named("finance"));
      new RecoveryServicesVault(s, "Other", {
        name: "rsv-other",
        resourceGroup: { name: "rg-other", locationInput: "australiaeast" },
      })
        .addFileSharePolicy("Shares", { schedule: Schedule.daily("02:00"), retention: { daily: 7 } })
        .protect(named("legal"));
    });

    expect(message).toBe(
      "[test/Other/stfiles-legal] the storage account stfiles is registered with test/Vault: Azure registers an account with one vault only; protect all its shares there",
    );
  });

  test("can be defined by itself, and is then the one that protected shares use", () => {
    const stack = synthesise((s) => {
      const policy = sharePolicyIn(s);
      new StorageRegistration(s, "Own", { vault: policy.vault, storageAccountId: accountId("stfiles") });
      policy.protect(named());
    });

    expect(stack.addresses(REGISTRATION)).toEqual([`${REGISTRATION}.Own`]);
    expect(stack.only(PROTECTED_SHARE).source_storage_account_id).toBe(
      `\${${REGISTRATION}.Own.storage_account_id}`,
    );
  });

  test("by itself is refused where the account has one, and where it is no account", () => {
    const refused = (storageAccountId: string) =>
      refusalOf((s) => {
        const { vault } = sharePolicyIn(s);
        new StorageRegistration(s, "First", { vault, storageAccountId: accountId("stfiles") });
        new StorageRegistration(s, "Again", { vault, storageAccountId });
      });

    expect(refused(accountId("stfiles"))).toBe(
      "[test/Again] the storage account stfiles is registered by test/First already: use that registration",
    );
    expect(refused("stfiles")).toBe(
      '[test/Again] storageAccountId must be the ARM id of a storage account, got "stfiles"',
    );
  });
});
