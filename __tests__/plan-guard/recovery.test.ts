import { change, findingsOf, plan, reasonsOf } from "./plans";

type Values = Record<string, unknown>;

/** A change, and what is found of it; the way back is never a finding. */
function weaker(type: string, before: Values, after: Values): readonly string[] {
  expect(reasonsOf(type, after, before)).toEqual([]);
  return reasonsOf(type, before, after);
}

const REPLICA = "azurerm_site_recovery_replicated_vm";
const VMWARE = "azurerm_site_recovery_vmware_replicated_vm";
const NIC = {
  source_network_interface_id: "/n/one",
  target_subnet_name: "snet",
  target_static_ip: "10.0.0.4",
};

describe("a replica", () => {
  test.each([
    [REPLICA, { target_network_id: "/v/dr" }, { target_network_id: "" }, "target_network_id goes"],
    [REPLICA, { test_network_id: "/v/test" }, { test_network_id: null }, "test_network_id goes"],
    [VMWARE, { target_network_id: "/v/dr" }, { target_network_id: null }, "target_network_id goes"],
    [
      REPLICA,
      { network_interface: [NIC, { ...NIC, source_network_interface_id: "/n/two" }] },
      { network_interface: [NIC] },
      "network_interface no longer has two",
    ],
    [
      REPLICA,
      { network_interface: [NIC] },
      { network_interface: [{ ...NIC, target_static_ip: "" }] },
      "network_interface one loses target_static_ip",
    ],
    [
      VMWARE,
      { network_interface: [{ source_mac_address: "00:15:5d", target_subnet_name: "snet" }] },
      { network_interface: [] },
      "network_interface no longer has 00:15:5d",
    ],
  ])("%s is less ready with %j as %j", (type, before, after, text) => {
    expect(weaker(type, before, after)).toEqual([`recovery-weakened: ${text}`]);
  });

  test("that gets a public address of the same plan is no finding", () => {
    const after = { network_interface: [{ ...NIC }] };
    const unknown = { network_interface: [{ recovery_public_ip_address_id: true }] };
    expect(reasonsOf(REPLICA, { network_interface: [NIC] }, after, { unknown })).toEqual([]);
  });

  test("of VMware that moves to a policy with fewer points is judged by both", () => {
    const policy = (id: string, minutes: number) => {
      const values = { id: `/p/${id}`, recovery_point_retention_in_minutes: minutes };
      return {
        ...change("azurerm_site_recovery_vmware_replication_policy", values, values),
        address: `azurerm_site_recovery_vmware_replication_policy.${id}`,
      };
    };
    const moved = change(
      VMWARE,
      { recovery_replication_policy_id: "/p/long" },
      { recovery_replication_policy_id: "/p/short" },
    );
    expect(findingsOf(plan(policy("long", 4320), policy("short", 60), moved))).toEqual([
      `policy-keeps-less ${VMWARE}.This: another policy, which has less: recovery points: 60 minutes, and was 4320`,
    ]);
  });
});

describe("the agents of a pair", () => {
  const TYPE = "azurerm_site_recovery_protection_container_mapping";
  const update = (enabled: boolean) => ({ automatic_update: [{ enabled, automation_account_id: "/a" }] });

  test("are no longer updated, and then no longer replicate", () => {
    const found = "recovery-weakened: automatic_update no longer keeps the agents up to date";
    expect(weaker(TYPE, update(true), update(false))).toEqual([found]);
    expect(
      weaker(TYPE, { automatic_update: [{ automation_account_id: "/a" }] }, { automatic_update: [] }),
    ).toEqual([found]);
  });
});

test("a step of a recovery plan that no longer runs in a real failover is found", () => {
  const TYPE = "azurerm_site_recovery_replication_recovery_plan";
  const step = (...types: string[]) => ({
    boot_recovery_group: [{ pre_action: [{ name: "start-database", fail_over_types: types }] }],
  });
  expect(weaker(TYPE, step("TestFailover", "UnplannedFailover"), step("TestFailover"))).toEqual([
    "left-recovery-plan: boot_recovery_group start-database no longer runs for unplannedfailover",
  ]);
});

