import { ReplicationPolicy, type ReplicationPolicyOptions, type ResilienceStack } from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { POLICY, vaultIn } from "./pair";

const define = (options: ReplicationPolicyOptions) => (stack: ResilienceStack) =>
  new ReplicationPolicy(stack, "Policy", {
    name: "daily",
    vault: vaultIn(stack, "centralindia"),
    ...options,
  });

/** Retention and snapshot frequency as Terraform reads them. */
function minutes(options: ReplicationPolicyOptions): readonly unknown[] {
  const policy = synthesise(define(options)).only(POLICY);
  return [
    policy.recovery_point_retention_in_minutes,
    policy.application_consistent_snapshot_frequency_in_minutes,
  ];
}

describe("a replication policy", () => {
  test("keeps points for a day and takes app-consistent snapshots every four hours by default", () => {
    expect(synthesise(define({})).only(POLICY)).toEqual({
      name: "daily",
      recovery_vault_name: "${azurerm_recovery_services_vault.Vault.name}",
      resource_group_name: "${azurerm_recovery_services_vault.Vault.resource_group_name}",
      recovery_point_retention_in_minutes: 1440,
      application_consistent_snapshot_frequency_in_minutes: 240,
    });
  });

  test.each([
    ["0 minutes, which keeps the latest point alone", 0, 0],
    ["239 minutes, one too few for snapshots every four hours", 239, 0],
    ["240 minutes, which one snapshot every four hours fits into", 240, 240],
    ["241 minutes", 241, 240],
    ["21600 minutes, the 15 days that Azure allows", 21600, 240],
  ])("keeps points for %s", (_, retention, snapshots) => {
    expect(minutes({ recoveryPointRetentionMinutes: retention })).toEqual([retention, snapshots]);
  });

  test("refuses to keep points for 21601 minutes, since Azure keeps them 15 days at most", () => {
    expect(refusalOf(define({ recoveryPointRetentionMinutes: 21601 }))).toBe(
      "[test/Policy] recoveryPointRetentionMinutes must be 0 to 21600 minutes, got 21601: Azure keeps them 15 days at most",
    );
  });

  test("refuses to keep points for half a minute more than an hour, since Azure counts whole minutes", () => {
    expect(refusalOf(define({ recoveryPointRetentionMinutes: 60.5 }))).toBe(
      "[test/Policy] recoveryPointRetentionMinutes must be 0 to 21600 minutes, got 60.5: Azure keeps them 15 days at most",
    );
  });

  test.each([60, 61, 719, 720])("takes app-consistent snapshots every %d minutes", (snapshots) => {
    expect(minutes({ appConsistentSnapshotMinutes: snapshots })).toEqual([1440, snapshots]);
  });

  test("takes none when their frequency is 0, whatever the retention", () => {
    expect(minutes({ appConsistentSnapshotMinutes: 0 })).toEqual([1440, 0]);
  });

  test.each([59, 721, 1, -60, 90.5])(
    "refuses app-consistent snapshots every %d minutes, since Azure wants 60 to 720 or none",
    (snapshots) => {
      expect(refusalOf(define({ appConsistentSnapshotMinutes: snapshots }))).toBe(
        `[test/Policy] appConsistentSnapshotMinutes must be 60 to 720 minutes, got ${snapshots}: or 0 for no such snapshots`,
      );
    },
  );

  test.each([299, 300])("takes snapshots every %d minutes when points are kept for 300", (snapshots) => {
    const options = { recoveryPointRetentionMinutes: 300, appConsistentSnapshotMinutes: snapshots };
    expect(minutes(options)).toEqual([300, snapshots]);
  });

  test("refuses snapshots further apart than points are kept, since none would be left", () => {
    const options = { recoveryPointRetentionMinutes: 300, appConsistentSnapshotMinutes: 301 };
    expect(refusalOf(define(options))).toBe(
      "[test/Policy] appConsistentSnapshotMinutes must not exceed recoveryPointRetentionMinutes, got 301 and 300",
    );
  });

  test("refuses snapshots when no points are kept, as azurerm does", () => {
    const options = { recoveryPointRetentionMinutes: 0, appConsistentSnapshotMinutes: 60 };
    expect(refusalOf(define(options))).toBe(
      "[test/Policy] appConsistentSnapshotMinutes must not exceed recoveryPointRetentionMinutes, got 60 and 0",
    );
  });

  test("refuses an unfit frequency and an unfit retention in one message", () => {
    const options = { recoveryPointRetentionMinutes: 30000, appConsistentSnapshotMinutes: 10 };
    expect(refusalOf(define(options))).toBe(
      [
        "[test/Policy] 2 problems:",
        "  - recoveryPointRetentionMinutes must be 0 to 21600 minutes, got 30000: Azure keeps them 15 days at most",
        "  - appConsistentSnapshotMinutes must be 60 to 720 minutes, got 10: or 0 for no such snapshots",
      ].join("\n"),
    );
  });
});
