import { RecoveryServicesVault, Schedule } from "../../lib";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";
import { vm } from "../support/vms";
import { PROTECTED, protectedJson, protectionRefusal } from "./define-protection";

describe("the state of a protected VM", () => {
  test("is left to Azure unless it is said, since Azure also has states that nobody can write", () => {
    expect(protectedJson(vm())).not.toHaveProperty("protection_state");
  });

  test("stopped keeps every recovery point, and no longer minds the policy, which Azure forgets", () => {
    expect(protectedJson(vm(), { state: "ProtectionStopped" })).toMatchObject({
      protection_state: "ProtectionStopped",
      lifecycle: { ignore_changes: ["source_vm_id", "backup_policy_id"] },
    });
  });

  test("is Protected again only when that is said: azurerm leaves an absent state as it is", () => {
    const json = protectedJson(vm(), { state: "Protected" });

    expect(json.protection_state).toBe("Protected");
    expect(json.lifecycle).toEqual({ ignore_changes: ["source_vm_id"] });
  });

  test.each(["Unlocked", "Locked"] as const)("may be suspended in a vault that is %s", (immutability) => {
    const vault = { immutability, acknowledge: ["Locked immutability"] } as const;

    expect(protectedJson(vm(), { state: "BackupsSuspended" }, { vault }).protection_state).toBe(
      "BackupsSuspended",
    );
  });

  test("refuses to be suspended in a vault that is not immutable, as azurerm does at apply", () => {
    const vault = { immutability: "Disabled" } as const;

    expect(protectionRefusal(vm(), { state: "BackupsSuspended" }, { vault })).toBe(
      '[test/Vault/vm1-abc123] state "BackupsSuspended" needs an immutable vault: choose immutability "Unlocked" or "Locked", or stop protection with "ProtectionStopped"',
    );
  });

  test("may be suspended in an imported vault, whose immutability nobody here knows", () => {
    const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv`;
    const stack = synthesise((s) => {
      const vault = RecoveryServicesVault.fromVaultId(s, "Shared", id);
      const policy = vault.addVmPolicy("Gold", {
        schedule: Schedule.daily("02:00"),
        retention: { daily: 7 },
      });
      policy.protect(vm(), { state: "BackupsSuspended" });
    });

    expect(stack.only(PROTECTED).protection_state).toBe("BackupsSuspended");
  });

  test("refuses a state that Azure sets by itself", () => {
    expect(protectionRefusal(vm(), { state: "ProtectionPaused" as never })).toBe(
      '[test/Vault/vm1-abc123] state must be "Protected", "ProtectionStopped" or "BackupsSuspended", got "ProtectionPaused": see azurerm protection_state',
    );
  });
});
