import {
  FileSharePolicy,
  Principal,
  ProtectedFileShare,
  ProtectedVm,
  Schedule,
  StorageRegistration,
  VmBackupPolicy,
  WorkloadPolicy,
} from "../../lib";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";
import { vm } from "../support/vms";
import { defineVault, VAULT } from "./define-vault";

const ACCOUNT = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.Storage/storageAccounts/stcontoso`;
const LOCK = "azurerm_management_lock";

test("a vault has no lock unless it is asked for, since Terraform is kept off by prevent_destroy", () => {
  expect(synthesise(defineVault()).all(LOCK)).toEqual({});
});

test("the lock forbids deletion only: a read-only lock would break backup jobs", () => {
  expect(synthesise(defineVault({ lock: true })).only(LOCK)).toMatchObject({
    scope: `\${${VAULT}.Vault.id}`,
    lock_level: "CanNotDelete",
  });
});

test("the lock comes after everything in the vault, and so goes before it: destroy would meet ScopeLocked", () => {
  const stack = synthesise((s) => {
    const vault = defineVault({ lock: true })(s);
    const policy = vault.addVmPolicy("Nightly", {
      schedule: Schedule.daily("02:00"),
      retention: { daily: 30 },
    });
    policy.protect(vm(), { id: "Web" });
    vault.access.grantReader(Principal.group("0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11"));
  });

  expect(stack.only(LOCK).depends_on).toEqual([
    "azurerm_recovery_services_vault.Vault",
    expect.stringMatching(/^azurerm_backup_policy_vm\.Vault_Nightly/),
    expect.stringMatching(/^azurerm_backup_protected_vm\.Vault_Web/),
    expect.stringMatching(/^azurerm_role_assignment\.Vault_Access_Backup-Reader/),
  ]);
});

test("and after what stands in it by another construct's tree: policies, VMs, shares and registrations", () => {
  const found = synthesise((stack) => {
    const vault = defineVault({ lock: true })(stack);
    const daily = { vault, schedule: Schedule.daily("02:00"), retention: { daily: 30 } } as const;
    const full = { schedule: daily.schedule, retention: daily.retention };
    new ProtectedVm(stack, "Item", { vm: vm(), policy: new VmBackupPolicy(stack, "Nightly", daily) });
    new WorkloadPolicy(stack, "Databases", { vault, workload: "SQL", full });
    new StorageRegistration(stack, "Account", { vault, storageAccountId: ACCOUNT });
    const share = { storageAccountId: ACCOUNT, shareName: "finance" };
    new ProtectedFileShare(stack, "Share", { share, policy: new FileSharePolicy(stack, "Shares", daily) });
  });

  expect((found.only(LOCK).depends_on as string[]).sort()).toEqual([
    "azurerm_backup_container_storage_account.Account",
    "azurerm_backup_policy_file_share.Shares",
    "azurerm_backup_policy_vm.Nightly",
    "azurerm_backup_policy_vm_workload.Databases",
    "azurerm_backup_protected_file_share.Share",
    "azurerm_backup_protected_vm.Item",
    "azurerm_recovery_services_vault.Vault",
  ]);
});
