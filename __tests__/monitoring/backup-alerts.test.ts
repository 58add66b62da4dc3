import { Construct } from "constructs";
import fc from "fast-check";
import { type AlertSettings, BackupVault, RecoveryServicesVault } from "../../lib";
import { resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { oncall, oncallId } from "./define-group";
import { GOLD, LOG, METRIC, namesOf, pack, packed, RULE, SETTING, WEEKLY, WORKSPACE } from "./define-pack";

/** The alerts that no tier multiplies, by the name that switches them off. */
const SINGLE = {
  vaultAlerts: "VaultAlerts",
  backupHealth: "BackupHealth-rsv-australiaeast",
  restoreHealth: "RestoreHealth-rsv-australiaeast",
  successRate: "SuccessRate",
  itemWithoutJob: "ItemWithoutJob",
  storageSpike: "StorageSpike",
  retentionShortened: "RetentionShortened",
  protectionWeakened: "ProtectionWeakened",
  replicationRpo: "ReplicationRpo",
  replicationCritical: "ReplicationCritical",
  agentOutOfDate: "AgentOutOfDate",
  drillOverdue: "DrillOverdue",
} as const;

const PER_TIER = { consecutiveFailures: "ConsecutiveFailures", rpoMissed: "RpoMissed" } as const;
const TIERS = [GOLD, WEEKLY];

/** What a switch stands for, with the two tiers. */
const idsOf = (name: string): readonly string[] =>
  name in PER_TIER
    ? TIERS.map((tier) => `${PER_TIER[name as keyof typeof PER_TIER]}-${tier.name}`)
    : [SINGLE[name as keyof typeof SINGLE]];

/** The rule of an alert of the pack, by its id. */
function ruleOf(id: string, changes: Parameters<typeof packed>[0] = {}) {
  const [rule] = Object.entries(packed({ tiers: TIERS, ...changes }).all(LOG)).flatMap(([address, json]) =>
    address.startsWith(`Alerts_${id}_`) ? [json] : [],
  );
  return rule ?? {};
}

const queryOf = (rule: Record<string, unknown>) => (rule.criteria as { query: string }[])[0]?.query ?? "";

describe("the pack for a vault", () => {
  test("has every alert once and those of tiers for each, all named after the prefix, and two settings", () => {
    expect(namesOf(packed({ tiers: TIERS }))).toEqual({
      VaultAlerts: "apr-contoso-vaults",
      "BackupHealth-rsv-australiaeast": "inma-contoso-backup-rsv-australiaeast",
      "RestoreHealth-rsv-australiaeast": "inma-contoso-restore-rsv-australiaeast",
      "ConsecutiveFailures-Gold": "alert-contoso-consecutivefailures-gold",
      "ConsecutiveFailures-Weekly": "alert-contoso-consecutivefailures-weekly",
      "RpoMissed-Gold": "alert-contoso-rpomissed-gold",
      "RpoMissed-Weekly": "alert-contoso-rpomissed-weekly",
      SuccessRate: "alert-contoso-successrate",
      ItemWithoutJob: "alert-contoso-itemwithoutjob",
      StorageSpike: "alert-contoso-storagespike",
      RetentionShortened: "alert-contoso-retentionshortened",
      ProtectionWeakened: "alert-contoso-protectionweakened",
      ReplicationRpo: "alert-contoso-replicationrpo",
      ReplicationCritical: "alert-contoso-replicationcritical",
      AgentOutOfDate: "alert-contoso-agentoutofdate",
      DrillOverdue: "alert-contoso-drilloverdue",
      "Diagnostics-Vault_Tables": "backup-logs",
      "Diagnostics-Vault_SiteRecovery": "backup-logs-asr",
    });
  });

  test("without a workspace has what costs nothing: built-in alerts delivered, and metric alerts", () => {
    expect(Object.keys(namesOf(packed({ logs: false, tiers: TIERS }))).sort()).toEqual([
      "BackupHealth-rsv-australiaeast",
      "RestoreHealth-rsv-australiaeast",
      "VaultAlerts",
    ]);
  });

  test("sends logs without log alerts, where another pack has them for the same workspace", () => {
    const stack = packed({ logAlerts: false });
    expect(stack.all(LOG)).toEqual({});
    expect(Object.keys(stack.all(SETTING))).toHaveLength(2);
  });

  test("without vaults has what belongs to the subscription and the workspace", () => {
    const stack = packed({ vaults: [] });
    expect([METRIC, SETTING, RULE].map((type) => Object.keys(stack.all(type)).length)).toEqual([0, 0, 1]);
    expect(Object.keys(stack.all(LOG))).toHaveLength(9);
  });

  test("tells the action groups in azurerm's spelling, whatever spelling was given", () => {
    const actionGroups = [{ actionGroupId: oncallId().replace("Microsoft.Insights", "microsoft.insights") }];
    const stack = packed({ tiers: TIERS, actionGroups });
    const told = [METRIC, LOG, RULE].flatMap((type) =>
      [...JSON.stringify(stack.all(type)).matchAll(/"([^"]+\/actionGroups\/[^"]+)"/gi)].map(([, id]) => id),
    );
    expect(told).toHaveLength(16);
    expect(new Set(told)).toEqual(new Set([oncallId()]));
  });

  test("looks into the workspace, in the region of the workspace", () => {
    expect(ruleOf("SuccessRate")).toMatchObject({ scopes: [WORKSPACE], location: "australiaeast" });
  });
});

describe("an alert that is switched off", () => {
  const all = namesOf(packed({ tiers: TIERS }));

  test.each([...Object.keys(SINGLE), ...Object.keys(PER_TIER)])("%s: is gone, and nothing else", (name) => {
    const left = namesOf(packed({ tiers: TIERS, alerts: { [name]: false } }));
    const gone = idsOf(name);
    expect(Object.keys(all)).toEqual(expect.arrayContaining([...gone]));
    expect(left).toEqual(Object.fromEntries(Object.entries(all).filter(([id]) => !gone.includes(id))));
  });

  test("renames no other, whichever are switched off together", () => {
    const addresses = (alerts: AlertSettings) => {
      const stack = packed({ tiers: TIERS, alerts });
      return [METRIC, LOG, RULE, SETTING].flatMap((type) => stack.addresses(type));
    };
    const before = addresses({});
    const names = [...Object.keys(SINGLE), ...Object.keys(PER_TIER)];
    fc.assert(
      fc.property(fc.subarray(names), (off) => {
        const left = addresses(Object.fromEntries(off.map((name) => [name, false])));
        const gone = off.flatMap(idsOf);
        expect(left).toEqual(before.filter((one) => !gone.some((id) => one.includes(`.Alerts_${id}_`))));
      }),
      { numRuns: 10 },
    );
  });

  test("is back under its old name when a tier comes and goes beside it", () => {
    const one = packed({ tiers: [GOLD] }).all(LOG);
    expect(packed({ tiers: [WEEKLY, GOLD] }).all(LOG)).toMatchObject(one);
  });
});

describe("tuning an alert", () => {
  test("reaches the query, and the rule", () => {
    const rule = ruleOf("SuccessRate", {
      alerts: {
        successRate: { percent: 99.9, minimumJobs: 50, severity: 0, frequency: "PT6H", muteFor: "P1D" },
      },
    });
    expect(queryOf(rule)).toContain("Successful < 99.9");
    expect(queryOf(rule)).toContain("Jobs >= 50");
    expect(rule).toMatchObject({
      severity: 0,
      evaluation_frequency: "PT6H",
      mute_actions_after_alert_duration: "P1D",
      auto_mitigation_enabled: false,
      description: "Fewer than 99.9 % of the backup jobs have succeeded",
    });
  });

  test("of an alert of tiers holds for each of them, and leaves its policies alone", () => {
    const alerts = { rpoMissed: { lagMinutes: 420, severity: 3 } } as const;
    const queries = ["RpoMissed-Gold", "RpoMissed-Weekly"].map((id) => ruleOf(id, { alerts }));
    expect(queries.map(({ severity }) => severity)).toEqual([3, 3]);
    expect(queries.map(queryOf).map((text) => /ago\((\w+)\)/.exec(text)?.[1])).toEqual([
      `${240 + 420}m`,
      `${7 * 1440 + 420}m`,
    ]);
    expect(queryOf(queries[0] ?? {})).toContain('Policy in~ ("bkpol-gold")');
  });

  test("reaches metric alerts and the delivery of built-in ones", () => {
    const backupHealth = { severity: 3, events: 2, statuses: ["Persistent Unhealthy"] } as const;
    const stack = packed({
      alerts: { backupHealth, restoreHealth: false, vaultAlerts: { severities: [0] } },
    });
    expect(stack.only(METRIC)).toMatchObject({ severity: 3, criteria: [{ threshold: 2 }] });
    expect(stack.only(RULE)).toMatchObject({
      condition: { severity: { operator: "Equals", values: ["Sev0"] } },
    });
  });
});

describe("the alerts of tiers", () => {
  test("have the RPO and the severity of the tier, and look at its policies alone", () => {
    const [gold, weekly] = [ruleOf("RpoMissed-Gold"), ruleOf("RpoMissed-Weekly")];
    expect([gold.severity, weekly.severity]).toEqual([0, 1]);
    expect([gold.description, weekly.description]).toEqual([
      "No recovery point is younger than 4 hours",
      "No recovery point is younger than 168 hours",
    ]);
    expect(queryOf(weekly)).toContain('Policy in~ ("bkpol-weekly", "bkpol-weekly-02")');
  });

  test("wait for the next backup where the RPO is shorter than the schedule, which would alert for ever", () => {
    const tiers = [{ ...GOLD, rpoMinutes: 60 }];
    expect(ruleOf("RpoMissed-Gold", { tiers }).description).toBe("No recovery point is younger than 4 hours");
  });

  test.each([
    [24, 2],
    [25, 1],
    [48, 1],
    [168, 1],
  ])("count the failures that fit into two days: backups every %i hours, %i in a row", (hours, failures) => {
    const tiers = [{ ...GOLD, everyMinutes: hours * 60 }];
    expect(queryOf(ruleOf("ConsecutiveFailures-Gold", { tiers }))).toContain(`Failures >= ${failures}\n`);
  });
});

describe("the vaults of a pack", () => {
  test("have a health alert for each kind and region, which covers all of them", () => {
    const stack = synthesise((stack) => {
      const [east, west] = [resourceGroup(stack), resourceGroup(stack, "westus2", "West")];
      const vaults = [
        new RecoveryServicesVault(stack, "A", { name: "rsv-a", resourceGroup: east }),
        new RecoveryServicesVault(stack, "B", { name: "rsv-b", resourceGroup: east }),
        new RecoveryServicesVault(stack, "C", { name: "rsv-c", resourceGroup: west }),
        new BackupVault(stack, "D", { name: "bvault-d", resourceGroup: west }),
      ];
      pack({ vaults })(stack);
    });
    const scopes = Object.values(stack.all(METRIC)).map(({ name, scopes }) => [name, scopes]);
    const rsv = (id: string) => `\${azurerm_recovery_services_vault.${id}.id}`;
    const bvault = "${azurerm_data_protection_backup_vault.D.id}";
    expect(Object.fromEntries(scopes)).toEqual({
      "inma-contoso-backup-rsv-australiaeast": [rsv("A"), rsv("B")],
      "inma-contoso-restore-rsv-australiaeast": [rsv("A"), rsv("B")],
      "inma-contoso-backup-rsv-westus2": [rsv("C")],
      "inma-contoso-restore-rsv-westus2": [rsv("C")],
      "inma-contoso-backup-bvault-westus2": [bvault],
      "inma-contoso-restore-bvault-westus2": [bvault],
    });
    expect(Object.keys(namesOf(stack)).filter((id) => id.startsWith("Diagnostics"))).toHaveLength(7);
  });

  test("may be called alike in different places of the program", () => {
    const stack = synthesise((stack) => {
      const group = resourceGroup(stack);
      const vaults = ["Shop", "Bank"].map((team) => {
        const scope = new Construct(stack, team);
        return new RecoveryServicesVault(scope, "Vault", { name: `rsv-${team}`, resourceGroup: group });
      });
      pack({ vaults })(stack);
    });
    expect(Object.keys(namesOf(stack)).filter((id) => id.startsWith("Diagnostics"))).toEqual([
      "Diagnostics-Shop-Vault_Tables",
      "Diagnostics-Shop-Vault_SiteRecovery",
      "Diagnostics-Bank-Vault_Tables",
      "Diagnostics-Bank-Vault_SiteRecovery",
    ]);
  });

  test("may be somebody else's, of the stack's subscription", () => {
    const vaultId = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv-theirs`;
    const stack = synthesise((stack) => {
      const vault = RecoveryServicesVault.fromVaultId(stack, "Theirs", vaultId, { region: "westeurope" });
      pack({ vaults: [vault], actionGroups: [oncall] })(stack);
    });
    expect(Object.values(stack.all(METRIC)).map(({ scopes }) => scopes)).toEqual([[vaultId], [vaultId]]);
    expect(Object.values(stack.all(SETTING)).map(({ target_resource_id: id }) => id)).toEqual([
      vaultId,
      vaultId,
    ]);
  });
});
