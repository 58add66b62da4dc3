import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { contosoTiers } from "../../policies";
import { estate, PAIR, resources, run, TIERS } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import {
  inOther,
  monitored,
  monitoring,
  ONE,
  OTHER,
  RECEIVERS,
  SUBSCRIPTIONS,
  TWO,
  typesOf,
} from "./define-monitoring";
import { listedIn } from "./define-recovery";

const LOG = "azurerm_monitor_scheduled_query_rules_alert_v2";
const METRIC = "azurerm_monitor_metric_alert";
const SETTING = "azurerm_monitor_diagnostic_setting";
const BUDGET = "azurerm_consumption_budget_subscription";

const HOME = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-contoso-monitoring-prod/providers`;
const WORKSPACE = `${HOME}/Microsoft.OperationalInsights/workspaces/log-contoso-monitoring-prod`;
const ONCALL = `${HOME}/Microsoft.Insights/actionGroups/ag-contoso-monitoring-prod`;

const two = monitored(TWO, { subscription: "prod" });

/** What a run's manifest says that a stack is deployed after. */
const dependencies = (outdir: string): Record<string, readonly string[]> => {
  const { stacks } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8"));
  return Object.fromEntries(
    Object.entries(stacks as Record<string, { dependencies: string[] }>).map(([id, stack]) => [
      id,
      stack.dependencies,
    ]),
  );
};

const logAlerts = (...given: Parameters<typeof monitored>) =>
  Object.values(resources(monitored(...given).stacks["monitoring-prod"], LOG)).map(({ name }) =>
    String(name).replace("alert-contoso-prod-", ""),
  );

describe("the monitoring of an estate", () => {
  test("has a stack for each subscription with vaults, and what there is once in the one named", () => {
    expect(typesOf(two.stacks["monitoring-prod"])).toEqual([
      "azurerm_application_insights_workbook",
      "azurerm_log_analytics_workspace",
      "azurerm_monitor_action_group",
      "azurerm_monitor_alert_processing_rule_action_group",
      SETTING,
      LOG,
      "azurerm_resource_group",
    ]);
    expect(typesOf(two.stacks["monitoring-dev"])).toEqual([
      "azurerm_monitor_alert_processing_rule_action_group",
      SETTING,
      "azurerm_resource_group",
    ]);
  });

  test("needs no subscription where there is one, in which everything is", () => {
    const { stacks } = monitored(ONE);
    expect(Object.keys(stacks).filter((id) => id.startsWith("monitoring"))).toEqual(["monitoring-prod"]);
    expect(Object.keys(resources(stacks["monitoring-prod"], LOG))).toHaveLength(13);
  });

  test("takes a subscription by its GUID, in any letter case", () => {
    const { stacks } = monitored(TWO, { subscription: OTHER.toUpperCase() });
    expect(Object.keys(resources(stacks["monitoring-dev"], LOG))).toHaveLength(13);
    expect(resources(stacks["monitoring-prod"], LOG)).toEqual({});
  });

  test("takes a subscription that has no vaults, such as one for management", () => {
    const { stacks } = monitored(ONE, { subscription: "dev" });
    expect(Object.keys(resources(stacks["monitoring-dev"], LOG))).toHaveLength(13);
    expect(Object.keys(resources(stacks["monitoring-prod"], LOG))).toEqual([]);
  });

  test("speaks of the workspace and the action group by their ids wherever they are not defined", () => {
    const others = Object.entries(two.stacks).filter(([id]) => id !== "monitoring-prod");
    expect(others.map(([id]) => id).sort()).toEqual([
      "backup-dev-australiaeast",
      "backup-prod-australiaeast",
      "dr-prod-australiaeast",
      "monitoring-dev",
    ]);
    for (const [, stack] of others) {
      const ids = Object.values(resources(stack, SETTING)).map((one) => one.log_analytics_workspace_id);
      expect(new Set(ids)).toEqual(new Set([WORKSPACE]));
      expect(JSON.stringify(stack)).not.toMatch(/terraform_remote_state|cross-stack/);
      const told = Object.values(resources(stack, METRIC)).flatMap(({ action }) => action);
      for (const one of told) expect(one).toMatchObject({ action_group_id: ONCALL });
    }
    const rule = "azurerm_monitor_alert_processing_rule_action_group";
    expect(Object.values(resources(two.stacks["monitoring-dev"], rule))).toMatchObject([
      { scopes: [`/subscriptions/${OTHER}`], add_action_group_ids: [ONCALL] },
    ]);
  });

  test("is deployed before everything that speaks of it", () => {
    expect(dependencies(two.outdir)).toEqual({
      "monitoring-prod": [],
      "monitoring-dev": ["monitoring-prod"],
      "backup-dev-australiaeast": ["monitoring-prod"],
      "backup-prod-australiaeast": ["monitoring-prod"],
      "dr-prod-australiaeast": ["monitoring-prod"],
    });
  });

  test("collects the logs of every vault, and watches the health of backups where there are any", () => {
    const counts = (type: string) =>
      Object.fromEntries(
        Object.entries(two.stacks).map(([id, stack]) => [id, Object.keys(resources(stack, type)).length]),
      );
    expect(counts(SETTING)).toEqual({
      "monitoring-prod": 1,
      "monitoring-dev": 1,
      "backup-dev-australiaeast": 2,
      "backup-prod-australiaeast": 2,
      "dr-prod-australiaeast": 2,
    });
    expect(counts(METRIC)).toEqual({
      "monitoring-prod": 0,
      "monitoring-dev": 0,
      "backup-dev-australiaeast": 2,
      "backup-prod-australiaeast": 2,
      "dr-prod-australiaeast": 0,
    });
  });

  test("takes objectives, policies and severities from the tiers that have policies", () => {
    const rules = Object.values(resources(two.stacks["monitoring-prod"], LOG));
    const missed = rules.filter(({ name }) => String(name).includes("rpomissed"));
    expect(missed.map(({ name, description }) => [name, description])).toEqual([
      ["alert-contoso-prod-rpomissed-bronze", "No recovery point is younger than 24 hours"],
      ["alert-contoso-prod-rpomissed-gold", "No recovery point is younger than 4 hours"],
    ]);
    const [bronze] = missed.map(({ criteria }) => (criteria as { query: string }[])[0]?.query);
    expect(bronze).toContain('Policy in~ ("Bronze")');
  });

  test("writes to a workspace that exists, and makes none", () => {
    const id = `/subscriptions/${OTHER}/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/log-all`;
    const { stacks } = monitored(ONE, { workspace: { id } });
    expect(typesOf(stacks["monitoring-prod"])).not.toContain("azurerm_log_analytics_workspace");
    const settings = Object.values(stacks).flatMap((stack) => Object.values(resources(stack, SETTING)));
    expect(new Set(settings.map((one) => one.log_analytics_workspace_id))).toEqual(new Set([id]));
  });

  test("keeps alerts on replication for estates that replicate: Azure disables those whose tables stay empty", () => {
    const replication = ["replicationrpo", "replicationcritical", "agentoutofdate", "drilloverdue"];
    expect(logAlerts(ONE)).toEqual(expect.arrayContaining(replication));
    const without = (options = {}) => {
      const { stacks } = run(
        estate(ONE, monitoring(options, { replicated: false }), { subscriptions: SUBSCRIPTIONS }),
      );
      return Object.keys(resources(stacks["monitoring-prod"], LOG)).map((id) => id.split("_")[1]);
    };
    expect(without()).toHaveLength(9);
    expect(without().join()).not.toMatch(/Replication|Agent|Drill/);
    // somebody else replicates to a vault that writes to the workspace
    expect(without({ alerts: { drillOverdue: { days: 30 } } })).toContain("DrillOverdue");
  });

  test("tunes and switches off where the alert is, whichever stack that is", () => {
    const { stacks } = monitored(TWO, {
      subscription: "prod",
      alerts: {
        backupHealth: { severity: 1 },
        restoreHealth: false,
        vaultAlerts: false,
        storageSpike: false,
      },
    });
    const health = Object.values(stacks).flatMap((stack) => Object.values(resources(stack, METRIC)));
    expect(health.map(({ name, severity }) => [name, severity])).toEqual([
      ["inma-contoso-dev-backup-rsv-australiaeast", 1],
      ["inma-contoso-prod-backup-rsv-australiaeast", 1],
    ]);
    expect(Object.keys(resources(stacks["monitoring-prod"], LOG))).toHaveLength(12);
    expect(JSON.stringify(stacks)).not.toContain("alert_processing_rule");
  });

  test("watches tiers whatever they are called", () => {
    const names = ["(Top)", "重要", "x".repeat(60)];
    const [tier] = TIERS;
    const tiers = names.flatMap((criticality, i) =>
      tier
        ? [{ ...tier, criticality, replicated: false, backup: { ...tier.backup, name: `Policy${i}` } }]
        : [],
    );
    const { stacks } = run(
      estate(
        ONE,
        (e) => {
          e.createVaults();
          e.createBackupPolicies(tiers);
          e.monitor({ receivers: RECEIVERS });
        },
        { subscriptions: SUBSCRIPTIONS },
      ),
    );
    const found = Object.values(resources(stacks["monitoring-prod"], LOG)).map(({ name }) => String(name));
    expect(found.filter((name) => name.includes("rpomissed")).sort()).toEqual([
      expect.stringMatching(/-rpomissed-[0-9a-f]{6}$/),
      expect.stringMatching(/-rpomissed-top--[0-9a-f]{6}$/),
      expect.stringMatching(/-rpomissed-x{20}-[0-9a-f]{6}$/),
    ]);
  });
});

describe("the budgets of an estate", () => {
  test("are in the subscriptions that they are for, count backup and replication, and tell the action group", () => {
    const { stacks } = monitored(TWO, { subscription: "prod", monthlyBudgets: { prod: 5000, [OTHER]: 500 } });
    const budgets = ["monitoring-prod", "monitoring-dev"].map(
      (id) => Object.values(resources(stacks[id], BUDGET))[0],
    );
    const of = (subscription: string, name: string, amount: number, group: string) => ({
      subscription_id: `/subscriptions/${subscription}`,
      name,
      amount,
      time_grain: "Monthly",
      filter: { dimension: [{ name: "MeterCategory", values: ["Backup", "Azure Site Recovery"] }] },
      notification: [
        { threshold: 80, threshold_type: "Actual", contact_groups: [group] },
        { threshold: 100, threshold_type: "Forecasted", contact_groups: [group] },
      ],
    });
    expect(budgets).toMatchObject([
      of(SUBSCRIPTION, "contoso-backup-prod", 5000, "${azurerm_monitor_action_group.Oncall.id}"),
      of(OTHER, "contoso-backup-dev", 500, ONCALL),
    ]);
  });

  test("of a subscription without vaults are none, and somebody is told", () => {
    const ran = monitored(ONE, { monthlyBudgets: { dev: 500 } });
    expect(JSON.stringify(ran.stacks)).not.toContain(BUDGET);
    expect(listedIn(ran, "Look at")).toContain(
      "dev: the subscription has no vaults, and gets no budget; remove it from monthlyBudgets",
    );
  });

  test("are none unless asked for", () => {
    expect(JSON.stringify(two.stacks)).not.toContain(BUDGET);
  });
});

test("the order of the inventory's rows changes nothing of the monitoring", () => {
  const ROWS: readonly Record<string, unknown>[] = JSON.parse(
    readFileSync("inventory/contoso.json", "utf8"),
  ).data;
  const files = (rows: readonly unknown[]) => {
    const { outdir, stacks } = run(
      estate(
        rows,
        (e) => {
          e.createVaults();
          e.createBackupPolicies(contosoTiers);
          e.protectVirtualMachines();
          e.replicate(PAIR);
          e.monitor({ receivers: RECEIVERS, subscription: "prod", monthlyBudgets: { dev: 500, prod: 5000 } });
        },
        { subscriptions: SUBSCRIPTIONS },
      ),
    );
    const read = (id: string) =>
      readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8").replace(/"path": "[^"]*\.tfstate"/, "");
    return Object.fromEntries(
      Object.keys(stacks)
        .filter((id) => id.startsWith("monitoring"))
        .map((id) => [id, read(id)]),
    );
  };
  const before = files([...ROWS, ...inOther([])]);
  expect(Object.keys(before)).toEqual(["monitoring-dev", "monitoring-prod"]);
  fc.assert(
    fc.property(fc.shuffledSubarray([...ROWS], { minLength: ROWS.length }), (rows) => {
      expect(files(rows)).toEqual(before);
    }),
    { numRuns: 3 },
  );
});
