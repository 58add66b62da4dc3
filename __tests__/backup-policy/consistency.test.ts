import { backupObstacle } from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { dataDisk, osDisk, vm } from "../support/vms";
import { defineVault } from "../vault/define-vault";
import { definePolicy, nightly, policyJson, policyRefusal } from "./define-policy";

const PLACE = "[test/Vault/Gold]";

describe("the consistency of recovery points", () => {
  test("is written only where it is crash consistency, since azurerm has no word for the other", () => {
    expect(policyJson({ consistency: "crash" }).consistency_type).toBe("OnlyCrashConsistent");
    expect(policyJson({ consistency: "application" })).toEqual(policyJson());
    expect(policyJson()).not.toHaveProperty("consistency_type");
  });

  test("cannot be crash consistency in a Standard policy, since Azure has it in Enhanced ones only", () => {
    expect(policyRefusal({ type: "Standard", consistency: "crash" })).toBe(
      `${PLACE} consistency "crash" needs an Enhanced policy: choose type "Enhanced", or remove consistency`,
    );
    expect(policyJson({ type: "Standard", consistency: "application" }).policy_type).toBe("V1");
  });

  test("is called by the library's words, not by azurerm's", () => {
    expect(policyRefusal({ consistency: "OnlyCrashConsistent" as never })).toBe(
      `${PLACE} consistency must be "application" or "crash", got "OnlyCrashConsistent": see azurerm consistency_type`,
    );
  });
});

describe("a VM under a policy of crash consistency", () => {
  const protect = (given: ReturnType<typeof vm>, disks?: { readonly exclude: readonly number[] }) =>
    refusalOf((stack) => definePolicy({ consistency: "crash" })(stack).protect(given, { disks }));
  const refused = (kinds: string) =>
    `[test/Vault/vm1-abc123] vm1 cannot be protected: ${kinds} disks cannot be backed up crash-consistently; use a policy with consistency "application"`;

  test("is refused with Write Accelerator disks, which Azure does not support then", () => {
    expect(protect(vm({ osDisk: osDisk({ writeAccelerator: true }) }))).toBe(refused("Write Accelerator"));
  });

  test("is refused for disks that are left out as well, since the snapshot is of the whole VM", () => {
    const accelerated = vm({ dataDisks: [dataDisk(0, { writeAccelerator: true })] });

    expect(protect(accelerated, { exclude: [0] })).toBe(refused("Write Accelerator"));
  });

  test("is refused with Ultra and Premium SSD v2 disks, whatever the vault's redundancy", () => {
    const special = vm({ dataDisks: [dataDisk(0, { sku: "UltraSSD_LRS" })] });
    const message = refusalOf((stack) =>
      defineVault({ redundancy: "LocallyRedundant" })(stack)
        .addVmPolicy("Gold", { schedule: nightly, retention: { daily: 7 }, consistency: "crash" })
        .protect(special),
    );

    expect(message).toBe(refused("UltraSSD_LRS"));
  });

  test("is protected with ordinary disks, and with accelerated ones by every other policy", () => {
    const accelerated = vm({ osDisk: osDisk({ writeAccelerator: true }) });
    const json = synthesise((stack) => {
      const policy = definePolicy({ consistency: "crash" })(stack);
      policy.protect(vm({ name: "plain", key: "plain" }));
      const { vault, schedule, retention } = policy;
      vault.addVmPolicy("Silver", { schedule, retention }).protect(accelerated);
    });

    expect(json.addresses("azurerm_backup_protected_vm")).toHaveLength(2);
    expect(backupObstacle(accelerated)).toBe(undefined);
  });
});
