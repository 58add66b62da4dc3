import { TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import {
  AzureProvider,
  RecoveryServicesVault,
  type RecoveryServicesVaultProps,
  type ResilienceStack,
} from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { defineVault, VAULT } from "./define-vault";

const NAME = '[test/Vault] name must be 2 to 50 letters, digits and "-", starting with a letter, got ';

describe("a vault's name", () => {
  test("of 1 character is refused and of 2 is taken, since Azure wants 2 to 50", () => {
    expect(refusalOf(defineVault({ name: "a" }))).toBe(`${NAME}"a"`);
    expect(synthesise(defineVault({ name: "ab" })).only(VAULT).name).toBe("ab");
  });

  test("of 50 characters is taken and of 51 is refused, since Azure wants 2 to 50", () => {
    const longest = "v".repeat(50);

    expect(synthesise(defineVault({ name: longest })).only(VAULT).name).toBe(longest);
    expect(refusalOf(defineVault({ name: `${longest}v` }))).toBe(`${NAME}"${longest}v"`);
  });

  test.each(["1vault", "-vault", "_vault"])("refuses %s because it must start with a letter", (name) => {
    expect(refusalOf(defineVault({ name }))).toBe(`${NAME}"${name}"`);
  });

  test.each(["rsv_contoso", "rsv.contoso", "rsv contoso", "rsv-contosö", ""])(
    "refuses %p because only letters, digits and hyphens are allowed",
    (name) => {
      expect(refusalOf(defineVault({ name }))).toBe(`${NAME}${JSON.stringify(name)}`);
    },
  );

  test("passes where only Terraform will know it", () => {
    const vault = synthesise((stack) =>
      defineVault({ name: new TerraformVariable(stack, "vault_name", { type: "string" }).stringValue })(
        stack,
      ),
    );

    expect(vault.only(VAULT).name).toBe("${var.vault_name}");
  });
});

describe("a vault's region", () => {
  test.each([
    ["westeurop", "westeurope"],
    ["Australia Est", "australiaeast"],
    ["francecentrall", "francecentral"],
  ])("refuses %s, which is misspelt, as Azure would at apply", (region, meant) => {
    expect(refusalOf(defineVault({ region }))).toBe(
      `[test/Vault] region must be an Azure region, got "${region}": did you mean ${meant}? A region that Azure has opened since is named in the context value additionalRegions, or by addRegions`,
    );
  });

  test.each(["westus4", "eastus3", "atlantisnorth"])("takes %s, which Azure may open tomorrow", (region) => {
    expect(synthesise(defineVault({ region })).only(VAULT).location).toBe(region);
  });
});

describe("a vault's redundancy", () => {
  test("refuses the value of another API because azurerm calls it differently", () => {
    expect(refusalOf(defineVault({ redundancy: "GRS" as never }))).toBe(
      '[test/Vault] redundancy must be "GeoRedundant", "ZoneRedundant" or "LocallyRedundant", got "GRS": see azurerm storage_mode_type',
    );
  });

  test.each(["australiasoutheast", "Australia Southeast", "westus"])(
    "refuses zones in %s because the region has none",
    (region) => {
      expect(refusalOf(defineVault({ region, redundancy: "ZoneRedundant" }))).toBe(
        `[test/Vault] redundancy cannot be "ZoneRedundant" in ${region}, which has no availability zones: choose "GeoRedundant" or "LocallyRedundant"`,
      );
    },
  );

  test("takes zones in a region that the library does not know, since Azure opens new ones", () => {
    const vault = synthesise(defineVault({ region: "Atlantis North", redundancy: "ZoneRedundant" }));

    expect(vault.only(VAULT)).toMatchObject({
      location: "atlantisnorth",
      storage_mode_type: "ZoneRedundant",
    });
  });
});

describe("a vault's cross-region restore", () => {
  test.each(["ZoneRedundant", "LocallyRedundant"] as const)(
    "refuses %s because the data has no second region",
    (redundancy) => {
      const options = {
        redundancy,
        crossRegionRestore: true,
        acknowledge: ["cross-region restore"],
      } as const;

      expect(refusalOf(defineVault(options))).toBe(
        `[test/Vault] crossRegionRestore needs redundancy "GeoRedundant", got "${redundancy}": remove crossRegionRestore, or choose "GeoRedundant"`,
      );
    },
  );

  const UNACKNOWLEDGED =
    '[test/Vault] crossRegionRestore cannot be switched off again (azurerm would replace the vault, which Azure refuses while it has backups): if you want that, add acknowledge: ["cross-region restore"]';

  test("is refused unless acknowledged, because nobody can switch it off again", () => {
    expect(refusalOf(defineVault({ crossRegionRestore: true }))).toBe(UNACKNOWLEDGED);
  });

  test("is not acknowledged by another step, because each is another decision", () => {
    const acknowledge = ["Locked immutability"] as const;

    expect(refusalOf(defineVault({ crossRegionRestore: true, acknowledge }))).toBe(UNACKNOWLEDGED);
  });

  test("is taken when acknowledged, geo-redundancy being the default", () => {
    const acknowledge = ["cross-region restore"] as const;
    const vault = synthesise(defineVault({ crossRegionRestore: true, acknowledge })).only(VAULT);

    expect(vault).toMatchObject({ cross_region_restore_enabled: true, storage_mode_type: "GeoRedundant" });
  });

  test("needs no acknowledgement to stay off", () => {
    const vault = synthesise(defineVault({ crossRegionRestore: false, redundancy: "ZoneRedundant" }));

    expect(vault.only(VAULT).cross_region_restore_enabled).toBe(false);
  });
});

describe("a vault's immutability", () => {
  test("refuses a word that azurerm does not know", () => {
    expect(refusalOf(defineVault({ immutability: "Enabled" as never }))).toBe(
      '[test/Vault] immutability must be "Disabled", "Unlocked" or "Locked", got "Enabled": see azurerm immutability',
    );
  });

  test('"Locked" is refused unless acknowledged, because nobody can ever undo it', () => {
    expect(refusalOf(defineVault({ immutability: "Locked" }))).toBe(
      '[test/Vault] immutability "Locked" can never be undone: no recovery point can be deleted before its time, no retention shortened, by anybody; if you want that, add acknowledge: ["Locked immutability"], or choose "Unlocked"',
    );
  });

  test('"Locked" is refused in a throwaway environment, because its vault could never be destroyed', () => {
    const options = {
      immutability: "Locked",
      acknowledge: ["Locked immutability"],
      throwaway: true,
    } as const;

    expect(refusalOf(defineVault(options))).toBe(
      '[test/Vault] immutability cannot be "Locked" in a throwaway environment, whose vault is to be destroyed: remove one of the two',
    );
  });

  test.each([
    { immutability: "Disabled" },
    { immutability: "Unlocked" },
    { immutability: "Locked", acknowledge: ["Locked immutability"] },
  ] as const)("$immutability is taken as azurerm's own word", (options) => {
    expect(synthesise(defineVault(options)).only(VAULT).immutability).toBe(options.immutability);
  });
});

describe("a vault", () => {
  test("refuses to go without soft delete because Azure keeps it on for every vault", () => {
    expect(refusalOf(defineVault({ softDelete: false }))).toBe(
      "[test/Vault] softDelete cannot be false: Azure keeps soft delete on for every vault (secure by default), and azurerm refuses to switch it off; remove softDelete",
    );
  });

  test("refuses to guess a region that neither it nor its resource group says", () => {
    expect(refusalOf(defineVault({ resourceGroup: { name: "rg-backup" } }))).toBe(
      "[test/Vault] region is missing: give the vault's region, since the resource group does not say it",
    );
  });

  test("lists both problems at once, so that one run shows everything to mend", () => {
    expect(refusalOf(defineVault({ name: "1", softDelete: false }))).toBe(
      [
        "[test/Vault] 2 problems:",
        '  - name must be 2 to 50 letters, digits and "-", starting with a letter, got "1"',
        "  - softDelete cannot be false: Azure keeps soft delete on for every vault (secure by default), and azurerm refuses to switch it off; remove softDelete",
      ].join("\n"),
    );
  });

  test.each(["eu.1", "eu 1", "eu/1", "é", ""])(
    "refuses the id %p because Terraform addresses would drop characters of it",
    (id) => {
      const message = refusalOf((stack) => {
        new RecoveryServicesVault(stack, id, { name: "rsv-eu1", resourceGroup: { name: "rg-backup" } });
      });

      expect(message).toBe(
        `[test] the id ${JSON.stringify(id)} must be letters, digits, "_" and "-": choose another id`,
      );
    },
  );

  test("takes an id of letters, digits, underscores and hyphens, which Terraform addresses keep", () => {
    const vault = synthesise((stack) => {
      const resourceGroup = { name: "rg-backup", locationInput: "westeurope" };
      new RecoveryServicesVault(stack, "eu_1-A", { name: "rsv-eu1", resourceGroup });
    });

    expect(vault.addresses(VAULT)).toEqual([`${VAULT}.eu_1-A`]);
  });
});

describe("a provider that lets recovery points expire when their VM leaves the program", () => {
  const inSuch = (props: Partial<RecoveryServicesVaultProps>) => (stack: ResilienceStack) => {
    const part = new Construct(stack, "Part");
    const provider = { subscriptionId: "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6", alias: "other" };
    new AzureProvider(stack, "Other", { ...provider, retainBackupDataOnDestroy: "until they expire" }).useFor(
      part,
    );
    const resourceGroup = { name: "rg-contoso", locationInput: "australiaeast" };
    return new RecoveryServicesVault(part, "Vault", { name: "rsv-contoso", resourceGroup, ...props });
  };

  test.each([{ immutability: "Disabled" }, { throwaway: true }] as const)(
    "refuses vaults that are not immutable, in which Azure suspends no backup: %j",
    (props) => {
      expect(refusalOf(inSuch(props))).toBe(
        '[test/Part/Vault] immutability cannot be "Disabled" where the provider keeps backup data "until they expire": azurerm then suspends the backups, which Azure does in immutable vaults only; choose "Unlocked", or another retainBackupDataOnDestroy',
      );
    },
  );

  test("takes immutable ones, and has no say in another provider's", () => {
    const found = synthesise((stack) => {
      inSuch({})(stack);
      defineVault({ throwaway: true })(stack);
    });
    expect(Object.values(found.all(VAULT)).map((vault) => vault.immutability)).toEqual([
      "Unlocked",
      "Disabled",
    ]);
  });
});
