import { TerraformVariable } from "cdktf";
import { BackupVault, type BackupVaultProps } from "../../lib";
import { refusal, refusalOf, synthesise } from "../support/synthesise";
import { defineBackupVault, shop, VAULT } from "./define-backup-vault";

const refused = (changes: Partial<BackupVaultProps>) => refusalOf(defineBackupVault(changes));
const accepted = (changes: Partial<BackupVaultProps>) =>
  synthesise(defineBackupVault(changes)).only(VAULT).name;

describe("the name", () => {
  test.each(["a", "a".repeat(51), "a_b", "a.b", "ä1", ""])(
    "%p is refused as azurerm would at plan",
    (name) => {
      expect(refused({ name })).toBe(
        `[test/Vault] name must be 2 to 50 letters, digits and "-", got ${JSON.stringify(name)}`,
      );
    },
  );

  test.each(["ab", "a".repeat(50), "1-", "-a"])("%p is accepted", (name) => {
    expect(accepted({ name })).toBe(name);
  });
});

describe("redundancy and region", () => {
  test("GeoRedundant is refused where the region has no pair", () => {
    expect(refused({ region: "polandcentral" })).toBe(
      '[test/Vault] redundancy cannot be "GeoRedundant" in polandcentral, which has no paired region: choose "ZoneRedundant"',
    );
  });

  test("ZoneRedundant is refused where the region has no zones", () => {
    expect(refused({ region: "australiasoutheast", redundancy: "ZoneRedundant" })).toBe(
      '[test/Vault] redundancy cannot be "ZoneRedundant" in australiasoutheast, which has no availability zones: choose "GeoRedundant" or "LocallyRedundant"',
    );
  });

  test("the name of another vault of the group is refused, in any letter case", () => {
    const both = (group: string) =>
      synthesise((s) => {
        const [region, resourceGroup] = ["australiaeast", { name: "rg" }];
        new BackupVault(s, "One", { name: "bvault", resourceGroup, region });
        new BackupVault(s, "Two", { name: "BVault", resourceGroup: { name: group }, region });
      });

    expect(refusal(() => both("RG"))).toBe(
      '[test/Two] name "BVault" is the name of test/One in the same resource group: choose another name',
    );
    expect(both("rg-other").addresses(VAULT)).toHaveLength(2);
  });

  test("a vault without a region is refused where the group does not say it, and an empty one is none", () => {
    const resourceGroup = { name: "rg-elsewhere" };

    expect(refused({ resourceGroup })).toBe(
      "[test/Vault] region is missing: give the vault's region, since the resource group does not say it",
    );
    expect(refused({ resourceGroup, region: "" })).toBe(
      '[test/Vault] region must be an Azure region, got ""',
    );
  });

  test("a region that is known only at the deployment passes", () => {
    const stack = synthesise((s) => {
      const region = new TerraformVariable(s, "region", { type: "string" }).stringValue;
      defineBackupVault({ region })(s);
    });

    expect(stack.only(VAULT).location).toBe("${var.region}");
  });
});

describe("steps that cannot be taken back", () => {
  test("cross-region restore has to be acknowledged", () => {
    expect(refused({ crossRegionRestore: true })).toBe(
      '[test/Vault] crossRegionRestore cannot be switched off again (azurerm would replace the vault, which Azure refuses while it has backups): if you want that, add acknowledge: ["cross-region restore"]',
    );
  });

  test("cross-region restore needs GeoRedundant, whatever is acknowledged", () => {
    expect(
      refused({
        crossRegionRestore: true,
        redundancy: "LocallyRedundant",
        acknowledge: ["cross-region restore"],
      }),
    ).toBe(
      '[test/Vault] crossRegionRestore needs redundancy "GeoRedundant", got "LocallyRedundant": remove crossRegionRestore, or choose "GeoRedundant"',
    );
  });

  test("Locked immutability has to be acknowledged", () => {
    expect(refused({ immutability: "Locked" })).toBe(
      '[test/Vault] immutability "Locked" can never be undone: no recovery point can be deleted before its time, no retention shortened, by anybody; if you want that, add acknowledge: ["Locked immutability"], or choose "Unlocked"',
    );
  });

  test("AlwaysOn soft delete has to be acknowledged, since leaving it replaces the vault", () => {
    expect(refused({ softDelete: { alwaysOn: true } })).toBe(
      '[test/Vault] softDelete.alwaysOn can never be undone: every deleted backup stays, and is billed beyond 14 days, until its days are over: if you want that, add acknowledge: ["soft delete always on"]',
    );
  });
});

describe("soft delete", () => {
  test("is never off in an environment that is kept", () => {
    expect(refused({ softDelete: false })).toBe(
      "[test/Vault] softDelete cannot be false but in a throwaway environment: whoever deletes a backup would delete it at once and for good; remove softDelete, or set throwaway: true",
    );
  });

  test.each([13, 181, 14.5])("keeps deleted backups for 14 to 180 days, not %p", (days) => {
    expect(refused({ softDelete: { retentionDays: days } })).toBe(
      `[test/Vault] softDelete.retentionDays must be 14 to 180 days, got ${days}: Azure keeps deleted backups for no shorter and no longer time`,
    );
  });

  test.each([14, 180])("keeps deleted backups for %p days", (days) => {
    const stack = synthesise(defineBackupVault({ softDelete: { retentionDays: days } }));

    expect(stack.only(VAULT)).toMatchObject({ soft_delete: "On", retention_duration_in_days: days });
  });
});

describe("a throwaway vault", () => {
  test("has nothing that is for good, since it is to be destroyed", () => {
    expect(
      refused({
        throwaway: true,
        immutability: "Locked",
        softDelete: { alwaysOn: true },
        acknowledge: ["Locked immutability", "soft delete always on"],
      }),
    ).toBe(
      [
        "[test/Vault] 2 problems:",
        '  - immutability cannot be "Locked" in a throwaway environment, whose vault is to be destroyed: remove one of the two',
        "  - softDelete.alwaysOn cannot stand in a throwaway environment, whose vault is to be destroyed: remove one of the two",
      ].join("\n"),
    );
  });

  test("may switch soft delete and immutability on, since they can be switched off again", () => {
    const stack = synthesise(
      defineBackupVault({ throwaway: true, softDelete: true, immutability: "Unlocked" }),
    );

    expect(stack.only(VAULT)).toMatchObject({ soft_delete: "On", immutability: "Unlocked" });
  });
});

describe("words that TypeScript would refuse", () => {
  test("are refused at run time too, all at once", () => {
    const wrong = { redundancy: "Geo", immutability: "On", softDelete: "Yes" } as unknown as BackupVaultProps;

    expect(refused(wrong)).toBe(
      [
        "[test/Vault] 3 problems:",
        '  - redundancy must be "GeoRedundant", "ZoneRedundant" or "LocallyRedundant", got "Geo": see azurerm redundancy',
        '  - immutability must be "Disabled", "Unlocked" or "Locked", got "On": see azurerm immutability',
        '  - softDelete must be true or false, got "Yes": or { retentionDays, alwaysOn } says how long',
      ].join("\n"),
    );
  });

  test("identities are named by their ARM ids", () => {
    const id = shop("Microsoft.Compute/disks", "disk1");

    expect(refused({ identity: { userAssigned: [{ id }] } })).toBe(
      `[test/Vault] identity.userAssigned must be the ARM id of a user-assigned identity, got "${id}"`,
    );
  });

  test("tags follow Azure's rules", () => {
    expect(refused({ tags: { "a/b": "x" } })).toBe(
      '[test/Vault] the tag "a/b" must not have any of <>%&\\?/ in its name',
    );
  });
});
