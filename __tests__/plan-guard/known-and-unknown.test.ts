import { guardPlan } from "../../lib/plan-guard";
import { change, findingsOf, plan, reasonsOf } from "./plans";

type Values = Record<string, unknown>;

test("what is known is judged beside what is not", () => {
  const before = { retention_daily: [{ count: 30 }], instant_restore_retention_days: 7 };
  const after = { retention_daily: [{ count: 7 }] };
  const unknown = { instant_restore_retention_days: true };
  expect(reasonsOf("azurerm_backup_policy_vm", before, after, { unknown })).toEqual([
    "unknown-value: instant_restore_retention_days of the policy is known only after the apply",
    "retention-shortened: daily points: 7 days, and was 30",
  ]);
});

test("public access that was off and is not known yet decides", () => {
  const before = { public_network_access_enabled: false };
  const unknown = { public_network_access_enabled: true };
  expect(reasonsOf("azurerm_recovery_services_vault", before, {}, { unknown })).toEqual([
    "unknown-value: public_network_access_enabled is known only after the apply, and was false",
  ]);
});

test("a targeted plan has the policies of an item in its prior state", () => {
  const policy = (id: string, count: number) => ({
    address: `module.backup.azurerm_backup_policy_vm.${id}`,
    type: "azurerm_backup_policy_vm",
    mode: "managed" as const,
    values: { id: `/${id}`, retention_daily: [{ count }] },
  });
  const given = plan(
    change("azurerm_backup_protected_vm", { backup_policy_id: "/gold" }, { backup_policy_id: "/Bronze" }),
  );
  const resources = [policy("gold", 30), policy("bronze", 7)];
  const prior_state = { values: { root_module: { child_modules: [{ resources }] } } };
  expect(findingsOf({ ...given, prior_state })).toEqual([
    "policy-keeps-less azurerm_backup_protected_vm.This: another policy, which has less: daily points: 7 days, and was 30",
  ]);
});

const REPLACED = ["delete", "create"];

test.each([
  [
    "azurerm_role_assignment",
    { role_definition_name: "Backup Operator" },
    { role_definition_name: "Backup Reader" },
    'access-removed: role_definition_name becomes "Backup Reader", and was "Backup Operator"',
  ],
  [
    "azurerm_subscription_policy_assignment",
    { policy_definition_id: "/d/one" },
    { policy_definition_id: "/d/two" },
    'policy-not-enforced: policy_definition_id becomes "/d/two", and was "/d/one"',
  ],
])("a replaced %s is compared with what it was", (type, before, after, found) => {
  const replaced = { ...change(type, before, after), change: { actions: REPLACED, before, after } };
  expect(findingsOf(plan(replaced))).toEqual([found.replace(":", ` ${type}.This:`)]);
});

test("sensitive values are compared and never shown", () => {
  const sensitive = (type: string, before: Values, after: Values, before_sensitive: Values) => {
    const given = change(type, before, after);
    return { ...given, change: { ...given.change, before_sensitive } };
  };
  const found = findingsOf(
    plan(
      sensitive(
        "azurerm_backup_policy_vm",
        { retention_daily: [{ count: 4321 }] },
        { retention_daily: [{ count: 7 }] },
        {
          retention_daily: true,
        },
      ),
      sensitive(
        "azurerm_monitor_action_group",
        { email_receiver: [{ name: "secret" }] },
        { email_receiver: [] },
        {
          email_receiver: true,
        },
      ),
    ),
  );
  expect(found).toEqual([
    "retention-shortened azurerm_backup_policy_vm.This: the policy keeps less, and is sensitive",
    "alert-removed azurerm_monitor_action_group.This: email_receiver protects less, and is sensitive",
  ]);
});

