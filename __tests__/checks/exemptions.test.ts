import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CheckExemption, type Day, defineRule, onVm, ResilienceStack, VmInventory } from "../../lib";
import { poorVault, runChecked } from "../support/checked";
import { temporaryFile } from "../support/files";
import { answer, vmRows } from "../support/rows";
import { refusal, SUBSCRIPTION } from "../support/synthesise";

const exemption = (changes: Partial<CheckExemption> = {}): CheckExemption => ({
  rule: "vault-immutability",
  at: "one/Vault",
  reason: "moves in June",
  owner: "backup@contoso.com",
  until: "2027-06-30",
  ...changes,
});
const OFF = { "vault-identity": "not asked here" };
const check = (exemptions: readonly CheckExemption[], today = "2027-01-15", more: object = {}) =>
  runChecked({ baseline: "zonal", off: OFF, exemptions, ...more }, { context: { today } });
const looks = (summary: string) =>
  summary.split("\nLook at")[1]?.split("\n\n")[0]?.split("\n  ").slice(1) ?? [];

describe("an exemption hides a failure", () => {
  test.each([
    ["the construct's path", "one/Vault"],
    ["Terraform's address", "azurerm_recovery_services_vault.Vault"],
    ["stack and address", "one/azurerm_recovery_services_vault.Vault"],
    ["stack and address with *", "o*/azurerm_*.Vault"],
    ["a path with * for a part", "*/Vault"],
    ["an address with *", "azurerm_recovery_services_vault.*"],
    ["** for everything below", "one/**"],
  ])("at %s", (_what, at) => {
    const { summary } = check([exemption({ at })]);
    expect(summary).toContain("off), 0 passed, 0 failed, 1 exempt\n");
    expect(looks(summary)).toEqual([]);
  });

  test.each(["one", "v*", "*.V", "one/vault", "Vault", "one/Vaul.", "one/Vault/**"])(
    "not at %j, which means something else",
    (at) => {
      expect(refusal(() => check([exemption({ at })]))).toContain("[one/Vault] vault-immutability: ");
    },
  );

  describe("of an address that two stacks have", () => {
    const address = "azurerm_recovery_services_vault.Vault";
    const two = (at: string) =>
      runChecked(
        { baseline: "zonal", off: OFF, exemptions: [exemption({ at })], reportOnly: true },
        {
          define: (app) => {
            for (const id of ["one", "two"])
              poorVault(new ResilienceStack(app, id, { subscriptionId: SUBSCRIPTION }));
          },
        },
      ).summary;

    test("none, and the run says what it could mean: nothing is guessed", () => {
      const summary = two(address);
      expect(summary).toContain(" 0 passed, 2 failed, 0 exempt\n");
      expect(looks(summary)[1]).toBe(
        `${address}: the exemption of vault-immutability at "${address}" could mean "one/${address}" or "two/${address}", and exempts none of them; name one by its ARM id, or by its stack and address, or mean all with *`,
      );
    });

    test("the one whose stack it says, or all, by *", () => {
      expect(two(`two/${address}`)).toContain(" 0 passed, 1 failed, 1 exempt\n");
      expect(two("azurerm_*.Vault")).toContain(" 0 passed, 0 failed, 2 exempt\n");
    });
  });

  test("of its own rule alone", () => {
    const given = exemption({ rule: "vault-geo-redundancy" });
    expect(refusal(() => check([given]))).toContain("[one/Vault] vault-immutability: ");
  });
});

