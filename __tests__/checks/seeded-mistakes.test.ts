import { join } from "node:path";
import { SynthesizedApp, VmInventory } from "../../lib";
import { app } from "../support/command";
import { temporaryFolder } from "../support/files";
import { failing } from "../support/judged";
import { readStacks } from "../support/run";

type Json = Record<string, unknown>;
type Stack = { readonly resource: Record<string, Record<string, Json>> };
type Stacks = Readonly<Record<string, Stack>>;

const folder = join(temporaryFolder(), "cdktf.out");
app([], folder);
const contoso = readStacks(folder) as unknown as Stacks;
const { vms } = VmInventory.fromResourceGraph("inventory/contoso.json");

const failures = (stacks: Stacks) =>
  failing(SynthesizedApp.fromJson(stacks as never), {
    vms: vms.map((vm) => ({ vm, exempt: undefined, promise: undefined })),
  });

/** The resource of a type whose address begins with this. */
function find(stack: Stack, type: string, start = ""): Json {
  const [, found] =
    Object.entries(stack.resource[`azurerm_${type}`] ?? {}).find(([id]) => id.startsWith(start)) ?? [];
  if (!found) throw new Error(`Contoso has no azurerm_${type} ${start}`);
  return found;
}

function remove(stack: Stack, type: string, ...starts: readonly string[]): void {
  const all = stack.resource[`azurerm_${type}`] ?? {};
  for (const id of Object.keys(all)) if (starts.some((start) => id.startsWith(start))) delete all[id];
}

function add(stack: Stack, type: string, id: string, config: object): void {
  const key = `azurerm_${type}`;
  stack.resource[key] = {
    ...stack.resource[key],
    [id]: { ...config, "//": { metadata: { path: `seeded/${id}`, uniqueId: id } } },
  };
}

const vault = (stack: Stack) => find(stack, "recovery_services_vault");
const set = (target: unknown, values: object) => Object.assign(target as Json, values);

type Mistake = readonly [finding: string, stack: string, seed: (stack: Stack) => void];
const DEV = "backup-dev-australiaeast";
const INDIA = "backup-dev-centralindia";
const PROD = "backup-prod-australiaeast";
const SOUTH = "backup-prod-australiasoutheast";
const ULTRA = "backup-prod-australiaeast-nongeo";
const DR = "dr-prod-australiaeast";

