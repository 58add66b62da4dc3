import { addFinding, BackupVault, type ResilienceApp, ResilienceStack, Schedule } from "../../lib";
import { log, sundays } from "../backup-policy/define-workload-policy";
import { named, sharePolicyIn } from "../protection/define-share";
import { pair } from "../replication/pair";
import { run } from "../support/run";
import { resourceGroup, SUBSCRIPTION } from "../support/synthesise";
import { diskId, vm } from "../support/vms";

const firstLine = (define: (stack: ResilienceStack) => void) =>
  run((app: ResilienceApp) =>
    define(new ResilienceStack(app, "test", { subscriptionId: SUBSCRIPTION })),
  ).summary.split("\n")[0];

describe("a run's summary", () => {
  test("counts policies of every workload, and the file shares that are protected", () => {
    const line = firstLine((stack) => {
      const policy = sharePolicyIn(stack);
      policy.vault.addSqlPolicy("Sql", { full: sundays });
      policy.vault.addSapHanaPolicy("Hana", { full: sundays, log });
      policy.protect(named("finance"));
      policy.protect(named("legal"));
    });

    expect(line).toBe(
      "Vaults 1 · backup policies 3 · protected VMs 0 · protected file shares 2 · replicated VMs 0 · policy assignments 0",
    );
  });

  test("does not speak of file shares where there are none", () => {
    expect(firstLine((stack) => sharePolicyIn(stack))).toBe(
      "Vaults 1 · backup policies 1 · protected VMs 0 · replicated VMs 0 · policy assignments 0",
    );
  });

  test("counts what a Backup vault protects, each kind by its name", () => {
    const line = firstLine((stack) => {
      const group = resourceGroup(stack);
      const vault = new BackupVault(stack, "Backups", { name: "bvault", resourceGroup: group });
      const weekly = { schedule: Schedule.weekly(["Sunday"], "01:00"), retention: { days: 84 } } as const;
      const server = (type: string) =>
        `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.${type}/flexibleServers/sql`;
      vault
        .addDiskPolicy("Disks", { schedule: Schedule.daily("02:00"), retention: { days: 7 } })
        .protect(diskId("data"), { snapshotResourceGroup: group });
      vault.addPostgresqlPolicy("Postgresql", weekly).protect(server("DBforPostgreSQL"), { id: "A" });
      vault.addMysqlPolicy("Mysql", weekly).protect(server("DBforMySQL"), { id: "B" });
    });

    expect(line).toBe(
      "Vaults 1 · backup policies 3 · protected VMs 0 · protected disks 1 · protected database servers 2 · replicated VMs 0 · policy assignments 0",
    );
  });

  test("counts recovery plans where there are any", () => {
    const line = firstLine(
      pair({}, (dr) => {
        dr.addRecoveryPlan("Shop", { boot: [[dr.replicate(vm())]] });
      }),
    );
    expect(line).toBe(
      "Vaults 1 · backup policies 0 · protected VMs 0 · replicated VMs 1 · recovery plans 1 · policy assignments 0",
    );
  });

  test("says what three findings or more have in common once, above the list of who they are", () => {
    const untagged = { kind: "unprotected", reason: "it has no tag", remedy: "set one" } as const;
    const listed = (count: number) => {
      const { summary } = run((app: ResilienceApp) => {
        const stack = new ResilienceStack(app, "test", { subscriptionId: SUBSCRIPTION });
        for (const subject of ["a", "b", "c"].slice(0, count))
          addFinding(stack, { ...untagged, subject, source: "vms.json" });
        addFinding(stack, { ...untagged, subject: "z", reason: "its disk is shared" });
      });
      return summary.slice(summary.indexOf("Not protected"), summary.indexOf("\n\n1 stack"));
    };

    expect(listed(2)).toBe(
      "Not protected (3):\n  a (vms.json): it has no tag; set one\n  b (vms.json): it has no tag; set one\n  z: its disk is shared; set one",
    );
    expect(listed(3)).toBe(
      "Not protected (4):\n  it has no tag; set one (3):\n    a (vms.json)\n    b (vms.json)\n    c (vms.json)\n  z: its disk is shared; set one",
    );
  });
});
