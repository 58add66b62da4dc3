import { resilienceMatchers, SynthesizedApp } from "../../lib/testing";
import { vmId } from "../support/vms";

expect.extend(resilienceMatchers);

const HERE = { resource_group_name: "rg", recovery_vault_name: "rsv" };
const vm = { id: vmId("web"), name: "web" };
/** Stacks with a policy and the backup of a VM. */
const stacks = (policy: object, backup: object = {}) =>
  SynthesizedApp.fromJson({
    test: {
      resource: {
        azurerm_backup_policy_vm: { P: { ...HERE, name: "p", ...policy } },
        azurerm_backup_protected_vm: {
          B: {
            ...HERE,
            source_vm_id: vm.id,
            backup_policy_id: "${azurerm_backup_policy_vm.P.id}",
            ...backup,
          },
        },
      },
    },
  });

/** What fails of an expectation, without its first line; undefined where it holds. */
function gapOf(expectation: () => void): string | undefined {
  try {
    expectation();
    return undefined;
  } catch (error) {
    return (error as Error).message.split("\n").slice(1).join("\n");
  }
}

describe("toBackUpEveryVm with what only Terraform knows", () => {
  const daily = (count: unknown) => ({ retention_daily: { count }, retention_weekly: { count: 52 } });

  test.each([
    [daily(30), undefined],
    [daily("30"), undefined],
    [daily(29), "  web: its policy test/azurerm_backup_policy_vm.P keeps backups for 29 days"],
    [{ retention_weekly: { count: 5 } }, undefined],
    [
      { retention_weekly: { count: 4 } },
      "  web: its policy test/azurerm_backup_policy_vm.P keeps backups for 28 days",
    ],
  ])("compares the daily points of %j, and weekly ones where there are no others", (policy, gap) => {
    expect(gapOf(() => expect(stacks(policy)).toBackUpEveryVm([vm], { forDays: 30 }))).toBe(gap);
  });

  test.each([daily("${var.days}"), { retention_weekly: { count: "${var.weeks}" } }])(
    "fails with %j, since weekly points say nothing of daily ones",
    (policy) => {
      expect(gapOf(() => expect(stacks(policy)).toBackUpEveryVm([vm], { forDays: 30 }))).toBe(
        "  web: only Terraform knows for how long its policy test/azurerm_backup_policy_vm.P keeps backups",
      );
      expect(stacks(policy)).toBackUpEveryVm([vm]);
    },
  );

  test.each([
    [{ count: 0 }, "no backup protects it"],
    [{ count: "${var.n}" }, "only Terraform knows whether there is test/azurerm_backup_protected_vm.B"],
    [{ source_vm_id: "${var.vm}" }, "only Terraform knows which VM a backup of the app protects"],
  ])("fails with a backup that has %j", (backup, gap) => {
    expect(gapOf(() => expect(stacks(daily(30), backup)).toBackUpEveryVm([vm]))).toBe(`  web: ${gap}`);
  });
});

describe("exceptions of VMs that have one name", () => {
  const other = { id: vmId("web").replace("rg-app", "rg-other"), name: "web" };
  const both = [vm, other];
  const backedUp = stacks({});

  test("go by the id, in any letter case", () => {
    expect(backedUp).toBackUpEveryVm(both, { except: [other.id.toUpperCase()] });
    expect(gapOf(() => expect(backedUp).toBackUpEveryVm(both, { except: [vm.id] }))).toBe(
      `  ${other.id}: no backup protects it`,
    );
  });

  test("are refused by the name, which would let both out", () => {
    expect(gapOf(() => expect(backedUp).toBackUpEveryVm(both, { except: ["web"] }))).toBe(
      [
        `  web: an exception that 2 VMs have as their name; give the id of one: ${vm.id}, ${other.id}`,
        `  ${other.id}: no backup protects it`,
      ].join("\n"),
    );
  });

  test("are refused by an id that no VM has", () => {
    expect(gapOf(() => expect(backedUp).toReplicateEveryVm([vm], { except: [other.id] }))).toBe(
      [`  ${other.id}: an exception that no VM has`, "  web: nothing replicates it"].join("\n"),
    );
  });
});
