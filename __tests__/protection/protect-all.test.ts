import { WindowsVirtualMachine } from "@cdktf/provider-azurerm/lib/windows-virtual-machine";
import { Construct } from "constructs";
import { protectAll, type ResilienceApp, ResilienceStack, Schedule, type VmBackupPolicy } from "../../lib";
import { resources, run } from "../support/run";
import { refusal, SUBSCRIPTION } from "../support/synthesise";
import { defineVault } from "../vault/define-vault";
import { PROTECTED } from "./define-protection";
import { linuxVm } from "./program-vms";

interface Program {
  readonly stack: ResilienceStack;
  readonly gold: VmBackupPolicy;
  readonly silver: VmBackupPolicy;
}

/** A stack "test" with a vault of two policies. */
const program = (define: (program: Program) => void) => (app: ResilienceApp) => {
  const stack = new ResilienceStack(app, "test", { subscriptionId: SUBSCRIPTION });
  const vault = defineVault()(stack);
  const options = { schedule: Schedule.daily("02:00"), retention: { daily: 7 } } as const;
  define({ stack, gold: vault.addVmPolicy("Gold", options), silver: vault.addVmPolicy("Silver", options) });
};

const protectedIn = (define: (program: Program) => void) => {
  const { stacks, summary } = run(program(define));
  return { vms: resources(stacks.test, PROTECTED), summary };
};

const policyOf = (json: unknown) => (json as { backup_policy_id: string }).backup_policy_id;

describe("protectAll", () => {
  test("backs up every VM of the tree, however deep, and those that are defined after it", () => {
    const { vms } = protectedIn(({ stack, gold }) => {
      protectAll(stack, gold);
      linuxVm(new Construct(new Construct(stack, "Shop"), "Web"), "Vm");
      new WindowsVirtualMachine(stack, "Sql", {
        name: "sql",
        location: "australiaeast",
        resourceGroupName: "rg-app",
        size: "Standard_D2s_v5",
        adminUsername: "admin0",
        adminPassword: "${var.password}",
        networkInterfaceIds: [],
        osDisk: { caching: "ReadWrite", storageAccountType: "Premium_LRS" },
      });
    });

    expect(Object.values(vms).map(({ source_vm_id }) => source_vm_id)).toEqual([
      "${azurerm_linux_virtual_machine.Shop_Web_Vm_940F715E.id}",
      "${azurerm_windows_virtual_machine.Sql.id}",
    ]);
    expect(Object.keys(vms)).toEqual([
      expect.stringMatching(/^Vault_Shop-Web-Vm_/),
      expect.stringMatching(/^Vault_Sql_/),
    ]);
  });

  test("leaves what is outside of its scope alone", () => {
    const { vms } = protectedIn(({ stack, gold }) => {
      linuxVm(stack, "Outside");
      protectAll(new Construct(stack, "Inside"), gold);
    });

    expect(vms).toEqual({});
  });

  test("keeps the policy of a VM that is protected already, however late that is said", () => {
    const { vms } = protectedIn(({ stack, gold, silver }) => {
      protectAll(stack, gold);
      silver.protect(linuxVm(stack, "Web"));
    });

    expect(Object.values(vms).map(policyOf)).toEqual([expect.stringContaining("Vault_Silver")]);
  });

  test("protects a VM once where two calls cover it", () => {
    const { vms } = protectedIn(({ stack, gold, silver }) => {
      protectAll(stack, gold);
      protectAll(stack, silver);
      linuxVm(stack, "Web");
    });

    expect(Object.values(vms).map(policyOf)).toEqual([expect.stringContaining("Vault_Gold")]);
  });

  test("chooses the policy by a tag, without regard to letter case as Azure does", () => {
    const { vms } = protectedIn(({ stack, gold, silver }) => {
      protectAll(stack, { tag: "Backup", policies: { gold, silver } });
      linuxVm(stack, "A", { tags: { backup: "Gold" } });
      linuxVm(stack, "B", { tags: { Backup: "silver" } });
    });

    expect(Object.values(vms).map(policyOf)).toEqual([
      expect.stringContaining("Vault_Gold"),
      expect.stringContaining("Vault_Silver"),
    ]);
  });

  test("tells of every VM whose tag names no policy, and of those without the tag", () => {
    const { vms, summary } = protectedIn(({ stack, gold, silver }) => {
      protectAll(stack, { tag: "Backup", policies: { gold, silver } });
      linuxVm(stack, "A", { tags: { Backup: "bronze" } });
      linuxVm(stack, "B");
    });

    expect(vms).toEqual({});
    expect(summary).toContain(
      [
        "Not protected (2):",
        '  test/A: its tag "Backup" is "bronze"; tag it "gold" or "silver", or protect it by a policy',
        '  test/B: it has no tag "Backup"; tag it "gold" or "silver", or protect it by a policy',
      ].join("\n"),
    );
  });

  test("refuses all VMs that the vault cannot take at once, not the first alone", () => {
    const refused = refusal(() =>
      protectedIn(({ stack, gold }) => {
        protectAll(stack, gold);
        linuxVm(stack, "A", { location: "westeurope" });
        linuxVm(stack, "B", { location: "West US" });
      }),
    );

    const rule = "use a vault in";
    expect(refused).toBe(
      [
        "[test] 2 problems:",
        `  - test/A: vm must be in the vault's region australiaeast, got westeurope: ${rule} westeurope, since Azure backs up VMs only to their own region`,
        `  - test/B: vm must be in the vault's region australiaeast, got westus: ${rule} westus, since Azure backs up VMs only to their own region`,
      ].join("\n"),
    );
  });
});