test("of two policies that a condition chooses from, nobody knows which", () => {
  const policy = (name: string, count: number) => {
    const values = { id: `/${name}`, retention_daily: [{ count }] };
    const address = `azurerm_backup_policy_vm.${name}`;
    return { ...change("azurerm_backup_policy_vm", values, values), address };
  };
  const item = change(
    "azurerm_backup_protected_vm",
    { backup_policy_id: "/gold" },
    {},
    {
      unknown: { backup_policy_id: true },
    },
  );
  const references = ["gold", "bronze"].map((name) => `azurerm_backup_policy_vm.${name}.id`);
  const resources = [{ address: item.address, expressions: { backup_policy_id: { references } } }];
  const given = plan(policy("gold", 30), policy("bronze", 7), item);
  expect(findingsOf({ ...given, configuration: { root_module: { resources } } })).toEqual([
    "unknown-value azurerm_backup_protected_vm.This: another policy, and the plan does not have its policies (the new one)",
  ]);
});

test("names cannot write to the terminal", () => {
  const group = (name: string) => ({ email_receiver: [{ name }] });
  expect(reasonsOf("azurerm_monitor_action_group", group("a\u001b[2K\n::b"), group("c"))).toEqual([
    "alert-removed: email_receiver no longer has a [2k ::b",
  ]);
});

test("retention that was shortened outside of Terraform is told, and no finding", () => {
  const policy = (count: number) => ({ retention_daily: [{ count }] });
  const drift = change("azurerm_backup_policy_vm", policy(30), policy(7));
  const { findings, notes } = guardPlan({ ...plan(), resource_drift: [drift] });
  expect({ findings, notes }).toEqual({
    findings: [],
    notes: ["azurerm_backup_policy_vm.This: daily points: 7 days, and was 30, outside of Terraform"],
  });
});

test.each([5, "x", {}, [null]])("a configuration that is %j tells nothing of policies", (resources) => {
  const item = change("azurerm_backup_protected_vm", { backup_policy_id: "/a" }, { backup_policy_id: "/b" });
  const given = { ...plan(item), configuration: { root_module: { resources } } };
  expect(findingsOf(given)).toHaveLength(1);
});

const VAULT = { id: "/v", name: "v", resource_group_name: "rg", immutability: "Unlocked" };
const OF_VAULT = { recovery_vault_name: "v", resource_group_name: "rg", vault_id: "/v" };

test.each([
  ["backup_policy_vm", { instant_restore_retention_days: 7 }, { instant_restore_retention_days: 6 }],
  ["site_recovery_replication_policy", { recovery_point_retention_in_minutes: 2 }, {}],
  ["data_protection_backup_policy_disk", { default_retention_duration: "P7D" }, {}],
  ["data_protection_backup_policy_blob_storage", { operational_default_retention_duration: "P7D" }, {}],
])("a policy %s shortens snapshots and replicas, which no immutable vault holds", (type, before, after) => {
  const vault = change("azurerm_recovery_services_vault", VAULT, VAULT);
  const policy = change(`azurerm_${type}`, { ...OF_VAULT, ...before }, { ...OF_VAULT, ...after });
  const found = findingsOf(plan(vault, policy)).join();
  expect(found).toMatch(/^retention-shortened/);
  expect(found).not.toMatch(/immutable/);
});

test.each([
  ["backup_protected_vm", "protection_state", "Protected"],
  ["site_recovery_replicated_vm", "managed_disk", [{ disk_id: "/d" }]],
  ["monitor_action_group", "email_receiver", [{ name: "one" }]],
  ["monitor_metric_alert", "action", [{ action_group_id: "/g" }]],
])("of %s, %s that is not known yet decides", (type, argument, value) => {
  const found = reasonsOf(`azurerm_${type}`, { [argument]: value }, {}, { unknown: { [argument]: true } });
  expect(found.join()).toMatch(`unknown-value: ${argument} is known only after the apply`);
});

test.each([
  ["monitor_diagnostic_setting", { enabled_metric: [], eventhub_authorization_rule_id: "" }],
  ["monitor_diagnostic_setting", { log_analytics_destination_type: "AzureDiagnostics" }],
  ["monitor_metric_alert", { enabled: false }],
])("what a %s did not have cannot go: %j", (type, before) => {
  const unknown = Object.fromEntries(Object.keys(before).map((name) => [name, true]));
  expect(reasonsOf(`azurerm_${type}`, before, {}, { unknown })).toEqual([]);
  expect(reasonsOf(`azurerm_${type}`, before, {})).toEqual([]);
});
