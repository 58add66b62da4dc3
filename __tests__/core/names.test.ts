import fc from "fast-check";
import { fingerprint } from "../../lib/core/fingerprint";
import { cafName, NAME_RULES, storageAccountName } from "../../lib/core/names";

describe("the name of a storage account", () => {
  test("is one that Azure takes, whatever it is made of", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(fc.string()), (organisation, purpose, parts) => {
        const name = storageAccountName(organisation, purpose, ...parts);

        expect(name).toMatch(NAME_RULES.storageAccount.pattern);
        expect(name.length).toBeLessThanOrEqual(24);
      }),
    );
  });

  test("is the same on every run, since another name would be another account", () => {
    expect(storageAccountName("contoso", "asr", "prod", "australiaeast")).toBe("stcontosoasr5e82b9497e");
  });

  test("is readable up to 14 characters, and then unique by its fingerprint", () => {
    expect(storageAccountName("Contoso-Holding", "cache", "prod").slice(0, 14)).toBe("stcontosoholdi");
  });

  test("differs where any part differs, even one that does not show", () => {
    const names = [
      storageAccountName("contosoholding", "cache", "prod"),
      storageAccountName("contosoholding", "cache", "dev"),
      storageAccountName("contosoholding", "logs", "prod"),
      storageAccountName("contosoholdings", "cache", "prod"),
    ];

    expect(new Set(names).size).toBe(4);
  });
});

describe("the name of a resource", () => {
  test("is the abbreviation of its kind, then what it is for, without the parts that are not said", () => {
    expect(cafName("recoveryServicesVault", "contoso", "backup", undefined, "", "australiaeast")).toBe(
      "rsv-contoso-backup-australiaeast",
    );
    expect(cafName("resourceGroup", "contoso", "dr")).toBe("rg-contoso-dr");
  });

  test("is kept up to Azure's limit, and cut with a fingerprint of the whole beyond it", () => {
    const of = (length: number) => cafName("recoveryServicesVault", "v".repeat(length - "rsv-".length));

    expect(of(49)).toHaveLength(49);
    expect(of(50)).toBe(`rsv-${"v".repeat(46)}`);
    expect(of(51)).toBe(`rsv-${"v".repeat(39)}-${fingerprint(`rsv-${"v".repeat(47)}`)}`);
    expect(of(51)).toHaveLength(50);
  });

  test("differs where only what is cut off differs", () => {
    const of = (last: string) => cafName("recoveryServicesVault", "v".repeat(60), last);

    expect(of("a")).not.toBe(of("b"));
  });
});

describe("the rules for names", () => {
  test.each([
    { kind: "resourceGroup", longest: 90, shortest: 1 },
    { kind: "recoveryServicesVault", longest: 50, shortest: 2 },
    { kind: "virtualNetwork", longest: 64, shortest: 2 },
    { kind: "subnet", longest: 80, shortest: 1 },
    { kind: "storageAccount", longest: 24, shortest: 3 },
    { kind: "vmBackupPolicy", longest: 150, shortest: 3 },
  ] as const)(
    "let a $kind have $shortest to $longest characters, as Azure does",
    ({ kind, longest, shortest }) => {
      const fits = (length: number) => NAME_RULES[kind].pattern.test("a".repeat(length));

      expect([shortest - 1, shortest, longest, longest + 1].map(fits)).toEqual([false, true, true, false]);
    },
  );

  test.each([
    { kind: "resourceGroup", name: "rg." },
    { kind: "virtualNetwork", name: "vnet-" },
    { kind: "virtualNetwork", name: "_vnet" },
    { kind: "subnet", name: "snet." },
    { kind: "storageAccount", name: "stContoso" },
    { kind: "storageAccount", name: "st-contoso" },
  ] as const)("refuse $name for a $kind because Azure does", ({ kind, name }) => {
    expect(NAME_RULES[kind].pattern.test(name)).toBe(false);
  });
});

describe("a fingerprint", () => {
  test("is the beginning of a SHA-256, the same on every machine", () => {
    expect(fingerprint("contoso")).toBe("11f0b0");
    expect(fingerprint("contoso", 10)).toHaveLength(10);
    expect(fingerprint("contoso", 10).slice(0, 6)).toBe(fingerprint("contoso"));
  });
});