describe("what has another type, and serves recovery", () => {
  const named = (address: string, type: string, before: Values, after: Values | null) => ({
    ...change(`azurerm_${type}`, before, after),
    address: `azurerm_${type}.${address}`,
  });
  const CACHE = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stcache";
  const account = { automation_account_name: "aa", resource_group_name: "rg" };
  const runbook = { ...account, name: "drill", content: "x = '%s/replicationRecoveryPlans/%s'" };
  const link = { ...account, runbook_name: "drill", schedule_name: "quarterly" };
  const schedule = { ...account, name: "quarterly", frequency: "Month", interval: 3 };
  const DRILL = [
    named("Runbook", "automation_runbook", runbook, runbook),
    named("Link", "automation_job_schedule", link, link),
  ];

  test.each([
    ["automation_runbook", runbook, "the runbook of the drill"],
    ["automation_job_schedule", link, "the drill's schedule"],
    ["automation_schedule", schedule, "the drill's schedule"],
    ["automation_account", { name: "AA", resource_group_name: "RG" }, "the account that runs the drill"],
  ])("%s of a drill is found when it goes, and not when it serves something else", (type, values, what) => {
    expect(findingsOf(plan(...DRILL, named("It", type, values, null)))).toEqual([
      `drill-removed azurerm_${type}.It: ${what} is destroyed`,
    ]);
    const others = { ...values, content: "print()", automation_account_name: "other", name: "other" };
    expect(findingsOf(plan(...DRILL, named("It", type, others, null)))).toEqual([]);
  });

  test("what goes with its replica, its pair or its drill is told once, by what it served", () => {
    const values = { managed_disk: [{ disk_id: "/b", staging_storage_account_id: CACHE }] };
    const cache = named("It", "storage_account", { id: CACHE }, null);
    const before = { id: "/replica", address: REPLICA, type: REPLICA, mode: "managed", values };
    const prior_state = { values: { root_module: { resources: [before] } } };
    const gone = { ...change(REPLICA, values, null), address: REPLICA };
    expect(findingsOf({ ...plan(gone, cache), prior_state })).toEqual([
      `replica-destroyed ${REPLICA}: the replica is destroyed`,
    ]);
    // of a targeted plan the prior state alone has the replica, which stays
    expect(findingsOf({ ...plan(cache), prior_state })).toEqual([
      "recovery-weakened azurerm_storage_account.It: the cache of replicas is destroyed",
    ]);
    const drill = [
      named("Runbook", "automation_runbook", runbook, null),
      named("Link", "automation_job_schedule", link, null),
      named("Schedule", "automation_schedule", schedule, null),
      named("Account", "automation_account", { ...account, name: "aa" }, null),
    ];
    expect(findingsOf(plan(...drill))).toEqual([
      "drill-removed azurerm_automation_runbook.Runbook: the runbook of the drill is destroyed",
    ]);
  });

  test("a drill is held less often", () => {
    const yearly = { ...schedule, interval: 12 };
    const often = (before: Values, after: Values) =>
      findingsOf(plan(...DRILL, named("It", "automation_schedule", before, after)));
    expect(often(schedule, yearly)).toEqual([
      "drill-removed azurerm_automation_schedule.It: the drill is held every 12 months, and was every 3",
    ]);
    expect(often(schedule, { ...schedule, frequency: "OneTime", interval: null })).toEqual([
      "drill-removed azurerm_automation_schedule.It: the drill is held once, and was every 3 months",
    ]);
    expect(often(yearly, schedule)).toEqual([]);
    expect(often({ ...schedule, name: "other" }, { ...yearly, name: "other" })).toEqual([]);
  });

  test("the account that updates the agents of a pair is found when it goes", () => {
    const id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Automation/automationAccounts/aa";
    const mapping = { automatic_update: [{ enabled: true, automation_account_id: id }] };
    const pair = named("Pair", "site_recovery_protection_container_mapping", mapping, mapping);
    expect(findingsOf(plan(pair, named("It", "automation_account", { id }, null)))).toEqual([
      "recovery-weakened azurerm_automation_account.It: the account that updates the agents is destroyed",
    ]);
  });

  test("the cache of a replica is found when it goes or is replaced; other accounts are not", () => {
    const values = {
      managed_disk: [{ disk_id: "/a" }, { disk_id: "/b", staging_storage_account_id: CACHE }],
    };
    const replica = { ...change(REPLICA, values, values) };
    const gone = named("It", "storage_account", { id: CACHE.toUpperCase() }, null);
    expect(findingsOf(plan(replica, gone))).toEqual([
      "recovery-weakened azurerm_storage_account.It: the cache of replicas is destroyed",
    ]);
    const replaced = { ...gone, change: { actions: ["delete", "create"], before: { id: CACHE }, after: {} } };
    expect(findingsOf(plan(replica, replaced))).toEqual([
      "recovery-weakened azurerm_storage_account.It: the cache of replicas is replaced",
    ]);
    expect(findingsOf(plan(replica, named("It", "storage_account", { id: "/other" }, null)))).toEqual([]);
  });
});
