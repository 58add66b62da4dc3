import { BackupPolicyVm } from "@cdktf/provider-azurerm/lib/backup-policy-vm";
import {
  Disks,
  promiseObjective,
  RecoveryServicesVault,
  type ResilienceApp,
  type ResilienceStack,
  Schedule,
  VmInventory,
  type VmRow,
} from "../../lib";
import { recordInventory } from "../../lib/inventory/known-vms";
import { linuxVm } from "../protection/program-vms";
import { zonePair } from "../replication/pair";
import { inStack } from "../support/checks";
import { vmRows } from "../support/rows";
import { estate, everything } from "../support/run";
import { resourceGroup, SUBSCRIPTION } from "../support/synthesise";
import { dataDisk, vm, vmId } from "../support/vms";
import { reported } from "./reported";

const NIGHTLY = { schedule: Schedule.daily("02:00"), retention: { daily: 30 } } as const;
const vaultIn = (stack: ResilienceStack) =>
  new RecoveryServicesVault(stack, "Vault", { name: "rsv-shop", resourceGroup: resourceGroup(stack) });
const rowsOf = (define: (stack: ResilienceStack) => void) => reported(inStack(define)).report.vms;
const rowOf = (define: (stack: ResilienceStack) => void): Partial<VmRow> => rowsOf(define)[0] ?? {};

