import { Construct } from "constructs";
import { AzapiProvider } from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { defineVault, VAULT } from "./define-vault";

const SETTINGS = "azapi_update_resource";

describe("what azurerm cannot set on a vault", () => {
  test("needs no azapi provider where it is not asked for", () => {
    const stack = synthesise(defineVault({ softDelete: true }));

    expect(stack.all(SETTINGS)).toEqual({});
    expect(Object.keys(stack.json.provider as object)).toEqual(["azurerm"]);
  });

  test("is laid over the vault through azapi, in one request and one API version", () => {
    const stack = synthesise(
      defineVault({ softDelete: { retentionDays: 30 }, crossSubscriptionRestore: "Disabled" }),
    );

    expect(stack.only(SETTINGS)).toEqual({
      type: "Microsoft.RecoveryServices/vaults@2024-10-01",
      resource_id: `\${${VAULT}.Vault.id}`,
      body: {
        properties: {
          securitySettings: {
            softDeleteSettings: { softDeleteState: "Enabled", softDeleteRetentionPeriodInDays: 30 },
          },
          restoreSettings: {
            crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState: "Disabled" },
          },
        },
      },
      provider: "azapi",
    });
  });

  test("brings the azapi provider of the stack's subscription, with its versions", () => {
    const stack = synthesise(defineVault({ crossSubscriptionRestore: "Enabled" }));

    expect(stack.json.provider).toMatchObject({ azapi: [{ subscription_id: SUBSCRIPTION }] });
    expect(stack.json.terraform).toMatchObject({
      required_providers: { azapi: { source: "Azure/azapi", version: ">= 2.4.0, < 3.0.0" } },
    });
  });

  test("uses the azapi provider that the stack has already, since Terraform takes one without an alias", () => {
    const stack = synthesise((s) => {
      new AzapiProvider(s, "Mine", { subscriptionId: "11111111-2222-3333-4444-555555555555" });
      defineVault({ crossSubscriptionRestore: "Enabled" })(s);
    });

    expect(stack.json.provider).toMatchObject({
      azapi: [{ subscription_id: "11111111-2222-3333-4444-555555555555" }],
    });
  });

  test("finds the stack's azapi provider wherever it is defined", () => {
    const stack = synthesise((s) => {
      new AzapiProvider(new Construct(s, "Providers"), "Mine");
      defineVault({ crossSubscriptionRestore: "Enabled" })(s);
    });

    expect(stack.json.provider).toMatchObject({ azapi: [{ subscription_id: SUBSCRIPTION }] });
  });

  test("refuses an azapi provider that comes too late, since Terraform would refuse two", () => {
    const late = refusalOf((s) => {
      defineVault({ crossSubscriptionRestore: "Enabled" })(s);
      new AzapiProvider(s, "Mine");
    });

    expect(late).toBe(
      "[test/Mine] the stack has an azapi provider already, test/Azapi: define yours before the first vault that needs it, since Terraform takes one",
    );
  });

  test("AlwaysOn soft delete is spelt as the API does, where it is acknowledged", () => {
    const stack = synthesise(
      defineVault({ softDelete: { alwaysOn: true }, acknowledge: ["soft delete always on"] }),
    );

    expect(stack.only(SETTINGS).body).toEqual({
      properties: {
        securitySettings: {
          softDeleteSettings: { softDeleteState: "AlwaysON", softDeleteRetentionPeriodInDays: 14 },
        },
      },
    });
  });

  test.each([13, 181, 14.5])("refuses to keep deleted backups %d days", (retentionDays) => {
    expect(refusalOf(defineVault({ softDelete: { retentionDays } }))).toBe(
      `[test/Vault] softDelete.retentionDays must be 14 to 180 days, got ${retentionDays}: Azure keeps deleted backups for no shorter and no longer time`,
    );
  });

  test.each([14, 180])("keeps deleted backups %d days", (retentionDays) => {
    expect(synthesise(defineVault({ softDelete: { retentionDays } })).only(SETTINGS).body).toMatchObject({
      properties: {
        securitySettings: { softDeleteSettings: { softDeleteRetentionPeriodInDays: retentionDays } },
      },
    });
  });

  test("refuses AlwaysOn soft delete that nobody acknowledged, and never in a throwaway environment", () => {
    expect(refusalOf(defineVault({ softDelete: { alwaysOn: true }, throwaway: true }))).toBe(
      [
        "[test/Vault] 2 problems:",
        '  - softDelete.alwaysOn can never be undone: every deleted backup stays, and is billed beyond 14 days, until its days are over: if you want that, add acknowledge: ["soft delete always on"]',
        "  - softDelete.alwaysOn cannot stand in a throwaway environment, whose vault is to be destroyed: remove one of the two",
      ].join("\n"),
    );
  });

  test("refuses to disable cross-subscription restore for ever without its acknowledgement", () => {
    expect(refusalOf(defineVault({ crossSubscriptionRestore: "PermanentlyDisabled" }))).toBe(
      '[test/Vault] crossSubscriptionRestore "PermanentlyDisabled" can never be undone: no backup of this vault can be restored to another subscription, not even in a disaster: if you want that, add acknowledge: ["no cross-subscription restore ever"]',
    );
  });

  test("disables cross-subscription restore for ever where it is acknowledged", () => {
    const stack = synthesise(
      defineVault({
        crossSubscriptionRestore: "PermanentlyDisabled",
        acknowledge: ["no cross-subscription restore ever"],
      }),
    );

    expect(JSON.stringify(stack.only(SETTINGS).body)).toContain(
      '"crossSubscriptionRestoreState":"PermanentlyDisabled"',
    );
  });

  test("refuses the portal's word for a state", () => {
    expect(refusalOf(defineVault({ crossSubscriptionRestore: "Disable" as never }))).toBe(
      '[test/Vault] crossSubscriptionRestore must be "Enabled", "Disabled" or "PermanentlyDisabled", got "Disable": see the API of the vault',
    );
  });

  test("refuses an azapi provider of a subscription that is no GUID", () => {
    expect(refusalOf((s) => new AzapiProvider(s, "Azapi", { subscriptionId: "prod" }))).toBe(
      '[test/Azapi] subscriptionId must be a subscription\'s GUID, got "prod"',
    );
  });
});

describe("a vault's alerts", () => {
  test("are switched one by one, the others stay as they are meant", () => {
    const alerts = { replicationIssues: false, siteRecoveryEmails: true };

    expect(synthesise(defineVault({ alerts })).only(VAULT).monitoring).toEqual({
      alerts_for_all_job_failures_enabled: true,
      alerts_for_all_replication_issues_enabled: false,
      alerts_for_all_failover_issues_enabled: true,
      alerts_for_critical_operation_failures_enabled: false,
      email_notifications_for_site_recovery_enabled: true,
    });
  });
});
