import { TerraformVariable } from "cdktf";
import {
  RecoveryServicesVault,
  type ResilienceStack,
  ResourceGuard,
  type ResourceGuardProps,
} from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { vmId } from "../support/vms";
import { defineVault } from "./define-vault";

const OTHER = "11111111-2222-3333-4444-555555555555";
const ID = `/subscriptions/${OTHER}/resourceGroups/rg-security/providers/Microsoft.DataProtection/resourceGuards/rguard`;

const guard =
  (changes: Partial<ResourceGuardProps> = {}) =>
  (stack: ResilienceStack) =>
    new ResourceGuard(stack, "Guard", {
      name: "rguard-contoso",
      resourceGroup: resourceGroup(stack, "australiaeast", "Security"),
      ...changes,
    });

test("a guard's name has 1 to 260 characters", () => {
  const refused = (name: string) => refusalOf(guard({ name }));
  const message = (name: string) => `[test/Guard] name must be 1 to 260 characters, got "${name}"`;

  expect(refused("")).toBe(message(""));
  expect(
    synthesise(guard({ name: "g".repeat(260) })).only("azurerm_data_protection_resource_guard").name,
  ).toHaveLength(260);
  expect(refused("g".repeat(261))).toBe(message("g".repeat(261)));
});

test.each<[string, Partial<ResourceGuardProps>, string]>([
  [
    "no region at all",
    { resourceGroup: { name: "rg-security" } },
    "region is missing: give the region of the vaults, since the resource group does not say it",
  ],
  ["a region that does not exist", { region: "atlantis" }, 'region must be an Azure region, got "atlantis"'],
  [
    "tags that Azure refuses",
    { tags: { "a/b": "c" } },
    'the tag "a/b" must not have any of <>%&\\?/ in its name',
  ],
])("refuses %s", (_, changes, message) => {
  expect(refusalOf(guard(changes))).toBe(`[test/Guard] ${message}`);
});

test("refuses operations that are always guarded, and those of the other kind of vault", () => {
  const unguarded = {
    recoveryServicesVaults: ["disable soft delete"],
    backupVaults: ["get security PIN"],
  } as unknown as ResourceGuardProps["unguarded"];

  expect(refusalOf(guard({ unguarded }))).toBe(`[test/Guard] 2 problems:
  - unguarded.recoveryServicesVaults must be "delete protection", "modify protection", "modify policy", "stop backup and retain data", "restore", "unregister container", "get security PIN", "disable immutability" or "modify encryption settings", got "disable soft delete": other operations are always guarded, or not at all
  - unguarded.backupVaults must be "delete backup instance", "modify backup instance", "stop backup and retain forever", "stop backup and retain as per policy", "restore", "disable immutability" or "modify encryption settings", got "get security PIN": other operations are always guarded, or not at all`);
});

test.each(["rguard", "", vmId("vm1"), `${ID}/more/things`])("refuses %p as the id of a guard", (id) => {
  expect(
    refusalOf((s) => {
      ResourceGuard.fromId(s, "Foreign", id);
    }),
  ).toBe(`[test/Foreign] guardId must be the ARM id of a resource guard, got "${id}"`);
});

test("refuses a guard of another region, since Azure wants it where the vault is", () => {
  const inIndia = (s: ResilienceStack) => ResourceGuard.fromId(s, "Foreign", ID, "Central India");

  expect(refusalOf((s) => defineVault()(s).guardWith(inIndia(s)))).toBe(
    "[test/Vault] the guard must be in the vault's region australiaeast, got centralindia: use a guard in australiaeast",
  );
});

describe("a second guard of a vault is refused, since Azure has one for a vault", () => {
  test("by the vault itself", () => {
    expect(
      refusalOf((s) => {
        const vault = defineVault()(s);
        vault.guardWith(guard()(s));
        vault.guardWith(ResourceGuard.fromId(s, "Foreign", ID));
      }),
    ).toBe(
      "[test/Vault] the vault is under the guard test/Guard already: Azure has one guard for a vault; remove the repeat",
    );
  });

  test("by another import of the same vault, in whatever letter case", () => {
    const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv`;

    expect(
      refusalOf((s) => {
        const foreign = ResourceGuard.fromId(s, "Foreign", ID);
        RecoveryServicesVault.fromVaultId(s, "A", id).guardWith(foreign);
        RecoveryServicesVault.fromVaultId(s, "B", id.toUpperCase()).guardWith(foreign);
      }),
    ).toBe(
      "[test/B] the vault is under the guard test/Foreign already: Azure has one guard for a vault; remove the repeat",
    );
  });
});

describe("a guard of somebody else", () => {
  test("is refused where only Terraform will know its id, in words that say so", () => {
    const refused = refusalOf((stack) =>
      ResourceGuard.fromId(stack, "Guard", new TerraformVariable(stack, "guard", {}).stringValue),
    );
    expect(refused).toBe(
      "[test/Guard] guardId must be text, got a value that only Terraform will know: its group and subscription are read from it; write the id out",
    );
  });

  test.each(["", "west-europe"])(
    "is refused in the region %j, which would be blamed on the vault",
    (region) => {
      expect(refusalOf((stack) => ResourceGuard.fromId(stack, "Guard", ID, region))).toBe(
        `[test/Guard] region must be an Azure region, got "${region}": leave it out if it is not known`,
      );
    },
  );
});