describe("an exemption of a VM", () => {
  const lost = defineRule({
    id: "vm-lost",
    title: "VMs are found",
    severity: "error",
    frameworks: {},
    why: "w",
    fix: "f",
    check: ({ vms }) => vms.map(({ vm }) => onVm(vm, false, "lost")),
  });
  const inventory = VmInventory.fromResourceGraph(temporaryFile("vms.json", answer(vmRows("build-1"))));
  const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/build-1`;
  const at = (place: string) =>
    check([exemption({ rule: "vm-lost", at: place })], undefined, {
      inventory,
      ownRules: [lost],
      off: { ...OFF, "vault-immutability": "x", "vm-backup": "x" },
    });

  test.each(["build-1", "BUILD-*", id, id.toUpperCase(), "/subscriptions/**/build-*"])(
    "means it by %j, in any letter case",
    (place) => {
      expect(at(place).summary).toContain("0 failed, 1 exempt");
    },
  );

  test("means neither of two VMs of one name by it, and one by its ARM id", () => {
    const other = id.replace("rg-app", "rg-other");
    const vms = inventory.vms.flatMap((vm) => [vm, { ...vm, id: other }]);
    const run = (place: string) =>
      check([exemption({ rule: "vm-lost", at: place })], undefined, {
        inventory: new VmInventory(vms as never),
        ownRules: [lost],
        off: { ...OFF, "vault-immutability": "x", "vm-backup": "x" },
        reportOnly: true,
      }).summary;
    expect(run("build-1")).toContain(" 2 failed, 0 exempt\n");
    expect(run(other)).toContain(" 1 failed, 1 exempt\n");
  });

  test.each(["build", "build-1*1", "/subscriptions/*/build-1"])("does not mean it by %j", (place) => {
    expect(refusal(() => at(place))).toContain("vm-lost: lost: w; f");
  });
});

describe("an exemption ends", () => {
  test("on its last day in UTC it holds, and the run says that it ends", () => {
    expect(looks(check([exemption()], "2027-06-30").summary)).toEqual([
      'one/Vault: the exemption of vault-immutability at "one/Vault" ends today, on 2027-06-30; backup@contoso.com mends what it is for, or gives it a new end with a new reason',
    ]);
  });

  test.each([
    ["2027-05-31", 0],
    ["2027-06-01", 1],
  ])("on %s, %i warnings: the last 30 days are told", (today, warnings) => {
    expect(looks(check([exemption()], today).summary)).toHaveLength(warnings);
  });

  test("the day after, the failure is back and says so", () => {
    expect(refusal(() => check([exemption()], "2027-07-01"))).toMatch(
      /^\[one\/Vault\] vault-immutability: immutability is nothing, and its exemption by backup@contoso\.com ended on 2027-06-30: whoever/,
    );
  });

  test("another one that still holds hides it", () => {
    const given = [exemption({ until: "2027-01-14" }), exemption({ at: "one/*" })];
    expect(check(given).summary).toContain("0 failed, 1 exempt");
  });

  test("what hides nothing is a finding, whether it has ended or not", () => {
    const given = [
      exemption(),
      exemption({ at: "two/Vault" }),
      exemption({ at: "three", until: "2026-01-01" }),
    ];
    expect(looks(check(given).summary)).toEqual([
      'two/Vault: the exemption of vault-immutability at "two/Vault" hides nothing; remove it, or correct its place',
      'three: the exemption of vault-immutability at "three" hides nothing; remove it, or correct its place',
    ]);
  });
});

describe("the evidence of an exemption", () => {
  const lineOf = (outdir: string) =>
    readFileSync(join(outdir, "evidence.json"), "utf8")
      .split("\n")
      .find((line) => line.startsWith('    {"rule":"vault-immutability","at"')) ?? "";

  test("has reason, owner and end", () => {
    expect(lineOf(check([exemption()]).outdir)).toContain(
      '"status":"exempt","found":"immutability is nothing","exemption":{"reason":"moves in June","owner":"backup@contoso.com","until":"2027-06-30"}}',
    );
  });

  test("of one that has ended stands beside the failure", () => {
    const { outdir } = check([exemption()], "2027-07-01", { reportOnly: true });
    expect(lineOf(outdir)).toContain('"status":"fail","found":"immutability is nothing","ended":{"reason"');
  });
});

describe("exemptions are refused", () => {
  test("without a place, a reason, an owner or an end, all at once", () => {
    const given = exemption({ at: "", reason: " ", owner: undefined as never, until: undefined as never });
    expect(refusal(() => check([given]))).toBe(
      [
        "[Checks] 4 problems:",
        '  - exemptions[0].at must say what is exempt, got ""',
        '  - exemptions[0].reason must say why, got " ": an auditor asks',
        "  - exemptions[0].owner must say who answers for it, got nothing",
        '  - exemptions[0].until must be the last day, such as "2027-06-30", got nothing: an exemption without an end is forgotten',
      ].join("\n"),
    );
  });

  test.each(["*", "**", "**/*", "**.**"])("at %j, which switches the rule off without a word", (at) => {
    expect(refusal(() => check([exemption({ at })]))).toBe(
      `[Checks] exemptions[0].at must not mean everything, got "${at}": switch the rule off instead, with a reason`,
    );
  });

  test.each(["2027-02-29", "2027-6-30", "30.06.2027"])("with the end %s, which is no day", (until) => {
    expect(refusal(() => check([exemption({ until: until as Day })]))).toBe(
      `[Checks] exemptions[0].until must be the last day, such as "2027-06-30", got "${until}": an exemption without an end is forgotten`,
    );
  });

  test("of a rule that is not there, with the one that was meant", () => {
    expect(refusal(() => check([exemption({ rule: "immutability" })]))).toBe(
      '[Checks] exemptions[0].rule is "immutability", which is no rule: did you mean "vault-immutability" or "backup-vault-immutability"?',
    );
  });
});
