import { BackupPolicyVm } from "@cdktf/provider-azurerm/lib/backup-policy-vm";
import { type Estate, VmInventory } from "../../lib";
import { resilienceMatchers, SynthesizedApp, synthesiseApp } from "../../lib/testing";
import { temporaryFile } from "../support/files";
import { answer, vmRows } from "../support/rows";
import { estate, PAIR, TIERS } from "../support/run";

expect.extend(resilienceMatchers);

const ROWS = [
  ...vmRows("sql", { tags: { Criticality: "Gold" } }),
  ...vmRows("web", { tags: { Criticality: "Bronze" } }),
  ...vmRows("toy"),
];
const inventory = VmInventory.fromResourceGraph(temporaryFile("vms.json", answer(ROWS)));
const only = (...names: string[]) => inventory.vms.filter(({ name }) => names.includes(name));

const protect = (own: Estate) => {
  own.createVaults();
  own.createBackupPolicies(TIERS);
  own.protectVirtualMachines();
  own.replicate(PAIR);
};
const stacks = synthesiseApp(estate(ROWS, protect));

/** The message with which an expectation fails. */
function failureOf(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing failed");
}

describe("toBackUpEveryVm", () => {
  test("passes when every VM is backed up, for as many days as every backup is kept", () => {
    expect(stacks).toBackUpEveryVm(only("sql", "web"));
    expect(stacks).toBackUpEveryVm(only("sql"), { forDays: 7 });
    expect(stacks).toBackUpEveryVm(only("web"), { forDays: 30 });
  });

  test("fails with the VMs and their reasons, a day more included", () => {
    expect(failureOf(() => expect(stacks).toBackUpEveryVm(inventory, { forDays: 8 }))).toBe(
      [
        "expected to back up every VM for 8 days; of 3 these fail:",
        "  sql: its policy backup-s6f0d3a52-australiaeast/Vault/Gold/Default keeps backups for 7 days",
        "  toy: no backup protects it",
      ]
        .join("\n")
        .replace("s6f0d3a52", stackName()),
    );
  });

  test("lets VMs out by name, and fails for a name that no VM has, which would hide the next one", () => {
    expect(stacks).toBackUpEveryVm(inventory, { except: ["toy"] });
    expect(failureOf(() => expect(stacks).toBackUpEveryVm(only("web"), { except: ["toys"] }))).toBe(
      "expected to back up every VM; of 1 these fail:\n  toys: an exception that no VM has",
    );
  });

  test("fails for no VMs at all, since that proves nothing", () => {
    expect(failureOf(() => expect(stacks).toBackUpEveryVm([]))).toBe(
      "expected to back up every VM; of 0 these fail:\n  there is no VM: a test of none proves nothing",
    );
  });

  test("can be turned round", () => {
    expect(stacks).not.toBackUpEveryVm(only("toy"));
    expect(failureOf(() => expect(stacks).not.toBackUpEveryVm(only("web")))).toBe(
      "expected not to back up every VM, and all 1 are",
    );
  });

  test("looks at what Terraform will read: an override counts", () => {
    const weakened = synthesiseApp((app) => {
      estate(ROWS, protect)(app);
      const policies = app.node.findAll().filter((c): c is BackupPolicyVm => c instanceof BackupPolicyVm);
      for (const policy of policies) policy.addOverride("retention_daily.count", 7);
    });
    expect(weakened).toBackUpEveryVm(only("web"), { forDays: 7 });
    expect(weakened).not.toBackUpEveryVm(only("web"), { forDays: 8 });
  });

  test("says twenty reasons, and how many more there are", () => {
    const many = Array.from({ length: 23 }, (_, i) => ({ id: `/subscriptions/x/vm-${i}` }));
    const lines = failureOf(() => expect(stacks).toBackUpEveryVm(many)).split("\n");
    expect([lines.length, lines.at(-1)]).toEqual([22, "  and 3 more"]);
  });
});

describe("toReplicateEveryVm", () => {
  test("passes where Site Recovery replicates, and fails where it does not", () => {
    expect(stacks).toReplicateEveryVm(inventory.where({ tags: { Criticality: "Gold" } }));
    expect(failureOf(() => expect(stacks).toReplicateEveryVm(inventory))).toBe(
      "expected to replicate every VM; of 3 these fail:\n  toy: nothing replicates it\n  web: nothing replicates it",
    );
  });
});

describe("toHaveResource", () => {
  test("finds a resource by its type and some of its arguments, blocks included", () => {
    expect(stacks).toHaveResource("azurerm_recovery_services_vault", { immutability: "Unlocked" });
    expect(stacks).toHaveResource("azurerm_backup_policy_vm", {
      name: "Bronze",
      retention_daily: { count: 30 },
    });
    expect(stacks).not.toHaveResource("azurerm_backup_policy_vm", { retention_daily: { count: 31 } });
    expect(stacks).not.toHaveResource("azurerm_backup_vault");
  });

  test("fails with what there is of the type", () => {
    const message = failureOf(() =>
      expect(stacks).toHaveResource("azurerm_backup_protected_vm", { protection_state: "X" }),
    );
    expect(message.split("\n")[0]).toBe(
      'expected a azurerm_backup_protected_vm with {"protection_state":"X"}, found 2 of the type',
    );
    expect(message.split("\n")).toHaveLength(3);
  });
});

test("the matchers refuse anything but stacks, with what to give", () => {
  expect(failureOf(() => expect({}).toBackUpEveryVm(inventory))).toBe(
    'toBackUpEveryVm looks at a SynthesizedApp, as synthesiseApp returns it, or at an output folder such as "cdktf.out"; got object',
  );
});

test("what a program refuses fails the test as it fails the run", () => {
  expect(() => synthesiseApp(estate(ROWS, (own) => own.protectVirtualMachines()))).toThrow(
    "protectVirtualMachines needs createBackupPolicies before it",
  );
});

test("stacks may be read from a folder", () => {
  expect(SynthesizedApp.fromJson({}).stacks).toEqual([]);
  expect(() => SynthesizedApp.fromFolder("nowhere")).toThrow("has no stacks/ID/cdk.tf.json");
});

function stackName(): string {
  const [id = ""] = stacks.stacks.map((stack) => stack.id).filter((one) => one.startsWith("backup-"));
  return id.split("-")[1] ?? "";
}
