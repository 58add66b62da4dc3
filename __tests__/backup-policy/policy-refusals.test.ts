import { Schedule, type VmBackupPolicyOptions } from "../../lib";
import { refusalOf } from "../support/synthesise";
import { defineVault } from "../vault/define-vault";
import { policyJson, policyRefusal, problems, weekly } from "./define-policy";

const PLACE = "[test/Vault/Gold]";

describe("a VM backup policy's name", () => {
  const message = (name: string) =>
    `${PLACE} name must be 3 to 150 letters, digits, "-", "_" and "!", starting with a letter, got "${name}"`;

  test("has 3 to 150 characters, since azurerm takes no others", () => {
    const longest = "p".repeat(150);

    expect(policyRefusal({ name: "ab" })).toBe(message("ab"));
    expect(policyJson({ name: "abc" }).name).toBe("abc");
    expect(policyJson({ name: longest }).name).toBe(longest);
    expect(policyRefusal({ name: `${longest}p` })).toBe(message(`${longest}p`));
  });

  test.each(["1-Gold", "-Gold", "Gold Policy", "Gold.Policy", "Göld", ""])(
    "refuses %p because of its characters",
    (name) => {
      expect(policyRefusal({ name })).toBe(message(name));
    },
  );

  test("takes every character that azurerm takes", () => {
    expect(policyJson({ name: "Gold_1-a!" }).name).toBe("Gold_1-a!");
  });

  test("is the construct's id where none is given, and has to fit all the same", () => {
    const options = { schedule: Schedule.daily("02:00"), retention: { daily: 7 } };

    expect(policyJson().name).toBe("Gold");
    expect(refusalOf((stack) => defineVault()(stack).addVmPolicy("G1", options))).toBe(
      '[test/Vault/G1] name must be 3 to 150 letters, digits, "-", "_" and "!", starting with a letter, got "G1"',
    );
  });
});

describe("a VM backup policy's id", () => {
  const options = { name: "Gold", schedule: Schedule.daily("02:00"), retention: { daily: 7 } };

  test("refuses characters that Terraform addresses drop, since two policies could become one", () => {
    expect(refusalOf((stack) => defineVault()(stack).addVmPolicy("eu.1", options))).toBe(
      '[test/Vault] the id "eu.1" must be letters, digits, "_" and "-": choose another id',
    );
  });

  test("refuses one that the vault has already because Terraform would see one resource", () => {
    const twice = refusalOf((stack) => {
      const vault = defineVault()(stack);
      vault.addVmPolicy("Gold", options);
      vault.addVmPolicy("Gold", { ...options, name: "Silver" });
    });

    expect(twice).toBe('[test/Vault] the id "Gold" is taken: pass another id');
  });

  test('refuses "Default" because the vault\'s own resource has it', () => {
    expect(refusalOf((stack) => defineVault()(stack).addVmPolicy("Default", options))).toBe(
      '[test/Vault] the id "Default" is taken: pass another id',
    );
  });
});

describe("a VM backup policy's type", () => {
  test.each(["V1", "V2", "standard"])("refuses %p because the library names the types in words", (type) => {
    expect(policyRefusal({ type: type as never })).toBe(
      `${PLACE} type must be "Standard" or "Enhanced", got "${type}": azurerm calls them V1 and V2`,
    );
  });
});

describe("a VM backup policy's time zone", () => {
  test.each(["UTC", "AUS Eastern Standard Time", "W. Europe Standard Time", "UTC+12"] as const)(
    "takes %s, a Windows name",
    (timezone) => {
      expect(policyJson({ timezone }).timezone).toBe(timezone);
    },
  );

  test.each(["Europe/Berlin", "CET", "utc", "", "W. Europe Standard Time "])(
    "refuses %p because Azure Backup knows Windows names only",
    (timezone) => {
      expect(policyRefusal({ timezone: timezone as never })).toBe(
        `${PLACE} timezone must be a Windows time zone name such as "UTC" or "W. Europe Standard Time", got "${timezone}"`,
      );
    },
  );
});

describe("instant restore", () => {
  const days = (instantRestoreDays: number, changes: Partial<VmBackupPolicyOptions> = {}) => ({
    instantRestoreDays,
    ...changes,
  });
  const kept = (options: Partial<VmBackupPolicyOptions>) =>
    policyJson(options).instant_restore_retention_days;

  test.each([0, 6, -1, 1.5])("is refused for %p days in a Standard policy because it keeps 1 to 5", (n) => {
    expect(policyRefusal(days(n, { type: "Standard" }))).toBe(
      `${PLACE} instantRestoreDays of a Standard policy must be 1 to 5 days, got ${n}: shorten it, or choose type "Enhanced" (1 to 30)`,
    );
  });

  test.each([1, 2, 4, 5])("is taken for %p days in a Standard policy", (n) => {
    expect(kept(days(n, { type: "Standard" }))).toBe(n);
  });

  test.each([1, 2, 29, 30])("is taken for %p days in an Enhanced policy", (n) => {
    expect(kept(days(n, { retention: { daily: 60 } }))).toBe(n);
  });

  test.each(["Standard", "Enhanced"] as const)(
    "is 5 days in a weekly %s policy because Azure fixes it",
    (type) => {
      const message = (n: number) =>
        `${PLACE} instantRestoreDays must be 5 with a weekly schedule, got ${n}: Azure fixes it`;

      expect(policyRefusal(days(4, { ...weekly(), type }))).toBe(message(4));
      expect(kept(days(5, { ...weekly(), type }))).toBe(5);
      expect(policyRefusal(days(6, { ...weekly(), type }))).toBe(message(6));
    },
  );

  test("is refused for longer than the daily points because snapshots cannot outlive them", () => {
    const retention = { daily: 7 };

    expect(kept(days(6, { retention }))).toBe(6);
    expect(kept(days(7, { retention }))).toBe(7);
    expect(policyRefusal(days(8, { retention }))).toBe(
      `${PLACE} instantRestoreDays must not exceed retention.daily, got 8 and 7: shorten it, or keep daily points longer`,
    );
  });
});

describe("a VM backup policy", () => {
  test("reports mistakes of every part at once, so that one run shows everything to mend", () => {
    expect(
      policyRefusal({
        name: "1",
        timezone: "CET" as never,
        schedule: Schedule.daily("02:15" as never),
        retention: { daily: 6 },
        instantRestoreDays: 7,
      }),
    ).toBe(
      problems(
        'name must be 3 to 150 letters, digits, "-", "_" and "!", starting with a letter, got "1"',
        'timezone must be a Windows time zone name such as "UTC" or "W. Europe Standard Time", got "CET"',
        'schedule.at must be on the hour or half hour, "00:00" to "23:30", got "02:15"',
        "retention.daily must be 7 to 9999 days, got 6: Azure keeps at least 7 daily recovery points",
        "instantRestoreDays must not exceed retention.daily, got 7 and 6: shorten it, or keep daily points longer",
      ),
    );
  });
});