const MISTAKES: readonly Mistake[] = [
  [`vault-immutability: ${DEV}/Vault/Default`, DEV, (s) => set(vault(s), { immutability: "Disabled" })],
  [`vault-immutability: ${INDIA}/Vault/Default`, INDIA, (s) => delete vault(s).immutability],
  [`vault-identity: ${DEV}/Vault/Default`, DEV, (s) => delete vault(s).identity],
  [
    `vault-geo-redundancy: ${INDIA}/Vault/Default`,
    INDIA,
    (s) => set(vault(s), { storage_mode_type: "LocallyRedundant" }),
  ],
  [
    `vault-geo-redundancy: ${PROD}/Vault/Default`,
    PROD,
    (s) => set(vault(s), { cross_region_restore_enabled: false }),
  ],
  [`vault-name: ${SOUTH}/Vault/Default`, SOUTH, (s) => set(vault(s), { name: "rsv_contoso" })],
  [`vault-soft-delete: ${DEV}/Vault/Default`, DEV, (s) => set(vault(s), { soft_delete_enabled: false })],
  [
    `vault-alerts: ${PROD}/Vault/Default`,
    PROD,
    (s) => set(vault(s).monitoring, { alerts_for_all_job_failures_enabled: false }),
  ],
  [
    `vault-alerts: ${DR}/Vault/Default`,
    DR,
    (s) => set(vault(s).monitoring, { alerts_for_all_replication_issues_enabled: false }),
  ],
  [
    `vault-alerts: ${SOUTH}/Vault/Default`,
    SOUTH,
    (s) => set(vault(s).monitoring, { alerts_for_critical_operation_failures_enabled: true }),
  ],
  [
    `vault-prevent-destroy: ${PROD}/Vault/Default`,
    PROD,
    (s) => set(vault(s).lifecycle, { prevent_destroy: false }),
  ],
  [`vault-prevent-destroy: ${ULTRA}/Vault/Default`, ULTRA, (s) => delete vault(s).lifecycle],
  [
    `vault-diagnostics: ${DEV}/Vault/Default`,
    DEV,
    (s) => remove(s, "monitor_diagnostic_setting", "Alerts_Diagnostics-Vault_Tables"),
  ],
  [
    `vault-diagnostics: ${SOUTH}/Vault/Default`,
    SOUTH,
    (s) =>
      delete find(s, "monitor_diagnostic_setting", "Alerts_Diagnostics-Vault_Tables")
        .log_analytics_destination_type,
  ],
  [
    "vault-not-empty: seeded/Spare",
    DEV,
    (s) => {
      add(s, "recovery_services_vault", "Spare", {
        ...vault(s),
        name: "rsv-spare",
        immutability: "Unlocked",
        identity: { type: "SystemAssigned" },
        soft_delete_enabled: true,
      });
      add(s, "monitor_diagnostic_setting", "SpareLogs", {
        target_resource_id: "${azurerm_recovery_services_vault.Spare.id}",
        log_analytics_workspace_id: "workspace",
        log_analytics_destination_type: "Dedicated",
        enabled_log: [{ category_group: "allLogs" }],
      });
    },
  ],
  ["vm-backup: ora-fin-prd-01", PROD, (s) => remove(s, "backup_protected_vm", "Vault_ora-fin-prd-01")],
  ["vm-backup: web-mob-dev-01", INDIA, (s) => remove(s, "backup_protected_vm", "Vault_web-mob-dev-01")],
  [
    `vm-one-engine: ${SOUTH}/Vault/app-erp-dr-01-6f654105/Default`,
    SOUTH,
    (s) => add(s, "backup_protected_vm", "Twice", find(s, "backup_protected_vm", "Vault_app-erp-dr-01")),
  ],
  [
    `policy-retention: ${DEV}/Vault/Tier-3/Default`,
    DEV,
    (s) => shorten(find(s, "backup_policy_vm", "Vault_Tier-3"), 29),
  ],
  [
    `policy-retention: ${PROD}/Vault/Tier-1/Default`,
    PROD,
    (s) => shorten(find(s, "backup_policy_vm", "Vault_Tier-1"), 7),
  ],
  [
    `policy-instant-restore: ${INDIA}/Vault/Tier-2/Default`,
    INDIA,
    (s) => set(find(s, "backup_policy_vm", "Vault_Tier-2"), { instant_restore_retention_days: 0 }),
  ],
  [
    `test-network-isolation: ${DR}/Pair/TestNetwork/Network/Default`,
    DR,
    (s) =>
      add(s, "virtual_network_peering", "Peering", {
        name: "p",
        resource_group_name: "rg",
        virtual_network_name: "${azurerm_virtual_network.Pair_TestNetwork_B79D5337.name}",
        remote_virtual_network_id:
          "${azurerm_virtual_network.Pair_vnet-prod-australiaeast-1440ae15_15A962A1.id}",
      }),
  ],
  [`recovery-plan: ${DR}/Pair/vm1-262e3282/Default`, DR, (s) => forget(s, "vm1-262e3282")],
  [
    `failback-mapping: ${DR}/Pair/FailoverMapping`,
    DR,
    (s) => remove(s, "site_recovery_protection_container_mapping", "Pair_FailbackMapping"),
  ],
  [
    `failover-addresses: ${DR}/Pair/app-erp-prd-02-b6bd89b3/Default`,
    DR,
    (s) =>
      ["Pair_app-erp-prd-01", "Pair_app-erp-prd-02"].forEach((start) => {
        set((find(s, "site_recovery_replicated_vm", start).network_interface as Json[])[0], {
          target_static_ip: "10.60.0.10",
        });
      }),
  ],
  [
    "alert-receivers: monitoring-prod/Oncall/Default",
    "monitoring-prod",
    (s) =>
      ["email_receiver", "arm_role_receiver"].forEach((key) => {
        delete find(s, "monitor_action_group")[key];
      }),
  ],
  [
    `health-alert-excludes-healthy: ${PROD}/Alerts/RestoreHealth-rsv-australiaeast/Default`,
    PROD,
    (s) =>
      set(find(s, "monitor_metric_alert", "Alerts_RestoreHealth"), {
        criteria: [{ metric_name: "RestoreHealthEvent" }],
      }),
  ],
  [
    "suppression-ends: seeded/Quiet",
    "monitoring-prod",
    (s) => add(s, "monitor_alert_processing_rule_suppression", "Quiet", { name: "quiet", scopes: [] }),
  ],
  [
    "policy-identity-roles: governance-dev/BackUpByTag/Vm-Tier-2-centralindia/Default",
    "governance-dev",
    (s) => remove(s, "role_assignment", "BackUpByTag_Vm-Tier-2-centralindia_"),
  ],
  [
    "exemption-ends: governance-dev/azure-backup-should-be-enabled-68b3b1/Exempt-web-shop-dev-02-e98c4ce1/Default",
    "governance-dev",
    (s) => delete find(s, "resource_policy_exemption").expires_on,
  ],
];

/** A policy that keeps its points for so many days, and none for longer. */
function shorten(policy: Json, days: number): void {
  for (const unit of ["weekly", "monthly", "yearly"]) delete policy[`retention_${unit}`];
  set(policy, { retention_daily: { count: days } });
}

/** A recovery plan that forgets a VM. */
function forget(stack: Stack, vm: string): void {
  const groups = find(stack, "site_recovery_replication_recovery_plan").boot_recovery_group as Json[];
  for (const group of groups) {
    const items = group.replicated_protected_items as string[];
    set(group, { replicated_protected_items: items.filter((item) => !item.includes(vm)) });
  }
}

describe("a copy of Contoso with seeded mistakes", () => {
  const before = failures(contoso);
  const copy = structuredClone(contoso);
  for (const [, stack, seed] of MISTAKES) seed(copy[stack] as Stack);
  const after = failures(copy);

  test("has 30 of them, and Contoso itself fails where its summary says so", () => {
    expect(MISTAKES).toHaveLength(30);
    expect([...before].sort()).toEqual([
      `vault-geo-redundancy: ${ULTRA}/Vault/Default`,
      "vm-backup: build-agent-dev-01",
      "vm-backup: fs-clu-prd-01",
      "vm-backup: rpt-old-dev-01",
      "vm-backup: web-portal-prd-01",
      "vm-backup: web-shop-dev-02",
    ]);
  });

  test("has 30 findings more than Contoso, each where its mistake is", () => {
    expect(after.filter((one) => !before.includes(one)).sort()).toEqual(MISTAKES.map(([one]) => one).sort());
  });
});
