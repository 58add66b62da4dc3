import {
  CacheStorageAccount,
  DisasterRecoveryPair,
  protectAll,
  RecoveryServicesVault,
  type ResilienceApp,
  ResilienceStack,
  Schedule,
} from "../../lib";
import { linuxVm } from "../protection/program-vms";
import { run } from "../support/run";
import { resourceGroup, SUBSCRIPTION } from "../support/synthesise";
import { vm } from "../support/vms";
import { SUBNET } from "./define-access";

type Resources = Record<string, Record<string, Record<string, unknown>>>;

/** What the resources of each type wait for, beside what they refer to. */
function waits(define: (stack: ResilienceStack) => void): (type: string) => readonly unknown[] {
  const { stacks } = run((app: ResilienceApp) =>
    define(new ResilienceStack(app, "test", { subscriptionId: SUBSCRIPTION })),
  );
  const resources = stacks.test?.resource as Resources;
  return (type) => Object.values(resources[type] ?? {}).map(({ depends_on }) => depends_on);
}

const backup = (stack: ResilienceStack) =>
  new RecoveryServicesVault(stack, "Vault", { name: "rsv-contoso", resourceGroup: resourceGroup(stack) });
const GOLD = { schedule: Schedule.daily("02:00"), retention: { daily: 7 } };
const protectOne = (vault: RecoveryServicesVault) => vault.addVmPolicy("Gold", GOLD).protect(vm());
const open = (vault: RecoveryServicesVault) =>
  vault.addPrivateAccess("Private", { subnet: { id: SUBNET }, dns: "by Azure Policy" });
const endpoint = expect.stringMatching(/^azurerm_private_endpoint\.Vault_Private_AzureBackup_/);

describe("items wait for the endpoints, since Azure takes no endpoint after the first item", () => {
  test("when they are defined after them", () => {
    const of = waits((stack) => {
      const vault = backup(stack);
      open(vault);
      protectOne(vault);
    });

    expect(of("azurerm_backup_protected_vm")).toEqual([[endpoint]]);
    expect(of("azurerm_backup_policy_vm")).toEqual([[endpoint]]);
  });

  test("when they are defined before them", () => {
    const of = waits((stack) => {
      const vault = backup(stack);
      protectOne(vault);
      open(vault);
    });

    expect(of("azurerm_backup_protected_vm")).toEqual([[endpoint]]);
    expect(of("azurerm_recovery_services_vault")).toEqual([undefined]);
  });

  test("when an Aspect protects them at the very end: then by their policy", () => {
    const of = waits((stack) => {
      const vault = backup(stack);
      open(vault);
      protectAll(stack, vault.addVmPolicy("Gold", GOLD));
      linuxVm(stack, "Late");
    });

    expect(of("azurerm_backup_protected_vm")).toHaveLength(1);
    expect(of("azurerm_backup_policy_vm")).toEqual([[endpoint]]);
  });

  test("and no item of another vault does", () => {
    const of = waits((stack) => {
      open(backup(stack));
      const other = new RecoveryServicesVault(stack, "Other", {
        name: "rsv-other",
        resourceGroup: resourceGroup(stack, "australiaeast", "Others"),
      });
      protectOne(other);
    });

    expect(of("azurerm_backup_protected_vm")).toEqual([undefined]);
  });
});

test("fabrics, which stand in the vault though not in its tree, wait for the endpoints and the roles on the cache", () => {
  const of = waits((stack) => {
    const recovery = resourceGroup(stack, "centralindia", "Recovery");
    const vault = new RecoveryServicesVault(stack, "Vault", { name: "rsv-dr", resourceGroup: recovery });
    const cache = new CacheStorageAccount(stack, "Cache", {
      name: "stcontosoasr",
      region: "australiaeast",
      resourceGroup: resourceGroup(stack, "australiaeast", "Source"),
    });
    new DisasterRecoveryPair(stack, "Dr", {
      vault,
      cache,
      sourceRegion: "australiaeast",
      targetRegion: "centralindia",
      targetResourceGroup: recovery,
      network: { addressSpace: "10.60.0.0/16" },
    });
    vault.addPrivateAccess("Private", {
      subnet: { id: SUBNET },
      dns: "by Azure Policy",
      services: ["AzureSiteRecovery"],
      region: "australiaeast",
      caches: [cache],
    });
  });

  const first = [
    expect.stringMatching(/^azurerm_private_endpoint\.Vault_Private_AzureSiteRecovery_/),
    expect.stringMatching(/^terraform_data\.Vault_Private_CacheAccess_/),
  ];
  const fabrics = of("azurerm_site_recovery_fabric");
  expect(fabrics).toHaveLength(2);
  for (const waiting of fabrics) expect(waiting).toEqual(expect.arrayContaining(first));
  expect(of("azurerm_storage_account")).toEqual([undefined]);
});
