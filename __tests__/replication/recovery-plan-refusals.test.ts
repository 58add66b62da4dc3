import {
  type BootGroup,
  DisasterRecoveryPair,
  RecoveryAction,
  RecoveryServicesVault,
  type ReplicatedVm,
} from "../../lib";
import { refusalOf, resourceGroup } from "../support/synthesise";
import { vm } from "../support/vms";
import { type cacheIn, pair, RECOVERY_PLAN, replicating } from "./pair";

type Use = Parameters<typeof pair>[1];

const refused = (use: Use) => refusalOf(pair({}, use));

const machines = (dr: DisasterRecoveryPair, count: number, multiVmGroup?: string): readonly ReplicatedVm[] =>
  Array.from({ length: count }, (_, index) =>
    dr.replicate(vm({ name: `vm${multiVmGroup ?? ""}${index + 1}` }), { multiVmGroup }),
  );

const booting =
  (boot: (dr: DisasterRecoveryPair) => readonly (BootGroup | readonly ReplicatedVm[])[]): Use =>
  (dr) => {
    dr.addRecoveryPlan("Shop", { name: "rp-shop", boot: boot(dr) });
  };

const groupsOf = (use: Use) => replicating({}, use).only(RECOVERY_PLAN).boot_recovery_group;

describe("a recovery plan refuses", () => {
  test("to be without VMs when the program is done, since Azure makes no empty plan", () => {
    const without =
      "[test/Dr/Shop] boot must have at least one VM, got none: add a boot group, or remove the plan";
    expect(refused((dr) => void dr.addRecoveryPlan("Shop"))).toBe(without);
    expect(refused(booting(() => []))).toBe(without);
  });

  test("a group without VMs, when it is given and when it is added", () => {
    expect(refused(booting((dr) => [machines(dr, 1), []]))).toBe(
      "[test/Dr/Shop] boot group 2.vms must have at least one VM, got none: remove the group",
    );
    expect(refused((dr) => dr.addRecoveryPlan("Shop").addBootGroup({ vms: [] }))).toBe(
      "[test/Dr/Shop] boot group 1.vms must have at least one VM, got none: remove the group",
    );
  });

  test("more than seven groups, also when the eighth is added", () => {
    const each = (count: number) => booting((dr) => machines(dr, count).map((machine) => [machine]));
    expect(groupsOf(each(7))).toHaveLength(7);
    const eight =
      "[test/Dr/Shop] boot must have 7 groups at most, got 8: start more VMs at the same time, or split the plan";
    expect(refused(each(8))).toBe(eight);
    expect(
      refused((dr) => {
        const plan = dr.addRecoveryPlan("Shop");
        for (const machine of machines(dr, 8)) plan.addBootGroup([machine]);
      }),
    ).toBe(eight);
  });

  test("more than 100 VMs, in whatever groups", () => {
    const split = (count: number) =>
      booting((dr) => {
        const all = machines(dr, count);
        return [all.slice(0, 50), all.slice(50)];
      });
    expect(groupsOf(split(100))).toHaveLength(2);
    expect(refused(split(101))).toBe(
      "[test/Dr/Shop] boot must have 100 VMs at most, got 101: split the plan",
    );
  });

  test("a VM twice, in one group or in two", () => {
    const [same, other] = [
      booting((dr) => {
        const [first] = machines(dr, 1);
        return [[first, first]] as ReplicatedVm[][];
      }),
      booting((dr) => {
        const all = machines(dr, 2);
        return [all, all.slice(1)];
      }),
    ];
    expect(refused(same)).toBe(
      "[test/Dr/Shop] boot group 1 has vm1, which it has already: remove the repeat",
    );
    expect(refused(other)).toBe(
      "[test/Dr/Shop] boot group 2 has vm2, which boot group 1 has already: remove the repeat",
    );
  });

  test("a VM that another pair replicates, from other fabrics than the plan's", () => {
    const message = refusalOf((stack) => {
      pair({}, (dr) => {
        const targetResourceGroup = resourceGroup(stack, "southindia", "South");
        const other = new DisasterRecoveryPair(stack, "Other", {
          vault: new RecoveryServicesVault(stack, "OtherVault", {
            name: "rsv-other",
            resourceGroup: targetResourceGroup,
          }),
          cache: stack.node.findChild("Cache") as ReturnType<typeof cacheIn>,
          targetResourceGroup,
          sourceRegion: "australiaeast",
          targetRegion: "southindia",
          network: { addressSpace: "10.70.0.0/16" },
        });
        dr.addRecoveryPlan("Shop", { boot: [machines(other, 1)] });
      })(stack);
    });
    expect(message).toBe(
      "[test/Dr/Shop] boot group 1.vms must be VMs that test/Dr replicates, got vm1 of test/Other: a plan has one source and one target, so add it to a plan of that pair",
    );
  });

  test("several things at once, all of which it says", () => {
    expect(
      refused((dr) => {
        const nothing = RecoveryAction.manual("", " ");
        dr.addRecoveryPlan("Shop", { name: "1", boot: [[]], failover: { before: [nothing] } });
      }),
    ).toBe(
      [
        "[test/Dr/Shop] 4 problems:",
        '  - name must be 3 to 65 letters, digits and "-", starting with a letter and not ending with "-", got "1"',
        "  - boot group 1.vms must have at least one VM, got none: remove the group",
        '  - failover.before[0].name must be a text: a run shows the action by its name, got ""',
        '  - failover.before[0].instruction must be a text: what is to be done, got " "',
      ].join("\n"),
    );
  });
});

