import { type BackupAlertsProps, RecoveryServicesVault } from "../../lib";
import { refusalOf, SUBSCRIPTION } from "../support/synthesise";
import { oncall } from "./define-group";
import { GOLD, pack } from "./define-pack";

const refused = (changes: Partial<BackupAlertsProps> & { readonly logs?: boolean }) =>
  refusalOf((stack) => void pack(changes)(stack));
const accepted = (changes: Partial<BackupAlertsProps>) => () => refused(changes);

describe("the pack refuses", () => {
  test("to tell nobody", () => {
    expect(refused({ actionGroups: [] })).toBe(
      "[test/Alerts] actionGroups must have one at least, got none: nobody would be told",
    );
  });

  test("to tell a group twice, and what is no group", () => {
    expect(refused({ actionGroups: [oncall, oncall] })).toBe(
      "[test/Alerts] actionGroups must be different action groups, got one of them twice: remove the repeat",
    );
    expect(refused({ actionGroups: [{ actionGroupId: "ops" }] })).toBe(
      '[test/Alerts] actionGroups[0].actionGroupId must be the ARM id of an action group, got "ops"',
    );
  });

  test.each(["", "-a", "a-", "a b", "x".repeat(61)])("a prefix that is no part of a name: %j", (prefix) => {
    expect(refused({ prefix })).toBe(
      `[test/Alerts] prefix must be 1 to 60 letters, digits and "-", not at the ends, got ${JSON.stringify(prefix)}`,
    );
  });

  test.each(["a", "x".repeat(60), "Contoso-1"])("no prefix that is one: %j", (prefix) => {
    expect(accepted({ prefix })).toThrow("nothing was refused");
  });

  test("tiers that nothing is known of, or that are there twice, however they are written", () => {
    expect(refused({ tiers: [{ ...GOLD, policies: [] }] })).toBe(
      '[test/Alerts] tiers: "Gold" must have a policy at least, got none',
    );
    expect(refused({ tiers: [GOLD, { ...GOLD, name: "gold" }] })).toBe(
      '[test/Alerts] tiers must have different names, got "Gold" and "gold": letter case does not tell them apart',
    );
  });

  test.each(["", "-Gold", "G old", "x".repeat(41)])("a tier's name that is no part of an id: %j", (name) => {
    expect(refused({ tiers: [{ ...GOLD, name }] })).toBe(
      `[test/Alerts] tiers: name must be 1 to 40 letters, digits, "_" and "-", a letter or digit first, got ${JSON.stringify(name)}`,
    );
  });

  test.each(["x".repeat(40), "Tier_1-a", "1"])("no tier's name that is one: %j", (name) => {
    expect(accepted({ tiers: [{ ...GOLD, name }] })).toThrow("nothing was refused");
  });

  test.each(["rpoMissed", "consecutiveFailures"])(
    "to tune %s without tiers, for which it would be nothing",
    (name) => {
      expect(refused({ alerts: { [name]: { severity: 0 } } })).toBe(
        `[test/Alerts] alerts.${name} needs tiers: it watches what they promise`,
      );
      expect(accepted({ alerts: { [name]: false } })).toThrow("nothing was refused");
    },
  );

  test("log alerts without a workspace", () => {
    expect(refused({ logs: false, logAlerts: true })).toBe(
      "[test/Alerts] logAlerts needs a workspace, got none",
    );
  });

  test("a vault of which the region is not known", () => {
    const vaultId = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv`;
    const message = refusalOf((stack) => {
      const vault = RecoveryServicesVault.fromVaultId(stack, "Theirs", vaultId);
      pack({ vaults: [vault] })(stack);
    });
    expect(message).toBe("[test/Alerts] vaults must say their region, got none of test/Theirs");
  });

  test("all of it at once", () => {
    const message = refused({ prefix: "", actionGroups: [], alerts: { rpoMissed: {} } });
    expect(message).toMatch(/^\[test\/Alerts] 3 problems:\n/);
  });

  test("what an alert's own query refuses, by the name of the query", () => {
    expect(refused({ alerts: { drillOverdue: { days: 0 } } })).toBe(
      "[ReplicationQueries.drillOverdue] days must be 1 to 1095 days, got 0: a plan that nobody tries for years is none",
    );
  });
});
