import type { CheckContext } from "../../../../lib";
import { PROTECTION_RULES } from "../../../../lib/checks/rules/protection";
import { judged } from "../../../support/judged";
import { vm as machine } from "../../../support/vms";

const rule = (id: string) =>
  PROTECTION_RULES.find((one) => one.id === id) as (typeof PROTECTION_RULES)[number];
const VM =
  "/subscriptions/6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web";
const HERE = { resource_group_name: "rg", recovery_vault_name: "rsv" };

describe("vm-one-engine", () => {
  const say = (type: string, ...ids: readonly string[]) =>
    judged(rule("vm-one-engine"), {
      [type]: Object.fromEntries(ids.map((id, i) => [`B${i + 1}`, { ...HERE, source_vm_id: id }])),
    });

  test("passes VMs that are backed up once", () => {
    expect(say("azurerm_backup_protected_vm", VM, `${VM}2`)).toEqual([
      "B1: pass, backed up once",
      "B2: pass, backed up once",
    ]);
  });

  test.each([
    ["azurerm_backup_protected_vm", "backed up"],
    ["azurerm_site_recovery_replicated_vm", "replicated"],
  ])("fails a VM that two of %s name, in whatever letter case", (type, noun) => {
    expect(say(type, VM, VM.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions"))).toEqual([
      `B1: fail, ${noun} by test/${type}.B2 as well`,
    ]);
  });
});

test.each([
  [undefined, "pass, instant_restore_retention_days is nothing"],
  [1, "pass, instant_restore_retention_days is 1"],
  [0, "fail, instant_restore_retention_days is 0"],
  ["${var.days}", 'unknown, instant_restore_retention_days is "${var.days}"'],
])("policy-instant-restore: %j", (instant_restore_retention_days, said) => {
  const policy = { azurerm_backup_policy_vm: { P: { ...HERE, name: "p", instant_restore_retention_days } } };
  expect(judged(rule("policy-instant-restore"), policy)).toEqual([`P: ${said}`]);
});

describe("vm-backup of VMs that the program defines", () => {
  const defined = { azurerm_linux_virtual_machine: { V: { name: "web", resource_group_name: "rg" } } };

  test("does not know where a backup's VM is an expression", () => {
    const backup = { azurerm_backup_protected_vm: { B: { ...HERE, source_vm_id: "${var.vm}" } } };
    expect(judged(rule("vm-backup"), { ...defined, ...backup })).toEqual([
      "V: unknown, only Terraform knows which VM a backup of the app protects",
    ]);
    expect(judged(rule("vm-backup"), defined)).toEqual(["V: fail, no backup protects it"]);
  });
});

describe("VMs with count or for_each", () => {
  const vms = { azurerm_linux_virtual_machine: { V: { count: 2, name: "web", resource_group_name: "rg" } } };
  const backups = (...keys: readonly string[]) => ({
    azurerm_backup_protected_vm: Object.fromEntries(
      keys.map((key, i) => [
        `B${i}`,
        { ...HERE, source_vm_id: `\${azurerm_linux_virtual_machine.V[${key}].id}` },
      ]),
    ),
  });

  test.each([
    ["0", "1"],
    ['"a"', '"b"'],
  ])("are instances of their own to vm-one-engine: %s and %s", (one, other) => {
    expect(judged(rule("vm-one-engine"), { ...vms, ...backups(one, other) })).toEqual([
      "B0: pass, backed up once",
      "B1: pass, backed up once",
    ]);
    expect(judged(rule("vm-one-engine"), { ...vms, ...backups(one, one) })[0]).toContain("B0: fail");
  });

  test("are not known to be all backed up where one is", () => {
    expect(judged(rule("vm-backup"), { ...vms, ...backups("0") })).toEqual([
      "V: unknown, only Terraform knows which of its instances test/azurerm_backup_protected_vm.B0 protects",
    ]);
  });
});

describe("what a VM is promised", () => {
  const vm = machine();
  const promise = { vmId: vm.id, name: vm.name, tier: "Gold", rpoMinutes: 240, rtoMinutes: 120 };
  const context = (row: object, exempt?: string): Partial<CheckContext> => ({
    vms: [{ vm, promise, exempt }],
    objectives: () =>
      new Map([[vm.id.toLowerCase(), { vmId: vm.id, name: vm.name, rtoBasis: "nothing", ...row }]]),
  });
  const say = (id: string, row: object, exempt?: string) =>
    judged(rule(id), {}, context(row, exempt)).map((line) => line.replace(vm.name, "VM"));

  test.each([
    [
      { backup: { policy: "Gold", rpoMinutes: 240 }, rpoMet: true },
      "pass, promised 240 minutes, provided 240 minutes",
    ],
    [
      { backup: { policy: "Gold", rpoMinutes: 1440 }, rpoMet: false },
      "fail, promised 240 minutes, provided 1440 minutes",
    ],
    [{ backup: { policy: "Theirs" } }, "unknown, promised 240 minutes, provided nothing known"],
  ])("is a recovery point: %j", (row, said) => {
    expect(say("vm-recovery-point", row)).toEqual([`VM: ${said}`]);
  });

  test("is no recovery point of a VM that nothing protects, which vm-backup fails", () => {
    expect(say("vm-recovery-point", { rpoMet: false })).toEqual([]);
  });

  test("is no recovery point of a VM that the program leaves out", () => {
    expect(say("vm-recovery-point", { rpoMet: false }, "rebuilt from its image")).toEqual([
      "VM: exempt, rebuilt from its image",
    ]);
  });

  test.each([
    ["drilled failover", ["VM: pass, promised 120 minutes, by a drilled failover"]],
    ["failover, never drilled", ["VM: fail, promised 120 minutes, by a failover, never drilled"]],
    ["restore of a backup", []],
  ])("is a recovery time by a %s", (rtoBasis, said) => {
    expect(say("vm-recovery-time", { rtoBasis })).toEqual(said);
  });
});
