import { SynthesizedApp } from "../../../../lib";
import { PROTECTION_RULES } from "../../../../lib/checks/rules/protection";
import { judged, judgedApp, type Resources } from "../../../support/judged";
import { SUBSCRIPTION } from "../../../support/synthesise";
import { vm as machine } from "../../../support/vms";

const rule = (id: string) =>
  PROTECTION_RULES.find((one) => one.id === id) as (typeof PROTECTION_RULES)[number];
const vm = machine();
const BACKUP = "azurerm_backup_protected_vm";
const REPLICA = "azurerm_site_recovery_replicated_vm";
const POLICY = "azurerm_backup_policy_vm";
const HERE = { resource_group_name: "rg", recovery_vault_name: "rsv" };
const promise = {
  vmId: vm.id,
  name: vm.name,
  tier: "Gold",
  rpoMinutes: 1,
  rtoMinutes: 1,
  replicated: true,
  retentionDays: 30,
};
const say = (id: string, resources: Resources) => judged(rule(id), resources, { vms: [{ vm, promise }] });
const one = (type: string, config: object) => ({
  [type]: { X: { ...HERE, source_vm_id: vm.id, ...config } },
});

const NONE = [{ count: 0 }, { count: "0" }, { for_each: {} }, { for_each: "${toset([])}" }];
const MAYBE = [{ count: "${var.on ? 1 : 0}" }, { for_each: "${var.vms}" }];

describe("what there is no instance of protects nothing", () => {
  test.each(NONE)("with %j", (config) => {
    expect(say("vm-backup", one(BACKUP, config))).toEqual(["vm1: fail, no backup protects it"]);
    expect(say("vm-replication", one(REPLICA, config))).toEqual([
      "vm1: fail, Gold promises replication, and nothing replicates it",
    ]);
    const twice = { [BACKUP]: { A: one(BACKUP, {})[BACKUP]?.X, B: one(BACKUP, config)[BACKUP]?.X } };
    expect(say("vm-one-engine", twice as Resources)).toEqual(["A: pass, backed up once"]);
  });

  test.each(NONE)("and no VM with %j has to be backed up", (config) => {
    const vms = { azurerm_linux_virtual_machine: { V: { name: "v", resource_group_name: "rg", ...config } } };
    expect(judged(rule("vm-backup"), vms)).toEqual([]);
  });
});

describe("what only Terraform knows to be there protects nobody for certain", () => {
  test.each(MAYBE)("with %j", (config) => {
    expect(say("vm-backup", one(BACKUP, config))).toEqual([
      `vm1: unknown, only Terraform knows whether there is test/${BACKUP}.X`,
    ]);
    expect(say("vm-replication", one(REPLICA, config))).toEqual([
      `vm1: unknown, only Terraform knows whether there is test/${REPLICA}.X`,
    ]);
    expect(say("vm-retention", one(BACKUP, config))).toEqual([
      `vm1: unknown, promised 30 days, only Terraform knows whether there is test/${BACKUP}.X`,
    ]);
  });

  test.each(MAYBE)("nor twice, with %j: one of two may be there when the other is not", (config) => {
    const [own, other] = [one(BACKUP, {}), one(BACKUP, config)].map((each) => each[BACKUP]?.X);
    expect(say("vm-one-engine", { [BACKUP]: { A: own, B: other } } as Resources)).toEqual([
      `A: unknown, only Terraform knows whether test/${BACKUP}.B backs it up as well`,
    ]);
  });

  test("unless another backup of it is there", () => {
    const [own, other] = [one(BACKUP, {}), one(BACKUP, { count: "${var.n}" })].map((each) => each[BACKUP]?.X);
    expect(say("vm-backup", { [BACKUP]: { A: other, B: own } } as Resources)).toEqual([
      `vm1: pass, backed up by test/${BACKUP}.B`,
    ]);
  });

  test("nor where only Terraform knows its state", () => {
    expect(say("vm-backup", one(BACKUP, { protection_state: "${var.state}" }))).toEqual([
      `vm1: unknown, only Terraform knows protection_state of test/${BACKUP}.X`,
    ]);
  });
});

describe("a VM that is named by an expression", () => {
  test("is backed up twice where two backups of a stack name the same one", () => {
    const item = { ...HERE, source_vm_id: "${var.vm}" };
    expect(say("vm-one-engine", { [BACKUP]: { A: item, B: item } })).toEqual([
      `A: fail, backed up by test/${BACKUP}.B as well`,
    ]);
    const each = { ...HERE, source_vm_id: "${each.value}", for_each: "${var.vms}" };
    expect(say("vm-one-engine", { [BACKUP]: { A: each, B: each } })).toEqual([
      "A: pass, backed up once",
      "B: pass, backed up once",
    ]);
  });

  test("is another one than a VM of the program that no backup names", () => {
    const vms = (...names: readonly string[]) => ({
      azurerm_linux_virtual_machine: Object.fromEntries(
        names.map((name) => [name, { name, resource_group_name: "${var.group}" }]),
      ),
    });
    const backup = one(BACKUP, { source_vm_id: "${azurerm_linux_virtual_machine.a.id}" });
    expect(judged(rule("vm-backup"), { ...vms("a", "b"), ...backup })).toEqual([
      `a: pass, backed up by test/${BACKUP}.X`,
      "b: fail, no backup protects it",
    ]);
  });

  test("may be the one of the inventory that has its name, and is no other", () => {
    const named = (name: string) => ({
      azurerm_linux_virtual_machine: { V: { name, resource_group_name: "${var.group}" } },
      ...one(BACKUP, { source_vm_id: "${azurerm_linux_virtual_machine.V.id}" }),
    });
    const verdict = (name: string) => say("vm-backup", named(name))[0];
    expect(verdict("VM1")).toBe("vm1: unknown, only Terraform knows which VM a backup of the app protects");
    expect(verdict("vm2")).toBe("vm1: fail, no backup protects it");
  });
});

describe("vm-retention of a policy that a data source reads", () => {
  const own = { [POLICY]: { P: { ...HERE, name: "p", retention_daily: { count: 30 } } } };
  const read = { [POLICY]: { P: { ...HERE, name: "P" } } };
  const backup = one(BACKUP, { backup_policy_id: `\${data.${POLICY}.P.id}` });
  const judge = (resource: object) => {
    const provider = { azurerm: [{ subscription_id: SUBSCRIPTION }] };
    const app = SynthesizedApp.fromJson({ test: { provider, data: read, resource } as never });
    return judgedApp(rule("vm-retention"), app, { vms: [{ vm, promise }] });
  };

  test("reads what the program defines", () => {
    expect(judge({ ...own, ...backup })).toEqual([
      "vm1: pass, promised 30 days, the longest points are kept for 30 days",
    ]);
  });

  test("does not know what somebody else defines", () => {
    expect(judge(backup)).toEqual([
      "vm1: unknown, promised 30 days, kept by a policy that the app does not define",
    ]);
  });
});
