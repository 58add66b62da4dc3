import { TerraformVariable } from "cdktf";
import {
  RecoveryServicesVault,
  type ResilienceApp,
  ResilienceStack,
  ResourceGuard,
  Schedule,
} from "../../lib";
import { run } from "../support/run";
import { refusal, refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { defineVault, VAULT } from "./define-vault";

const GOLD = { schedule: Schedule.daily("02:00"), retention: { daily: 7 } } as const;
const ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-hub/providers/Microsoft.RecoveryServices/vaults/rsv-hub`;

describe("a vault's name", () => {
  const two = (stack: ResilienceStack, name: string, group = "rg-contoso") => {
    defineVault({ resourceGroup: { name: "rg-contoso" }, region: "eastus" })(stack);
    new RecoveryServicesVault(stack, "Second", { name, region: "eastus", resourceGroup: { name: group } });
  };

  test("is refused a second time in a resource group, in any letter case: azurerm would find it there", () => {
    expect(refusalOf((stack) => two(stack, "RSV-contoso"))).toBe(
      '[test/Second] name "RSV-contoso" is the name of test/Vault in the same resource group: choose another name',
    );
  });

  test("may be there again in another resource group", () => {
    expect(Object.keys(synthesise((stack) => two(stack, "rsv-contoso", "rg-other")).all(VAULT))).toHaveLength(
      2,
    );
  });

  test("is refused a second time in another stack of the app, unless that one is of another subscription", () => {
    const inBoth = (subscriptionId: string) => (app: ResilienceApp) => {
      for (const [id, own] of [
        ["one", SUBSCRIPTION],
        ["two", subscriptionId],
      ] as const) {
        const stack = new ResilienceStack(app, id, { subscriptionId: own });
        const resourceGroup = { name: "rg-contoso" };
        new RecoveryServicesVault(stack, "Vault", { name: "rsv-contoso", region: "eastus", resourceGroup });
      }
    };
    expect(refusal(() => run(inBoth(SUBSCRIPTION.toUpperCase())))).toBe(
      '[two/Vault] name "rsv-contoso" is the name of one/Vault in the same resource group: choose another name',
    );
    expect(Object.keys(run(inBoth("b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6")).stacks)).toEqual(["one", "two"]);
  });

  test("that the environment does not have is refused: it would be left out", () => {
    const name = process.env.NO_SUCH_VARIABLE as string;
    expect(refusalOf(defineVault({ name }))).toBe(
      '[test/Vault] name must be 2 to 50 letters, digits and "-", starting with a letter, got nothing',
    );
  });
});

describe("what a vault needs beside its name", () => {
  test.each(["", "rg-contoso."])("is a resource group whose name Azure takes, not %j", (name) => {
    const resourceGroup = { name, locationInput: "australiaeast" };
    expect(refusalOf(defineVault({ resourceGroup }))).toBe(
      `[test/Vault] resourceGroup.name must be 1 to 90 letters, digits, "_", "-", ".", "(" and ")", not ending in ".", got "${name}"`,
    );
  });

  test("is a region that is not empty", () => {
    expect(refusalOf(defineVault({ region: "" }))).toBe(
      '[test/Vault] region must be an Azure region, got ""',
    );
  });
});

describe("a policy's name", () => {
  const inBoth = (stack: ResilienceStack, other: string) => {
    const vault = (id: string, vaultId: string) => RecoveryServicesVault.fromVaultId(stack, id, vaultId);
    vault("Hub", ID).addVmPolicy("Gold", GOLD);
    vault("Again", ID.replace("resourceGroups", "resourcegroups")).addSqlPolicy("Sql", {
      name: other,
      full: GOLD,
    });
  };

  test("is taken for every import of the vault", () => {
    expect(refusalOf((stack) => inBoth(stack, "gold"))).toBe(
      '[test/Again/Sql] name "gold" is the name of test/Hub/Gold: Azure\'s names have no letter case',
    );
  });

  test("is another one's under another name, and two variables are two names", () => {
    const found = synthesise((stack) => {
      inBoth(stack, "Silver");
      const vault = defineVault()(stack);
      for (const id of ["one", "two"])
        vault.addVmPolicy(id, { ...GOLD, name: new TerraformVariable(stack, `name-${id}`, {}).stringValue });
    });
    expect(Object.keys(found.all("azurerm_backup_policy_vm"))).toHaveLength(3);
  });
});

test("a guard's name is refused a second time in a resource group, too", () => {
  const twice = (stack: ResilienceStack) =>
    ["One", "Two"].map(
      (id) =>
        new ResourceGuard(stack, id, { name: "rguard", resourceGroup: { name: "rg-sec" }, region: "eastus" }),
    );
  expect(refusalOf(twice)).toBe(
    '[test/Two] name "rguard" is the name of test/One in the same resource group: choose another name',
  );
});

test("a private endpoint's name is refused a second time in a resource group, too", () => {
  const subnet = {
    id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet/subnets/snet`,
  };
  const twice = (stack: ResilienceStack) => {
    for (const id of ["One", "Two"])
      new RecoveryServicesVault(stack, id, {
        name: `rsv-${id}`,
        resourceGroup: { name: "rg", locationInput: "eastus" },
      }).addPrivateAccess("Private", {
        subnet,
        dns: "by Azure Policy",
        name: "contoso",
        resourceGroup: { name: "rg-net" },
      });
  };
  expect(refusalOf(twice)).toBe(
    '[test/Two/Private] name "pep-contoso-backup" is the name of test/One/Private in the same resource group: choose another name',
  );
});
