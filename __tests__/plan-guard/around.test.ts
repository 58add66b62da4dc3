import { change, findingsOf, plan, reasonsOf } from "./plans";

type Values = Record<string, unknown>;

const VAULT = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv";

const replaced = (type: string, before: Values) =>
  findingsOf(
    plan({ ...change(type, {}, {}), change: { actions: ["delete", "create"], before, after: before } }),
  );

describe("the way to a vault", () => {
  const endpoint = (connection: Values) => ({
    private_service_connection: [connection],
    private_dns_zone_group: [{ name: "zones", private_dns_zone_ids: ["/z/one", "/z/two"] }],
  });
  const ENDPOINT = "azurerm_private_endpoint";

  test.each([{ private_connection_resource_id: VAULT }, { subresource_names: ["AzureBackup"] }])(
    "is lost with its private endpoint: Azure makes no other one for a vault that has items (%j)",
    (connection) => {
      const found = "the private endpoint of the vault";
      expect(reasonsOf(ENDPOINT, endpoint(connection), null)).toEqual([
        `connection-removed: ${found} is destroyed`,
      ]);
      expect(replaced(ENDPOINT, endpoint(connection))).toEqual([
        `connection-removed ${ENDPOINT}.This: ${found} is replaced`,
      ]);
    },
  );

  test("is not lost with the endpoint of something else", () => {
    const other = endpoint({ private_connection_resource_id: "/x/Microsoft.Sql/servers/sql" });
    expect(reasonsOf(ENDPOINT, other, null)).toEqual([]);
    expect(reasonsOf(ENDPOINT, other, { ...other, private_dns_zone_group: [] })).toEqual([]);
  });

  test("is lost without the names in its zones", () => {
    const before = endpoint({ private_connection_resource_id: VAULT });
    const group = [{ name: "zones", private_dns_zone_ids: ["/z/one"] }];
    expect(reasonsOf(ENDPOINT, before, { ...before, private_dns_zone_group: group })).toEqual([
      "connection-removed: private_dns_zone_group no longer has two",
    ]);
    expect(reasonsOf(ENDPOINT, { ...before, private_dns_zone_group: group }, before)).toEqual([]);
  });

  test.each([
    [
      "azurerm_private_dns_zone",
      { name: "privatelink.uks.backup.windowsazure.com" },
      "the zone of the vault's names",
    ],
    [
      "azurerm_private_dns_zone",
      { name: "privatelink.siterecovery.windowsazure.com" },
      "the zone of the vault's names",
    ],
    [
      "azurerm_private_dns_zone_virtual_network_link",
      { private_dns_zone_name: "privatelink.uks.backup.windowsazure.com" },
      "the network's link to the vault's names",
    ],
    [
      "azurerm_private_dns_zone_virtual_network_link",
      { private_dns_zone_id: "/x/privateDnsZones/privatelink.siterecovery.windowsazure.com" },
      "the network's link to the vault's names",
    ],
  ])("is lost with %s %j", (type, before, what) => {
    expect(reasonsOf(type, before, null)).toEqual([`connection-removed: ${what} is destroyed`]);
    expect(reasonsOf(type, { name: "privatelink.blob.core.windows.net" }, null)).toEqual([]);
  });
});

describe("who may do what", () => {
  test("is limited by a condition that a role assignment gets", () => {
    const type = "azurerm_role_assignment";
    expect(reasonsOf(type, { condition: "" }, { condition: "@Resource[x] StringEquals 'y'" })).toEqual([
      "access-removed: condition limits the role to what it says",
    ]);
    expect(reasonsOf(type, { condition: "@Resource[x] StringEquals 'y'" }, { condition: null })).toEqual([]);
  });

  test("ends with a delegation to another tenant, and with a role that it no longer gives", () => {
    const grant = (principal_id: string, role_definition_id: string) => ({
      principal_id,
      role_definition_id,
    });
    const type = "azurerm_lighthouse_definition";
    const before = { authorization: [grant("ops", "contributor"), grant("ops", "reader")] };
    expect(reasonsOf(type, before, null)).toEqual(["access-removed: the delegation is destroyed"]);
    expect(reasonsOf("azurerm_lighthouse_assignment", {}, null)).toEqual([
      "access-removed: the delegation is destroyed",
    ]);
    expect(reasonsOf(type, before, { authorization: [grant("ops", "reader")] })).toEqual([
      "access-removed: authorization no longer gives contributor to ops",
    ]);
    expect(reasonsOf(type, { authorization: [grant("ops", "reader")] }, before)).toEqual([]);
  });

  test("ends with the vault's trusted access to a cluster", () => {
    const type = "azurerm_kubernetes_cluster_trusted_access_role_binding";
    const backups = { source_resource_id: "/x/Microsoft.DataProtection/backupVaults/bv" };
    expect(reasonsOf(type, backups, null)).toEqual([
      "access-removed: the vault's trusted access to the cluster is destroyed",
    ]);
    expect(reasonsOf(type, { source_resource_id: "/x/Microsoft.MachineLearningServices/w" }, null)).toEqual(
      [],
    );
  });
});

