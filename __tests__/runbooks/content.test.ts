import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  CacheStorageAccount,
  DisasterRecoveryPair,
  RecoveryServicesVault,
  type ResilienceApp,
  ResilienceStack,
  ResourceGuard,
  Schedule,
} from "../../lib";
import { type Call, flag } from "../support/bash";
import { run } from "../support/run";
import { runRunbook } from "../support/run-runbook";
import { resourceGroup, SUBSCRIPTION } from "../support/synthesise";
import { vm, vmId } from "../support/vms";

const KEY = "https://kv-one.vault.azure.net/keys/backup";
const IDENTITY = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-key`;

/** A vault with everything that runbooks speak of, and a pair whose VMs are in no plan but one. */
function everything(keyId: string, unguarded: readonly "restore"[] = []) {
  return (app: ResilienceApp) => {
    const stack = new ResilienceStack(app, "one", { subscriptionId: SUBSCRIPTION });
    const group = resourceGroup(stack);
    const there = resourceGroup(stack, "centralindia", "There");
    const vault = new RecoveryServicesVault(stack, "Vault", {
      name: "rsv-one",
      resourceGroup: group,
      crossRegionRestore: true,
      encryption: { keyId, identity: { id: IDENTITY, principalId: "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11" } },
      acknowledge: ["cross-region restore", "customer-managed key"],
    });
    vault.guardWith(
      new ResourceGuard(stack, "Guard", {
        name: "rguard-one",
        resourceGroup: group,
        unguarded: { recoveryServicesVaults: unguarded },
      }),
    );
    vault
      .addVmPolicy("Long", {
        schedule: Schedule.daily("02:00"),
        retention: { daily: 30, monthly: 24 },
        archiveTiering: { afterMonths: 3 },
      })
      .protect({ id: vmId("vm1") });
    const pair = new DisasterRecoveryPair(stack, "Pair", {
      vault: new RecoveryServicesVault(stack, "There-vault", { name: "rsv-dr", resourceGroup: there }),
      cache: new CacheStorageAccount(stack, "Cache", {
        name: "stcacheone",
        resourceGroup: group,
        region: "australiaeast",
      }),
      sourceRegion: "australiaeast",
      targetRegion: "centralindia",
      targetResourceGroup: there,
      network: { addressSpace: "10.60.0.0/16" },
    });
    pair.replicate(vm({ name: "alone" }));
    pair.addRecoveryPlan("Plan", { name: "rp-one", boot: [[pair.replicate(vm({ name: "planned" }))]] });
  };
}

const pagesOf = (define: (app: ResilienceApp) => void): Record<string, string> => {
  const folder = join(run(define).outdir, "runbooks");
  return Object.fromEntries(
    readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]),
  );
};
const PAGES = pagesOf(everything(KEY));
const callsOf = (file: string) => runRunbook(PAGES[file] ?? "").calls;
const starting = (file: string, words: string): readonly Call[] =>
  callsOf(file).filter((call) => call.join(" ").startsWith(words));
const bodies = (file: string, action: string) =>
  starting(file, "az rest --method post")
    .filter((call) => flag(call, "--url")?.includes(`/${action}?`))
    .map((call) => JSON.parse(flag(call, "--body") ?? "null").properties);

describe("restores", () => {
  test("in the paired region take item, point and job from there, every time", () => {
    const calls = callsOf("restore-cross-region.md").filter(
      ([, area, verb]) => area === "backup" && verb !== "vault",
    );
    expect(calls.filter((call) => !call.includes("--use-secondary-region"))).toEqual([]);
    expect(calls).toHaveLength(5);
  });

  test("in the paired region stage in an account of that region", () => {
    const [create] = starting("restore-cross-region.md", "az storage account create");
    expect(create && flag(create, "--location")).toBe("given-SECONDARY_REGION");
  });

  test("from the archive tier rehydrate, which the CLI demands, and only there", () => {
    const rehydrating = Object.keys(PAGES).filter((file) =>
      callsOf(file).some((call) => call.includes("--rehydration-priority")),
    );
    expect(rehydrating).toEqual(["restore-archive.md"]);
  });

  test("name a resource group for the disks, or the VM's own place: else they come back unmanaged", () => {
    const restores = Object.keys(PAGES).flatMap((file) => starting(file, "az backup restore restore-disks"));
    const placeless = restores.filter(
      (call) =>
        !call.includes("--target-resource-group") && flag(call, "--restore-mode") !== "OriginalLocation",
    );
    expect(placeless).toEqual([]);
    expect(restores).toHaveLength(5);
  });

  test("name the item by its native name, as two groups may have VMs of one name", () => {
    const [call = []] = starting("restore-files.md", "az backup restore files mount-rp");
    expect(flag(call, "--container-name")).toBe("IaasVMContainer;iaasvmcontainerv2;given-VM_GROUP;given-VM");
    expect(flag(call, "--item-name")).toBe("VM;iaasvmcontainerv2;given-VM_GROUP;given-VM");
  });

  test("ask for consent first where the guard protects them, and not where it does not", () => {
    const words = "Restores from rsv-one need consent";
    expect(PAGES["restore-vm.md"]).toContain(words);
    expect(pagesOf(everything(KEY, ["restore"]))["restore-vm.md"]).not.toContain(words);
  });
});

describe("nothing that was backed up is lost", () => {
  test("no runbook deletes backup data, a vault, a policy, a guard or a key", () => {
    const all = Object.keys(PAGES)
      .flatMap(callsOf)
      .map((call) => call.join(" "));
    expect(
      all.filter((line) =>
        /delete-backup-data true|az backup \S+ delete|az keyvault .*delete|guard-mapping delete/.test(line),
      ),
    ).toEqual([]);
    expect(
      all
        .filter((line) => / delete /.test(line))
        .map((line) => line.split(" --")[0])
        .sort(),
    ).toEqual(["az disk delete", "az role assignment delete", "az vm delete"]);
  });

  test("stopping a backup keeps what there is, both ways", () => {
    const stops = starting("take-off-vm.md", "az backup protection disable").map((call) => [
      flag(call, "--delete-backup-data"),
      flag(call, "--retain-recovery-points-as-per-policy"),
    ]);
    expect(stops).toEqual([
      ["false", undefined],
      [undefined, "true"],
    ]);
  });

  test("taking a VM off begins with a backup, and can be undone", () => {
    const verbs = callsOf("take-off-vm.md").flatMap(([program, area, , verb]) =>
      program === "az" && area === "backup" ? [verb] : [],
    );
    expect(verbs[0]).toBe("backup-now");
    expect(verbs.slice(-2)).toEqual(["resume", "undelete"]);
  });
});

describe("failovers", () => {
  const details = { instanceType: "A2A" };

  test("of a plan say which point, and of a single VM take its latest", () => {
    expect(bodies("fail-over.md", "unplannedFailover")).toEqual([
      {
        failoverDirection: "PrimaryToRecovery",
        sourceSiteOperations: "Required",
        providerSpecificDetails: [{ ...details, recoveryPointType: "Latest" }],
      },
      {
        failoverDirection: "PrimaryToRecovery",
        sourceSiteOperations: "Required",
        providerSpecificDetails: details,
      },
      {
        failoverDirection: "PrimaryToRecovery",
        sourceSiteOperations: "NotRequired",
        providerSpecificDetails: [{ ...details, recoveryPointType: "LatestProcessed" }],
      },
      {
        failoverDirection: "PrimaryToRecovery",
        sourceSiteOperations: "NotRequired",
        providerSpecificDetails: details,
      },
    ]);
  });

  test("back turn a plan's direction, and not a single VM's, whose item has moved", () => {
    expect(bodies("fail-back.md", "unplannedFailover").map((one) => one.failoverDirection)).toEqual([
      "RecoveryToPrimary",
      "PrimaryToRecovery",
    ]);
    expect(PAGES["fail-back.md"]).toContain('PLAN="$THERE/replicationProtectedItems/$ITEM"');
  });

  test("that are tested go to a network that the reader names where the pair has none, and are cleaned up", () => {
    expect(bodies("test-failover.md", "testFailover").map((one) => one.networkId)).toEqual([
      "given-NETWORK",
      "given-NETWORK",
    ]);
    expect(bodies("test-failover.md", "testFailoverCleanup")).toHaveLength(1);
  });

  test("are reprotected from where the item is, with a cache of the place that the VM runs in", () => {
    const queries = starting("fail-back.md", "az vm show").map((call) => flag(call, "--query") ?? "");
    const found = queries.map((query) => [
      /recoveryContainerId: '[^']*\/([^'/]+)'/.exec(query)?.[1],
      /primaryStagingAzureStorageAccountId: '([^']*)'/.exec(query)?.[1]?.split("/").at(-1),
      /policyId: '([^']*)'/.exec(query)?.[1],
    ]);
    expect(found).toEqual([
      ["container-australiaeast", "given-CACHE", "/policy"],
      ["container-centralindia", "stcacheone", "/policy"],
    ]);
  });

  test("name VMs that are in no plan, with the items that stand for them", () => {
    expect(PAGES["fail-over.md"]).toContain("In no plan, and failed over one by one: alone.");
    expect(PAGES["fail-over.md"]).toContain("# alone: ITEM=alone-abc123");
    expect(PAGES["fail-over.md"]).not.toContain("# planned");
  });
});

describe("keys and consent", () => {
  test("a key without a version is rotated, and the vault follows by itself", () => {
    expect(starting("rotate-keys.md", "az backup vault encryption update")).toEqual([]);
    expect(
      starting("rotate-keys.md", "az keyvault key rotate").map((call) => [
        flag(call, "--vault-name"),
        flag(call, "--name"),
      ]),
    ).toEqual([["kv-one", "backup"]]);
  });

  test("a key with a version has to be given to the vault anew, by the identity that opens it", () => {
    const page = pagesOf(everything(`${KEY}/0123456789abcdef0123456789abcdef`))["rotate-keys.md"] ?? "";
    const [update = []] = runRunbook(page).calls.filter((call) => call.includes("update"));
    expect(flag(update, "--mi-user-assigned")).toBe(IDENTITY);
    expect(page).toContain("Only for rsv-one, whose key is named with its version.");
  });

  test("the role that lets a critical operation pass is given on the guard alone, and taken back", () => {
    const guard = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-group/providers/Microsoft.DataProtection/resourceGuards/rguard-one`;
    const roles = starting("approve-critical-operation.md", "az role assignment").map((call) => [
      call[3],
      flag(call, "--role"),
      flag(call, "--scope"),
    ]);
    expect(roles).toEqual([
      ["create", "Backup MUA Operator", guard],
      ["delete", "Backup MUA Operator", guard],
      ["list", undefined, guard],
    ]);
  });

  test("what the guard lets pass is told apart from what it protects", () => {
    const row = (pagesOf(everything(KEY, ["restore"]))["approve-critical-operation.md"] ?? "")
      .split("\n")
      .find((line) => line.startsWith("| rsv-one"));
    const [, , , guarded = "", free = ""] = row?.split("|") ?? [];
    expect(free.trim()).toBe("restore");
    expect(guarded).not.toContain("restore");
    expect(guarded).toContain("delete protection");
  });
});