describe("VMs with shared recovery points", () => {
  test("start in one boot group, since Site Recovery has the group as one item", () => {
    const split = booting((dr) => machines(dr, 2, "Sql").map((machine) => [machine]));
    expect(refused(split)).toBe(
      '[test/Dr/Shop] multiVmGroup "Sql" must be in one boot group, got 1 and 2: Azure fails its VMs over together; give the VMs of different boot groups different multi-VM groups, or none',
    );
    expect(groupsOf(booting((dr) => [machines(dr, 2, "Sql"), machines(dr, 2, "Web")]))).toHaveLength(2);
  });

  test("are in a plan all or none, those that are replicated after it included", () => {
    expect(
      refused((dr) => {
        dr.addRecoveryPlan("Shop", { boot: [machines(dr, 2, "Sql")] });
        for (const name of ["late2", "late1"]) dr.replicate(vm({ name }), { multiVmGroup: "SQL" });
        dr.replicate(vm({ name: "alone" }));
      }),
    ).toBe(
      '[test/Dr/Shop] boot must have all VMs of multiVmGroup "Sql", got it without late1, late2: Azure does not fail over a part of a consistency group',
    );
  });

  test("may be in no plan at all", () => {
    const synthesized = replicating({}, (dr) => void machines(dr, 2, "Sql"));
    expect(synthesized.addresses(RECOVERY_PLAN)).toEqual([]);
  });
});

describe("the name of a recovery plan", () => {
  const naming =
    (...names: readonly string[]): Use =>
    (dr) => {
      const boot = [machines(dr, 1)];
      for (const [index, name] of names.entries()) dr.addRecoveryPlan(`Plan${index}`, { name, boot });
    };

  test("has 3 to 65 characters, starts with a letter and does not end in a hyphen", () => {
    const allowed = '3 to 65 letters, digits and "-", starting with a letter and not ending with "-"';
    for (const name of ["r-p", "r".repeat(65)])
      expect(replicating({}, naming(name)).only(RECOVERY_PLAN).name).toBe(name);
    for (const name of ["rp", "r".repeat(66), "1rp", "rp-", "r_p", "r p"])
      expect(refused(naming(name))).toBe(
        `[test/Dr/Plan0] name must be ${allowed}, got ${JSON.stringify(name)}`,
      );
  });

  test("is unique in the vault, without regard to letter case", () => {
    expect(refused(naming("rp-shop", "RP-Shop"))).toBe(
      '[test/Dr/Plan1] name "RP-Shop" is the name of test/Dr/Plan0 in the same vault: choose another name',
    );
  });
});
