import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { BUILT_IN_ROLES, DrillSchedule, ResilienceStack } from "../../lib";
import { run } from "../support/run";
import { resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { networkId } from "../support/vms";
import { accountIn, drilled, drillIn, imported, LINK, planIn, ROLE, RUNBOOK, SCHEDULE } from "./define-drill";

const ACCOUNT = {
  automation_account_name: "${azurerm_automation_account.Automation.name}",
  resource_group_name: "${azurerm_automation_account.Automation.resource_group_name}",
};
const WAIT = "terraform_data";

/** The lines that the runbook's settings are written in. */
const settings = (changes: Parameters<typeof drilled>[0] = {}) => {
  const content = String(drilled(changes).only(RUNBOOK).content);
  const [, lines = ""] = /^SETTINGS = \{\n([\s\S]*?)\n\}$/m.exec(content) ?? [];
  return lines.split("\n").map((line) => line.trim());
};

describe("a drill's runbook", () => {
  test("runs in Python 3.10 as the account's identity, in the account's region", () => {
    const { content, ...rest } = drilled().only(RUNBOOK);
    expect(rest).toEqual({
      ...ACCOUNT,
      name: "rb-drill-Quarterly",
      location: "centralindia",
      runbook_type: "Python",
      runtime_environment_name: "Python-3.10",
      description: "Test failover of a recovery plan into an isolated network, measured and cleaned up",
      log_progress: false,
      log_verbose: false,
    });
    expect(content).toMatch(/^#!\/usr\/bin\/env python3\n/);
  });

  test("takes another runtime environment, and Python 3.8 where there are none", () => {
    expect(drilled({ runtimeEnvironment: "Python-Drills" }).only(RUNBOOK)).toMatchObject({
      runbook_type: "Python",
      runtime_environment_name: "Python-Drills",
    });
    const without = drilled({ runtimeEnvironment: "none" }).only(RUNBOOK);
    expect(without).toMatchObject({ runbook_type: "Python3" });
    expect(without).not.toHaveProperty("runtime_environment_name");
  });

  test("is told everything in its head, so that it is started without parameters", () => {
    expect(settings()).toEqual([
      '"drill": "rb-drill-Quarterly",',
      '"vaultId": ${jsonencode(azurerm_recovery_services_vault.Vault.id)},',
      '"plan": "rp-erp",',
      `"networkId": "${networkId("vnet-test")}",`,
      '"recoveryPoint": "LatestProcessed",',
      '"rtoMinutes": 120,',
      '"timeoutMinutes": 130,',
      '"dwellMinutes": 10,',
      '"cleanupMinutes": 30,',
      '"limitMinutes": 170,',
      '"arm": "https://management.azure.com",',
      '"pollSeconds": 30,',
      '"retrySeconds": 5,',
    ]);
  });

  test("is told what the user says, with Terraform's signs and quotes escaped", () => {
    const tier = 'Tier "1" ${x} %{y} \\';
    const lines = settings({ tier, recoveryPoint: "Latest", dwellMinutes: 60, timeoutMinutes: 70 });
    expect(lines).toContain('"tier": "Tier \\"1\\" $${x} %%{y} \\\\",');
    expect(lines).toContain('"recoveryPoint": "Latest",');
    expect(lines).toEqual(expect.arrayContaining(['"timeoutMinutes": 70,', '"dwellMinutes": 60,']));
  });

  test("has nothing but its settings that Terraform would take for a template", () => {
    const content = String(drilled().only(RUNBOOK).content);
    expect(content.match(/[$%]\{[^}]*\}/g)).toEqual([
      "${jsonencode(azurerm_recovery_services_vault.Vault.id)}",
    ]);
  });

  test("writes evidence to the container whose id it was given, also when only the deployment knows it", () => {
    const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stdrills/blobServices/default/containers/evidence`;
    expect(settings({ evidence: { id } })).toContain(
      '"evidence": "https://stdrills.blob.core.windows.net/evidence",',
    );
    const late = settings((stack) => ({
      evidence: new StorageContainer(stack, "Evidence", {
        name: "evidence",
        storageAccountId: id.split("/blob")[0],
      }),
    }));
    expect(late).toContain(
      '"evidence": ${jsonencode("https://${element(split("/", azurerm_storage_container.Evidence.id), 8)}.blob.core.windows.net/${element(split("/", azurerm_storage_container.Evidence.id), 12)}")},',
    );
  });
});

describe("a drill's schedule", () => {
  test("comes every three months, on a day of the month and at a time of a time zone, and says so in its name", () => {
    const { start_time, ...rest } = drilled().only(SCHEDULE);
    expect(rest).toEqual({
      ...ACCOUNT,
      name: "rb-drill-Quarterly quarterly first Saturday 0200 Australia-Sydney",
      frequency: "Month",
      interval: 3,
      monthly_occurrence: { day: "Saturday", occurrence: 1 },
      timezone: "Australia/Sydney",
      lifecycle: { ignore_changes: ["start_time"] },
    });
  });

  test.each([
    ["monthly", { interval: 1 }],
    ["halfYearly", { interval: 6 }],
    ["yearly", { interval: 12 }],
  ] as const)("may be %s", (how, expected) => {
    const schedule = DrillSchedule[how]({ on: "last Sunday", at: "22:30" });
    const { name, ...rest } = drilled({ schedule }).only(SCHEDULE);
    expect(rest).toMatchObject({
      ...expected,
      frequency: "Month",
      monthly_occurrence: { day: "Sunday", occurrence: -1 },
      timezone: "Etc/UTC",
    });
    expect(name).toMatch(/^rb-drill-Quarterly (monthly|half-yearly|yearly) last Sunday 2230 Etc-UTC$/);
  });

  test("may be weekly", () => {
    const schedule = DrillSchedule.weekly({ on: "Wednesday", at: "04:00" });
    expect(drilled({ schedule }).only(SCHEDULE)).toMatchObject({
      frequency: "Week",
      interval: 1,
      week_days: ["Wednesday"],
    });
  });

  test("is linked to the runbook after the roles, and anew only when the runbook is another one", () => {
    const synthesized = drilled();
    expect(synthesized.only(LINK)).toEqual({
      ...ACCOUNT,
      runbook_name: "${azurerm_automation_runbook.Quarterly.name}",
      schedule_name: "${azurerm_automation_schedule.Quarterly_Schedule_6D962160.name}",
      depends_on: synthesized.addresses(WAIT),
      lifecycle: { replace_triggered_by: ["azurerm_automation_runbook.Quarterly.id"] },
    });
  });

  test("is absent when the runbook is to be started by hand", () => {
    const synthesized = drilled({ schedule: undefined });
    expect([synthesized.addresses(SCHEDULE), synthesized.addresses(LINK)]).toEqual([[], []]);
    expect(synthesized.addresses(RUNBOOK)).toHaveLength(1);
  });
});

describe("a drill's roles", () => {
  const roles = (changes: Parameters<typeof drilled>[0] = {}) =>
    Object.values(drilled(changes).all(ROLE)).map(({ role_definition_id, scope }) => [
      Object.entries(BUILT_IN_ROLES).find(([, id]) => String(role_definition_id).endsWith(id))?.[0],
      scope,
    ]);

  test("are those of a Site Recovery Operator on the vault and of a Reader on the test network", () => {
    expect(roles()).toEqual([
      ["Site Recovery Operator", "${azurerm_recovery_services_vault.Vault.id}"],
      ["Reader", networkId("vnet-test")],
    ]);
  });

  test("include writing blobs to the container of the evidence, and to no more than it", () => {
    const evidence = {
      id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st/blobServices/default/containers/drills`,
    };
    expect(roles({ evidence }).at(-1)).toEqual(["Storage Blob Data Contributor", evidence.id]);
  });

  test("go to the identity of somebody else's account where it is known", () => {
    const principalId = "8d3f9c14-0b7a-4f52-a1c6-9e2d7f3b5a60";
    const synthesized = drilled((stack) => ({ account: imported(stack, { region: "eastus", principalId }) }));
    const principals = Object.values(synthesized.all(ROLE)).map(({ principal_id }) => principal_id);
    expect(principals).toEqual([principalId, principalId]);
    expect(synthesized.only(RUNBOOK)).toMatchObject({
      automation_account_name: "aa-ops",
      location: "eastus",
    });
  });

  test("are not given when the account has them already, and nothing waits", () => {
    const synthesized = drilled((stack) => ({
      account: imported(stack, { region: "eastus" }),
      grant: false,
    }));
    expect([synthesized.addresses(ROLE), synthesized.addresses(WAIT)]).toEqual([[], []]);
    expect(synthesized.only(LINK).depends_on).toEqual([]);
  });

  test("are one for the vault, however many drills there are", () => {
    const synthesized = synthesise((stack) => {
      drillIn(stack);
      drillIn(stack, { schedule: undefined, plan: planIn(stack, { id: "Other" }) }, "Second");
    });
    expect(synthesized.addresses(ROLE).filter((address) => address.includes("Operator"))).toHaveLength(1);
  });
});

test("a drill's test network may be a construct of the program", () => {
  const lines = settings((stack) => ({
    testNetwork: {
      networkId: new VirtualNetwork(stack, "Test", {
        name: "vnet-test",
        location: "centralindia",
        resourceGroupName: resourceGroup(stack).name,
        addressSpace: ["10.9.0.0/24"],
      }).id,
    },
  }));
  expect(lines).toContain('"networkId": ${jsonencode(azurerm_virtual_network.Test.id)},');
});

test("a run's summary counts drills", () => {
  const { summary } = run((app) => {
    const stack = new ResilienceStack(app, "dr", { subscriptionId: SUBSCRIPTION });
    drillIn(stack, { account: accountIn(stack) });
  });
  expect(summary.split("\n")[0]).toBe(
    "Vaults 1 · backup policies 0 · protected VMs 0 · replicated VMs 0 · drills 1 · policy assignments 0",
  );
});
