import {
  DrillSchedule,
  promiseObjective,
  RecoveryDrill,
  type RecoveryObjective,
  type ResilienceStack,
  recoveryObjectives,
  Schedule,
  type VmObjectives,
} from "../../lib";
import { accountIn } from "../drills/define-drill";
import { linuxVm } from "../protection/program-vms";
import { pair } from "../replication/pair";
import { synthesise } from "../support/synthesise";
import { networkId, vm, vmId } from "../support/vms";
import { defineVault } from "../vault/define-vault";

const promise = (changes: Partial<RecoveryObjective> = {}): RecoveryObjective => ({
  vmId: vmId("vm1"),
  name: "vm1",
  tier: "Gold",
  rpoMinutes: 240,
  rtoMinutes: 120,
  ...changes,
});

/** The objectives of a stack, read when it is complete. */
function objectivesOf(define: (stack: ResilienceStack) => void): readonly VmObjectives[] {
  let found: readonly VmObjectives[] = [];
  synthesise((stack) => {
    define(stack);
    found = recoveryObjectives(stack.node.root);
  });
  return found;
}

const fourHourly = {
  schedule: Schedule.everyHours(4, { from: "08:00", during: 12 }),
  retention: { daily: 7 },
  instantRestoreDays: 3,
} as const;

const backedUp = (stack: ResilienceStack) => {
  defineVault()(stack)
    .addVmPolicy("Gold", { ...fourHourly, type: "Enhanced" })
    .protect(vm());
};

describe("the objectives of a VM that is backed up", () => {
  test("are met where its longest gap between two backups is promised", () => {
    const rows = (rpoMinutes: number) =>
      objectivesOf((stack) => {
        backedUp(stack);
        promiseObjective(stack, promise({ rpoMinutes }));
      });

    expect(rows(960)).toEqual([
      {
        vmId: vmId("vm1"),
        name: "vm1",
        promised: { tier: "Gold", rpoMinutes: 960, rtoMinutes: 120 },
        backup: { policy: "Gold", rpoMinutes: 960, instantRestoreDays: 3 },
        replication: undefined,
        rpoMet: true,
        rtoBasis: "restore of a backup",
      },
    ]);
    expect(rows(959).map(({ rpoMet }) => rpoMet)).toEqual([false]);
  });

  test("are reported by the VM's own id without a promise, and neither met nor missed", () => {
    expect(objectivesOf(backedUp)).toEqual([
      expect.objectContaining({ vmId: vmId("vm1"), name: "vm1", promised: undefined, rpoMet: undefined }),
    ]);
  });

  test("are not known where somebody else defines the policy", () => {
    const rows = objectivesOf((stack) => {
      defineVault()(stack).existingVmPolicy("Theirs").protect(vm());
      promiseObjective(stack, promise());
    });
    expect(rows).toEqual([
      expect.objectContaining({
        backup: { policy: "Theirs" },
        rpoMet: undefined,
        rtoBasis: "restore of a backup",
      }),
    ]);
  });
});

describe("the objectives of a VM that is replicated", () => {
  const replicated = (drill: boolean) =>
    objectivesOf(
      pair({}, (dr) => {
        const stack = dr.node.scope as ResilienceStack;
        const policy = dr.addReplicationPolicy("Short", {
          recoveryPointRetentionMinutes: 120,
          appConsistentSnapshotMinutes: 60,
        });
        const plan = dr.addRecoveryPlan("Shop", {
          name: "rp-shop",
          boot: [[dr.replicate(vm(), { policy })]],
        });
        promiseObjective(stack, promise({ rpoMinutes: 5 }));
        if (!drill) return;
        new RecoveryDrill(stack, "Drill", {
          plan,
          account: accountIn(stack),
          testNetwork: { networkId: networkId("vnet-test") },
          rtoMinutes: 120,
          schedule: DrillSchedule.monthly({ on: "last Sunday", at: "02:00" }),
        });
      }),
    );

  test("are met every five minutes, and say the policy, the plans and their drills by name", () => {
    expect(replicated(true)).toEqual([
      {
        vmId: vmId("vm1"),
        name: "vm1",
        promised: { tier: "Gold", rpoMinutes: 5, rtoMinutes: 120 },
        backup: undefined,
        replication: {
          targetRegion: "centralindia",
          targetZone: undefined,
          rpoMinutes: 5,
          appConsistentMinutes: 60,
          retentionMinutes: 120,
          plans: ["rp-shop"],
          drills: ["monthly last Sunday 0200 Etc-UTC"],
        },
        rpoMet: true,
        rtoBasis: "drilled failover",
      },
    ]);
  });

  test("rest on a failover that nobody tries out, without a drill", () => {
    expect(replicated(false).map(({ rtoBasis }) => rtoBasis)).toEqual(["failover, never drilled"]);
  });

  test("are missed below five minutes, whatever the backup", () => {
    const rows = objectivesOf(
      pair({}, (dr) => {
        const stack = dr.node.scope as ResilienceStack;
        dr.replicate(vm());
        promiseObjective(stack, promise({ rpoMinutes: 4 }));
      }),
    );
    expect(rows.map(({ rpoMet, replication }) => [rpoMet, replication?.plans])).toEqual([[false, []]]);
  });
});

describe("the objectives of a program", () => {
  test("name a VM that nothing protects, whose promise is missed", () => {
    expect(objectivesOf((stack) => promiseObjective(stack, promise()))).toEqual([
      {
        vmId: vmId("vm1"),
        name: "vm1",
        promised: { tier: "Gold", rpoMinutes: 240, rtoMinutes: 120 },
        backup: undefined,
        replication: undefined,
        rpoMet: false,
        rtoBasis: "nothing",
      },
    ]);
  });

  test("are in the order of the VMs' ids, and join what is said in other letters", () => {
    const rows = objectivesOf((stack) => {
      promiseObjective(stack, promise({ vmId: vmId("zeta"), name: "zeta" }));
      promiseObjective(stack, promise({ vmId: vmId("VM1").toUpperCase() }));
      backedUp(stack);
    });
    expect(rows.map(({ name, rtoBasis }) => [name, rtoBasis])).toEqual([
      ["vm1", "restore of a backup"],
      ["zeta", "nothing"],
    ]);
  });

  test("call a VM of the program by Terraform's reference to it, since nobody knows its id before the deployment", () => {
    const rows = objectivesOf((stack) => {
      defineVault()(stack).addVmPolicy("Gold", fourHourly).protect(linuxVm(stack, "Web"));
    });
    expect(rows.map(({ vmId, rtoBasis }) => [vmId, rtoBasis])).toEqual([
      ["${azurerm_linux_virtual_machine.Web.id}", "restore of a backup"],
    ]);
  });

  test("are none where there is nothing to say", () => {
    expect(objectivesOf(() => undefined)).toEqual([]);
  });
});