describe("a VM of a program without an estate", () => {
  test("has what its policy and vault give, and no promise", () => {
    const row = rowOf((stack) =>
      vaultIn(stack)
        .addVmPolicy("Nightly", NIGHTLY)
        .protect(vm({ name: "web" })),
    );
    expect(row).toEqual({
      id: vmId("web"),
      name: "web",
      resourceGroup: "rg-app",
      subscription: SUBSCRIPTION,
      region: "australiaeast",
      os: "Linux",
      tier: "Nightly",
      protection: "backed up",
      vault: "rsv-shop",
      policy: "Nightly",
      backupRpo: 1440,
      rtoBasis: "restore of a backup",
      // 128 GiB, all of it used: a full copy, 29 and 7 days of changes of 3 %
      backupGib: 128 + 128 + Math.round((29 + 7) * 128 * 0.03 * 10) / 10,
      source: "inventory.json: data[0]",
    });
  });

  test("is named by its construct where only Terraform will know its id", () => {
    const row = rowOf((stack) =>
      vaultIn(stack).addVmPolicy("Nightly", NIGHTLY).protect(linuxVm(stack, "Web")),
    );
    expect(row).toMatchObject({
      id: "${azurerm_linux_virtual_machine.Web.id}",
      name: "Web",
      protection: "backed up",
      region: "australiaeast",
      subscription: SUBSCRIPTION,
    });
    expect(JSON.stringify(row)).not.toContain("TfToken");
  });

  test("of somebody else's vault and policy has their names, and an RPO that nobody knows", () => {
    const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv-other`;
    const row = rowOf((stack) => {
      const vault = RecoveryServicesVault.fromVaultId(stack, "Other", id, "australiaeast");
      const web = vm({ name: "web" });
      vault.existingVmPolicy("DefaultPolicy").protect(web);
      promiseObjective(stack, { vmId: web.id, name: "web", tier: "gold", rpoMinutes: 60, rtoMinutes: 60 });
    });
    expect(row).toMatchObject({ vault: "rsv-other", policy: "DefaultPolicy", tier: "gold", promisedRpo: 60 });
    expect(row).not.toHaveProperty("backupRpo");
    expect(row).not.toHaveProperty("rpoMet");
  });

  test("says how many data disks its backup leaves out", () => {
    const disks = [dataDisk(0), dataDisk(1), dataDisk(2)];
    const leftOut = (selection?: ReturnType<typeof Disks.except>) =>
      rowOf((stack) => {
        const web = vm({ name: "web", dataDisks: disks });
        vaultIn(stack).addVmPolicy("Nightly", NIGHTLY).protect(web, { disks: selection });
      }).disksLeftOut;
    expect([leftOut(), leftOut(Disks.except(1)), leftOut(Disks.osDiskOnly)]).toEqual([undefined, 1, 3]);
  });

  test.each(["ProtectionStopped", "BackupsSuspended"] as const)(
    "is not called backed up when its backups are %s",
    (state) => {
      const row = rowOf((stack) => {
        vaultIn(stack).addVmPolicy("Nightly", NIGHTLY).protect(vm(), { state });
      });
      expect(row.protection).toBe("backups stopped");
      expect(row).not.toHaveProperty("backupGib");
    },
  );

  test("of an inventory that nothing protects is in the report, though no finding is about it", () => {
    const rows = rowsOf((stack) => {
      recordInventory(stack, new VmInventory([vm({ name: "lost" }), vm({ name: "web" })]));
      vaultIn(stack)
        .addVmPolicy("Nightly", NIGHTLY)
        .protect(vm({ name: "web" }));
    });
    expect(rows.map(({ name, protection, rtoBasis }) => [name, protection, rtoBasis])).toEqual([
      ["lost", "not protected", "nothing"],
      ["web", "backed up", "restore of a backup"],
    ]);
  });

  test("is replicated without a backup where only a pair has it, between zones too", () => {
    const { report } = reported(
      inStack(zonePair({}, (pair) => pair.replicate(vm({ name: "web", zone: "1" })))),
    );
    expect(report.vms[0]).toMatchObject({
      protection: "replicated",
      replicationRpo: 5,
      targetRegion: "australiaeast",
      targetZone: "2",
      rtoBasis: "failover, never drilled",
      replicaGib: 128,
    });
    expect(report.replication).toMatchObject([
      { from: "australiaeast zone 1", to: "australiaeast zone 2", vms: 1, plans: [], hasTestNetwork: false },
    ]);
  });
});

describe("an estate", () => {
  const rows = [
    ...vmRows("web", { tags: { Criticality: "Bronze" } }),
    ...vmRows("db", { tags: { Criticality: "Gold" } }),
    ...vmRows("build", { tags: { Criticality: "Bronze" } }),
  ];
  const define = estate(rows, everything, {
    subscriptions: { shop: SUBSCRIPTION },
    overrides: { build: { exempt: "made anew every night" } },
  });
  const { report } = reported(define);

  test("calls subscriptions by the program's names, and lists what it leaves out as exempt, with the reason", () => {
    expect(report.vms.map(({ name, subscription, protection }) => [name, subscription, protection])).toEqual([
      ["build", "shop", "exempt"],
      ["db", "shop", "backed up and replicated"],
      ["web", "shop", "backed up"],
    ]);
    expect(report.exemptions).toEqual([
      { kind: "of the program", at: "build", reason: "made anew every night" },
    ]);
    expect(report.total.protection).toMatchObject({ exempt: 1, "not protected": 0 });
  });

  test("that asks for no estimate has one by the library's assumptions, which says so", () => {
    expect(report.storage).toMatchObject({
      asked: false,
      assumptions: { churnPerDay: 0.03, usedShare: 1 },
      total: { vms: 2 },
    });
  });

  test("has no checks in its report where it asks for none", () => {
    expect(report).not.toHaveProperty("checks");
  });
});

describe("backup policies", () => {
  const timelines = (define: (vault: RecoveryServicesVault) => void) =>
    reported(inStack((stack) => define(vaultIn(stack)))).report.timelines;

  test("of one tier that differ in their start alone are one timeline, with the first and the last start", () => {
    const found = timelines((vault) => {
      vault.addVmPolicy("One", { ...NIGHTLY, tier: "gold" });
      vault.addVmPolicy("Two", { ...NIGHTLY, schedule: Schedule.daily("02:30"), tier: "gold" }).protect(vm());
    });
    expect(found.map(({ policies, vms, schedule }) => [policies, vms, schedule])).toEqual([
      [["One", "Two"], 1, "daily at 02:00 to 02:30"],
    ]);
  });

  test("of one tier that keep different points are a timeline each", () => {
    const found = timelines((vault) => {
      vault.addVmPolicy("One", { ...NIGHTLY, tier: "gold" });
      vault.addVmPolicy("Two", { ...NIGHTLY, retention: { daily: 31 }, tier: "gold" });
    });
    expect(found.map(({ tier, retention }) => [tier, retention])).toEqual([
      ["gold", "30 days"],
      ["gold", "31 days"],
    ]);
  });

  test("of level 1 have none: what they mean is not read", () => {
    const define = (app: ResilienceApp) =>
      inStack((stack) => {
        new BackupPolicyVm(stack, "Own", {
          name: "own",
          resourceGroupName: "rg",
          recoveryVaultName: "rsv",
          backup: { frequency: "Daily", time: "23:00" },
          retentionDaily: { count: 10 },
        });
      })(app);
    const { report, page } = reported(define);
    expect(report.timelines).toEqual([]);
    expect(page).toContain("The program defines no backup policy for virtual machines.");
  });
});
