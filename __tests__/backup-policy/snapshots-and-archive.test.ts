import type { VmBackupRetention } from "../../lib";
import { policyJson, policyRefusal, weekly } from "./define-policy";

const PLACE = "[test/Vault/Gold]";

describe("the resource group of the snapshots", () => {
  const json = (prefix: string, suffix?: string) =>
    policyJson({ snapshotResourceGroup: { prefix, suffix } }).instant_restore_resource_group;
  const refusal = (prefix: string, suffix?: string) =>
    policyRefusal({ snapshotResourceGroup: { prefix, suffix } });

  test("takes every character that a resource group's name may have", () => {
    expect(json("rg_a-B.1(x)", "_a-B.1(x)")).toEqual({ prefix: "rg_a-B.1(x)", suffix: "_a-B.1(x)" });
  });

  test("has no suffix where it is empty, since azurerm refuses an empty one", () => {
    expect(json("rg-snapshots", "")).toEqual({ prefix: "rg-snapshots" });
  });

  test.each(["rg snapshots", "rg/", "rg#", "rgé", ""])(
    "refuses the prefix %p because a resource group's name cannot have it",
    (prefix) => {
      expect(refusal(prefix)).toBe(
        `${PLACE} snapshotResourceGroup.prefix must be letters, digits, "-", "_", ".", "(" and ")", got ${JSON.stringify(prefix)}`,
      );
    },
  );

  test.each([" gold", "/", "é", "."])(
    "refuses the suffix %p because a resource group's name cannot have it",
    (suffix) => {
      expect(refusal("rg-", suffix)).toBe(
        `${PLACE} snapshotResourceGroup.suffix must be letters, digits, "-", "_", ".", "(" and ")", not ending in ".", got ${JSON.stringify(suffix)}`,
      );
    },
  );

  test("leaves room for Azure's number: prefix and suffix have 87 characters at most", () => {
    const message = `${PLACE} snapshotResourceGroup must be 87 characters at most without the number that Azure puts in, got 88`;

    expect(json("p".repeat(86))).toEqual({ prefix: "p".repeat(86) });
    expect(json("p".repeat(87))).toEqual({ prefix: "p".repeat(87) });
    expect(refusal("p".repeat(88))).toBe(message);
    expect(json("p".repeat(80), "s".repeat(7))).toEqual({ prefix: "p".repeat(80), suffix: "s".repeat(7) });
    expect(refusal("p".repeat(80), "s".repeat(8))).toBe(message);
  });
});

describe("instant restore of weekly backups", () => {
  test.each(["Standard", "Enhanced"] as const)(
    "is written as 5 days in %s policies, since Azure takes no other",
    (type) => {
      expect(policyJson({ ...weekly(), type }).instant_restore_retention_days).toBe(5);
    },
  );

  test("is left to Azure with daily backups", () => {
    expect(policyJson()).not.toHaveProperty("instant_restore_retention_days");
  });
});

describe("archive tiering", () => {
  const json = (afterMonths: number, retention: VmBackupRetention) =>
    policyJson({ retention: { daily: 7, ...retention }, archiveTiering: { afterMonths } }).tiering_policy;
  const refusal = (afterMonths: number, retention: VmBackupRetention) =>
    policyRefusal({ retention: { daily: 7, ...retention }, archiveTiering: { afterMonths } });
  const movedAfter = (months: number) => ({
    archived_restore_point: { mode: "TierAfter", duration: months, duration_type: "Months" },
  });
  const tooLate = (months: number, longest: number) =>
    `archiveTiering.afterMonths must leave 6 months of retention in the archive, got ${months} of ${longest} months: archive earlier, or keep points longer`;

  test("needs monthly or yearly points because Azure archives no others", () => {
    const message = `${PLACE} archiveTiering needs retention.monthly or retention.yearly: Azure archives only such points`;

    expect(policyRefusal({ retention: { daily: 7, weekly: 52 }, archiveTiering: "Recommended" })).toBe(
      message,
    );
    expect(refusal(3, { weekly: 52 })).toBe(message);
  });

  test.each([{ monthly: 12 }, { yearly: 1 }])("takes what Azure recommends with %p", (retention) => {
    const json = policyJson({ retention: { daily: 7, ...retention }, archiveTiering: "Recommended" });

    expect(json.tiering_policy).toEqual({ archived_restore_point: { mode: "TierRecommended" } });
  });

  test("begins after 3 months at the earliest, since Azure archives no younger points", () => {
    const message = (months: number) =>
      `${PLACE} archiveTiering.afterMonths must be 3 to 1182 months, got ${months}: Azure archives no younger points`;

    expect(refusal(0, { yearly: 2 })).toBe(message(0));
    expect(refusal(2, { yearly: 2 })).toBe(message(2));
    expect(json(3, { yearly: 2 })).toEqual(movedAfter(3));
    expect(json(4, { yearly: 2 })).toEqual(movedAfter(4));
    expect(refusal(3.5, { yearly: 2 })).toBe(message(3.5));
  });

  test("begins after 1182 months at the latest, since 6 of the longest 1188 have to remain", () => {
    expect(json(1181, { monthly: 1188 })).toEqual(movedAfter(1181));
    expect(json(1182, { monthly: 1188 })).toEqual(movedAfter(1182));
  });

  test("leaves 6 months in the archive, since Azure bills an early deletion and refuses such policies", () => {
    expect(json(5, { monthly: 12 })).toEqual(movedAfter(5));
    expect(json(6, { monthly: 12 })).toEqual(movedAfter(6));
    expect(refusal(7, { monthly: 12 })).toBe(`${PLACE} ${tooLate(7, 12)}`);
  });

  test("counts yearly points in months", () => {
    expect(json(17, { yearly: 2 })).toEqual(movedAfter(17));
    expect(json(18, { yearly: 2 })).toEqual(movedAfter(18));
    expect(refusal(19, { yearly: 2 })).toBe(`${PLACE} ${tooLate(19, 24)}`);
  });

  test("counts the longer of monthly and yearly points, since only points that long are archived", () => {
    expect(json(18, { monthly: 6, yearly: 2 })).toEqual(movedAfter(18));
    expect(json(54, { monthly: 60, yearly: 2 })).toEqual(movedAfter(54));
    expect(refusal(55, { monthly: 60, yearly: 2 })).toBe(`${PLACE} ${tooLate(55, 60)}`);
  });

  test("refuses the shortest wait where points are kept for 8 months, and takes it with 9", () => {
    expect(refusal(3, { monthly: 8 })).toBe(`${PLACE} ${tooLate(3, 8)}`);
    expect(json(3, { monthly: 9 })).toEqual(movedAfter(3));
    expect(json(3, { monthly: 10 })).toEqual(movedAfter(3));
  });
});