describe("the backup extension of a cluster", () => {
  const type = "azurerm_kubernetes_cluster_extension";
  const extension = (bucket: string, extension_type = "microsoft.dataprotection.kubernetes") => ({
    extension_type,
    configuration_settings: { "configuration.backupStorageLocation.bucket": bucket, other: bucket },
  });

  test("stops the backups when it goes, and looks for them elsewhere when its storage is another", () => {
    expect(reasonsOf(type, extension("a"), null)).toEqual([
      "protection-stopped: the backup extension of the cluster is destroyed",
    ]);
    expect(reasonsOf(type, extension("a"), extension("b"))).toEqual([
      'recovery-weakened: configuration_settings keeps backups in another place: bucket becomes "b", and was "a"',
    ]);
  });

  test("is not any extension", () => {
    expect(reasonsOf(type, extension("a", "microsoft.flux"), null)).toEqual([]);
    expect(reasonsOf(type, extension("a", "microsoft.flux"), extension("b", "microsoft.flux"))).toEqual([]);
  });
});

describe("what is kept of logs", () => {
  const type = "azurerm_log_analytics_workspace";
  test.each([
    [{ retention_in_days: 365 }, { retention_in_days: 30 }, "retention_in_days becomes 30, and was 365"],
    [{ daily_quota_gb: -1 }, { daily_quota_gb: 1 }, "daily_quota_gb becomes 1, and was no limit"],
    [{ daily_quota_gb: 10 }, { daily_quota_gb: 0.5 }, "daily_quota_gb becomes 0.5, and was 10"],
  ])("is less with %j as %j", (before, after, text) => {
    expect(reasonsOf(type, before, after)).toEqual([`logs-removed: ${text}`]);
    expect(reasonsOf(type, after, before)).toEqual([]);
  });
});

describe("Automanage", () => {
  const type = "azurerm_automanage_configuration";
  const kept = (count: number) => ({
    backup: [{ retention_policy: [{ daily_schedule: [{ retention_duration: [{ count }] }] }] }],
  });
  const PATH = "backup.retention_policy.daily_schedule.retention_duration.count";

  test("keeps less, or backs up nothing any more", () => {
    expect(reasonsOf(type, kept(30), kept(7))).toEqual([
      `retention-shortened: ${PATH} becomes 7, and was 30`,
    ]);
    expect(reasonsOf(type, kept(7), kept(30))).toEqual([]);
    expect(reasonsOf(type, kept(30), { backup: [] })).toEqual([
      "policy-not-enforced: backup goes",
      `retention-shortened: ${PATH} becomes nothing, and was 30`,
    ]);
  });

  test("no longer looks after a VM", () => {
    expect(reasonsOf("azurerm_virtual_machine_automanage_configuration_assignment", {}, null)).toEqual([
      "policy-not-enforced: the Automanage profile of the VM is destroyed",
    ]);
    expect(reasonsOf(type, {}, null)).toEqual(["policy-not-enforced: the Automanage profile is destroyed"]);
  });
});

test("an exemption of another assignment is a new one", () => {
  const type = "azurerm_management_group_policy_exemption";
  const of = (policy_assignment_id: string) => ({ policy_assignment_id, expires_on: "2027-01-31" });
  expect(reasonsOf(type, of("/a/one"), of("/a/two"))).toEqual([
    "exemption-added: the exemption now holds until 2027-01-31",
  ]);
  expect(reasonsOf(type, of("/a/one"), of("/A/One"))).toEqual([]);
});

test("a remediation of fewer regions is found, and one of all again is not", () => {
  const type = "azurerm_subscription_policy_remediation";
  const filters = { location_filters: ["uksouth"] };
  expect(reasonsOf(type, { location_filters: [] }, filters)).toEqual([
    "policy-not-enforced: location_filters limits it to selected resources",
  ]);
  expect(reasonsOf(type, filters, { location_filters: [] })).toEqual([]);
});
