import { vaultAlertRouting } from "../../../../lib/checks/rules/monitoring/vault-alert-routing";
import { judged, type Resources } from "../../../support/judged";
import { SUBSCRIPTION } from "../../../support/synthesise";

const SCOPE = `/subscriptions/${SUBSCRIPTION}`;
const GROUP = `${SCOPE}/resourceGroups/rg`;
const VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/rsv`;
const RULE = "azurerm_monitor_alert_processing_rule_action_group";
const vaults: Resources = {
  azurerm_recovery_services_vault: { V: { name: "rsv", resource_group_name: "rg" } },
};
const PASS = ["V: pass, an alert processing rule delivers its alerts"];
const FAIL = ["V: fail, no alert processing rule of the app delivers its alerts"];
const open = (rule = "R") => [
  `V: unknown, only Terraform and Azure know whether test/${RULE}.${rule} delivers its alerts`,
];

const say = (...rules: readonly object[]) =>
  judged(vaultAlertRouting, {
    ...vaults,
    [RULE]: Object.fromEntries(
      rules.map((rule, i) => [
        i === 0 ? "R" : `R${i + 1}`,
        { scopes: [SCOPE], add_action_group_ids: ["/group"], ...rule },
      ]),
    ),
  });
const filter = (name: string, operator: string, ...values: readonly unknown[]) => ({
  [name]: { operator, values },
});
const on = (...filters: readonly object[]) => say({ condition: Object.assign({}, ...filters) });

describe("a rule with action groups", () => {
  test.each([
    [["/group"], PASS],
    [["${azurerm_monitor_action_group.G.id}"], PASS],
    [[], FAIL],
    [undefined, FAIL],
    ["${var.groups}", open()],
  ])("%j", (add_action_group_ids, said) => {
    expect(say({ add_action_group_ids })).toEqual(said);
  });

  test.each([
    [true, PASS],
    ["true", PASS],
    [false, FAIL],
    ["false", FAIL],
    ["${var.on}", open()],
  ])("that has enabled %j", (enabled, said) => {
    expect(say({ enabled })).toEqual(said);
  });

  test.each([
    [{ count: 0 }, FAIL],
    [{ count: "${var.n}" }, open()],
    [{ schedule: { effective_until: "2027-01-31T00:00:00" } }, open()],
    [{ schedule: [{ recurrence: { daily: [{ start_time: "08:00:00", end_time: "17:00:00" }] } }] }, open()],
    [{ schedule: { effective_from: "2026-01-31T00:00:00" } }, PASS],
  ])("with %j", (config, said) => {
    expect(say(config)).toEqual(said);
  });
});

describe("a rule with a condition", () => {
  test.each([
    [filter("target_resource_type", "Equals", "Microsoft.RecoveryServices/Vaults"), PASS],
    [filter("target_resource_type", "Equals", "microsoft.compute/virtualmachines"), FAIL],
    [filter("target_resource_type", "Equals", "microsoft.dataprotection/backupvaults"), FAIL],
    [filter("target_resource_type", "NotEquals", "microsoft.recoveryservices/vaults"), FAIL],
    [filter("target_resource_type", "NotEquals", "microsoft.compute/virtualmachines"), PASS],
    [filter("monitor_service", "Equals", "Platform", "Azure Backup"), PASS],
    [filter("monitor_service", "Equals", "Log Alerts V2"), FAIL],
    [filter("monitor_service", "NotEquals", "Azure Backup"), FAIL],
    [filter("monitor_condition", "Equals", "Fired"), PASS],
    [filter("monitor_condition", "Equals", "Resolved"), FAIL],
    [filter("target_resource", "Equals", VAULT.toUpperCase()), PASS],
    [filter("target_resource", "Equals", `${VAULT}-other`), FAIL],
    [filter("target_resource", "Contains", "/vaults/RSV"), PASS],
    [filter("target_resource", "DoesNotContain", "rsv"), FAIL],
    [filter("target_resource", "Equals", "${azurerm_recovery_services_vault.V.id}"), PASS],
    [filter("target_resource", "Equals", "${var.vault}"), open()],
    [filter("target_resource_group", "Equals", GROUP), PASS],
    [filter("target_resource_group", "Equals", "rg"), PASS],
    [filter("target_resource_group", "NotEquals", GROUP), FAIL],
    [filter("target_resource_group", "Equals", `${SCOPE}/resourceGroups/rg-other`), FAIL],
    [filter("severity", "Equals", "Sev0", "Sev1", "Sev2"), PASS],
    [filter("severity", "Equals", "Sev1"), FAIL],
    [filter("severity", "Equals", "Sev3", "Sev4"), FAIL],
    [filter("severity", "NotEquals", "Sev4"), PASS],
    [filter("severity", "NotEquals", "Sev0"), FAIL],
    [filter("alert_rule_name", "Contains", "backup"), open()],
    [filter("description", "DoesNotContain", "test"), open()],
    [filter("alert_context", "Contains", "vm"), open()],
    [filter("signal_type", "Equals", "Health"), open()],
    [filter("severity", "${var.operator}", "Sev4"), open()],
    [filter("monitor_service", "Equals", "${var.service}"), open()],
    [{}, PASS],
  ])("%j", (condition, said) => {
    expect(on(condition)).toEqual(said);
  });

  test("has to let alerts through by all of its filters", () => {
    const [right, wrong] = [
      filter("monitor_service", "Equals", "Azure Backup"),
      filter("severity", "Equals", "Sev4"),
    ];
    expect(on(right, wrong)).toEqual(FAIL);
    expect(on(filter("description", "Contains", "x"), wrong)).toEqual(FAIL);
  });

  test("as a list of one, in which a filter is a list of one", () => {
    expect(say({ condition: [{ severity: [{ operator: "Equals", values: ["Sev4"] }] }] })).toEqual(FAIL);
  });

  test("whose severities another rule completes", () => {
    const only = (severity: string) => ({ condition: filter("severity", "Equals", severity) });
    expect(say(only("Sev0"), only("Sev1"))).toEqual(PASS);
    expect(say(only("Sev0"), only("Sev2"))).toEqual(FAIL);
    expect(say(only("Sev0"), { condition: filter("severity", "Equals", "${var.severity}") })).toEqual(
      open("R2"),
    );
  });
});

test("a Backup vault has a resource type of its own", () => {
  const backupVault = {
    azurerm_data_protection_backup_vault: { B: { name: "bv", resource_group_name: "rg" } },
  };
  const rule = (type: string) => ({
    [RULE]: {
      R: {
        scopes: [SCOPE],
        add_action_group_ids: ["/g"],
        condition: filter("target_resource_type", "Equals", type),
      },
    },
  });
  const verdict = (type: string) =>
    judged(vaultAlertRouting, { ...backupVault, ...rule(type) })[0]?.split(",")[0];
  expect(verdict("microsoft.dataprotection/backupvaults")).toBe("B: pass");
  expect(verdict("microsoft.recoveryservices/vaults")).toBe("B: fail");
});

describe("a rule whose scope is", () => {
  const inGroup = (group: string, scopes: unknown) =>
    judged(vaultAlertRouting, {
      azurerm_recovery_services_vault: { V: { name: "rsv", resource_group_name: group } },
      azurerm_resource_group: { G: { name: "${var.group}" } },
      [RULE]: { R: { scopes, add_action_group_ids: ["/g"] } },
    });

  test.each([
    ["rg", [GROUP.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions")], PASS],
    ["${var.group}", ["${azurerm_resource_group.G.id}"], PASS],
    ["${azurerm_resource_group.G.name}", ["${azurerm_resource_group.G.id}"], PASS],
    ["${var.group}", [SCOPE], PASS],
    ["${var.group}", [`${SCOPE}/resourceGroups/rg-other`], open()],
    ["rg", "${var.scopes}", open()],
    ["rg", ["/subscriptions/00000000-0000-0000-0000-000000000000"], FAIL],
  ])("of a vault in %s, %j", (group, scopes, said) => {
    expect(inGroup(group, scopes)).toEqual(said);
  });
});
