import {
  AzapiProvider,
  BackupVault,
  type IrreversibleStep,
  Receiver,
  ResilienceChecks,
  type ResilienceStack,
} from "../../lib";
import { defineBackupVault } from "../backup-vault/define-backup-vault";
import { group } from "../monitoring/define-group";
import { pack } from "../monitoring/define-pack";
import { poorVault } from "../support/checked";
import { inStack } from "../support/checks";
import { run } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import { defineVault } from "../vault/define-vault";
import { reported } from "./reported";

const ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id`;
const ENCRYPTION = {
  keyId: "https://kv-contoso.vault.azure.net/keys/backup",
  identity: { id: ID, principalId: "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11" },
};

describe("what cannot be undone", () => {
  const steps = (define: (stack: ResilienceStack) => unknown): readonly IrreversibleStep[] =>
    reported(inStack((stack) => void define(stack))).report.irreversible;
  const names = (...given: Parameters<typeof steps>) => steps(...given).map(({ step }) => step);

  test("of a vault as it is by default is its redundancy alone, from the first item on", () => {
    expect(steps(defineVault())).toEqual([
      {
        step: "Redundancy GeoRedundant",
        consequence: "Another redundancy is another vault, with backups that begin anew.",
        since: "the first item",
        at: ["rsv-contoso"],
      },
    ]);
  });

  test("of a Recovery Services vault is everything that it asked an acknowledgement for", () => {
    const define = (stack: ResilienceStack) => {
      new AzapiProvider(stack, "Azapi", { subscriptionId: SUBSCRIPTION });
      return defineVault({
        immutability: "Locked",
        crossRegionRestore: true,
        encryption: { ...ENCRYPTION, infrastructureEncryption: true },
        softDelete: { alwaysOn: true },
        crossSubscriptionRestore: "PermanentlyDisabled",
        acknowledge: [
          "Locked immutability",
          "cross-region restore",
          "customer-managed key",
          "infrastructure encryption",
          "soft delete always on",
          "no cross-subscription restore ever",
        ],
      })(stack);
    };
    expect(names(define)).toEqual([
      "Locked immutability",
      "Cross-region restore",
      "Customer-managed key",
      "Infrastructure encryption",
      "Soft delete always on",
      "No cross-subscription restore ever",
      "Redundancy GeoRedundant",
    ]);
  });

  test("is not what can be: an Unlocked vault, soft delete for more days, one layer of encryption", () => {
    const define = (stack: ResilienceStack) => {
      new AzapiProvider(stack, "Azapi", { subscriptionId: SUBSCRIPTION });
      return defineVault({
        immutability: "Unlocked",
        softDelete: { retentionDays: 30 },
        crossSubscriptionRestore: "Disabled",
        encryption: ENCRYPTION,
        acknowledge: ["customer-managed key"],
      })(stack);
    };
    expect(names(define)).toEqual(["Customer-managed key", "Redundancy GeoRedundant"]);
  });

  test("of a Backup vault has its own key, soft delete and redundancy", () => {
    const define = defineBackupVault({
      redundancy: "ZoneRedundant",
      softDelete: { alwaysOn: true },
      encryption: { keyId: ENCRYPTION.keyId },
      acknowledge: ["soft delete always on", "customer-managed key"],
    });
    expect(names(define)).toEqual([
      "Customer-managed key",
      "Soft delete always on",
      "Redundancy ZoneRedundant",
    ]);
  });

  test("is said of vaults of level 1 too: it is read off the resources", () => {
    expect(names((stack) => poorVault(stack))).toEqual([]);
    expect(
      names((stack) => {
        poorVault(stack).immutability = "Locked";
      }),
    ).toEqual(["Locked immutability"]);
  });
});

describe("vaults", () => {
  test("of both kinds are listed, with what they hold", () => {
    const { vaults } = reported(
      inStack((stack) => {
        defineVault()(stack);
        new BackupVault(stack, "Disks", {
          name: "bvault",
          resourceGroup: { name: "rg" },
          region: "westeurope",
        });
      }),
    ).report;
    expect(vaults.map(({ name, kind, region, backedUp }) => [name, kind, region, backedUp])).toEqual([
      ["rsv-contoso", "Recovery Services vault", "australiaeast", 0],
      ["bvault", "Backup vault", "westeurope", 0],
    ]);
  });
});

describe("alerts", () => {
  test("are listed with what they look at: deliveries first, then the worst", () => {
    const { alerts } = reported(inStack((stack) => void pack()(stack))).report;
    expect(alerts[0]).toEqual({
      name: "apr-contoso-vaults",
      kind: "delivery of built-in alerts",
      description: "Delivers the alerts of Recovery Services vaults and Backup vaults",
      enabled: true,
      stack: "test",
    });
    expect(alerts).toContainEqual({
      name: "inma-contoso-backup-rsv-australiaeast",
      kind: "metric alert",
      severity: 2,
      description: "Backup of a data source was not healthy",
      window: "P1D",
      frequency: "PT1H",
      enabled: true,
      stack: "test",
    });
    const severities = alerts.slice(1).map(({ severity }) => severity);
    expect(severities).toEqual([...severities].sort());
  });

  test("never show the address of a webhook, which may hold a token", () => {
    const uri = "https://alerts.contoso.com/hunter2";
    const { report, page, markdown } = reported(
      inStack((stack) => void group(stack, { receivers: [Receiver.webhook({ uri, name: "pager" })] })),
    );
    expect(report.actionGroups[0]?.receivers).toEqual(["webhook: pager"]);
    expect(JSON.stringify(report) + page + markdown).not.toContain("hunter2");
  });

  test("say when an action group is off", () => {
    const { page } = reported(inStack((stack) => void group(stack, { enabled: false })));
    expect(page).toMatch(/<code>ag-[^<]+<\/code> \(test\) <span class="badge warn">off<\/span>/);
  });
});

test("exemptions of checks have their reason, owner and last day", () => {
  const exemption = {
    rule: "vault-immutability",
    at: "test/Vault",
    reason: "moves in June",
    owner: "backup@contoso.com",
    until: "2999-06-30",
  } as const;
  const { report, page } = reported((app) => {
    inStack((stack) => void poorVault(stack))(app);
    new ResilienceChecks(app, "Checks", { baseline: "geo", exemptions: [exemption], reportOnly: true });
  });
  expect(report.exemptions).toEqual([
    {
      kind: "of a check",
      at: "test/Vault",
      reason: "moves in June",
      owner: "backup@contoso.com",
      until: "2999-06-30",
      where: "vault-immutability",
    },
  ]);
  expect(report.checks?.total.exempt).toBe(1);
  expect(page).toContain("moves in June; backup@contoso.com until 2999-06-30.");
});

test("tests of programs write no report: they read what Terraform reads", () => {
  expect(run(inStack((stack) => void defineVault()(stack))).summary).not.toContain("Report: ");
});
