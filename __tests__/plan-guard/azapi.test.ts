import { reasonsOf } from "./plans";

const VAULT = "Microsoft.RecoveryServices/vaults@2024-04-01";
const FABRICS = "Microsoft.RecoveryServices/vaults/replicationFabrics";

const body = (type: string, properties: object) => ({ type, body: { properties } });

test.each([
  [
    `${FABRICS}/replicationProtectionContainers/replicationProtectedItems`,
    "replica-destroyed: the replica is destroyed",
  ],
  [
    `${FABRICS}/replicationNetworks/replicationNetworkMappings`,
    "recovery-destroyed: the network mapping is destroyed",
  ],
  ["Microsoft.Insights/scheduledQueryRules", "alert-removed: the log alert is destroyed"],
  ["Microsoft.Insights/metricAlerts", "alert-removed: the metric alert is destroyed"],
  ["Microsoft.Authorization/roleAssignments", "access-removed: the role assignment is destroyed"],
  [
    "Microsoft.DataProtection/backupVaults/backupResourceGuardProxies",
    "guard-removed: multi-user authorization of the vault is destroyed",
  ],
])("a destroyed %s is what azurerm has it for", (type, found) => {
  expect(reasonsOf("azapi_resource", body(`${type}@2024-04-01`, {}), null)).toEqual([found]);
});

test("other services may do as they like: a smaller cluster is no shorter retention", () => {
  const pools = (count: number) =>
    body("Microsoft.ContainerService/managedClusters@2024-01-01", { pools: [{ count }] });
  expect(reasonsOf("azapi_resource", pools(5), pools(3))).toEqual([]);
  const policy = (count: number) =>
    body(`${VAULT.split("@")[0]}/backupPolicies@2024-04-01`, { daily: [{ count }] });
  expect(reasonsOf("azapi_resource", policy(5), policy(3))).toHaveLength(1);
});

test("a vault that is stored in fewer places, without its key", () => {
  const geo = { standardTierStorageRedundancy: "GeoRedundant", crossRegionRestore: "Enabled" };
  const local = { standardTierStorageRedundancy: "LocallyRedundant", crossRegionRestore: "Disabled" };
  const key = { keyVaultProperties: { keyUri: "https://vault/keys/one" } };
  const before = body(VAULT, { redundancySettings: geo, encryption: key });
  expect(reasonsOf("azapi_resource", before, body(VAULT, { redundancySettings: local }))).toEqual([
    'redundancy-weakened: properties.redundancySettings.standardTierStorageRedundancy becomes "LocallyRedundant", and was "GeoRedundant"',
    'redundancy-weakened: properties.redundancySettings.crossRegionRestore becomes "Disabled", and was "Enabled"',
    'encryption-weakened: properties.encryption.keyVaultProperties.keyUri becomes nothing, and was "https://vault/keys/one"',
  ]);
});

test("a policy that keeps fewer days, at any depth of its body", () => {
  const policy = (count: number) =>
    body("Microsoft.RecoveryServices/vaults/backupPolicies@2024-04-01", {
      retentionPolicy: { dailySchedule: { retentionDuration: { count, durationType: "Days" } } },
    });
  expect(reasonsOf("azapi_resource", policy(30), policy(29))).toEqual([
    "retention-shortened: properties.retentionPolicy.dailySchedule.retentionDuration.count becomes 29, and was 30",
  ]);
  expect(reasonsOf("azapi_resource", policy(30), policy(31))).toEqual([]);
});

test("an exemption that azapi makes", () => {
  const made = body("Microsoft.Authorization/policyExemptions@2022-07-01-preview", {
    expiresOn: "2027-01-01",
  });
  expect(reasonsOf("azapi_resource", null, made)).toEqual([
    "exemption-added: an exemption is made until 2027-01-01",
  ]);
});

describe("settings of vaults that azapi writes", () => {
  const TYPE = "Microsoft.RecoveryServices/vaults@2024-10-01";
  const body = (state: string, days: number) => ({
    type: TYPE,
    body: {
      properties: {
        securitySettings: {
          softDeleteSettings: { softDeleteState: state, softDeleteRetentionPeriodInDays: days },
        },
      },
    },
  });

  test("become weaker in an object, and in JSON text", () => {
    const text = (given: { type: string; body: object }) => ({ ...given, body: JSON.stringify(given.body) });
    const reasons = [
      'soft-delete-weakened: properties.securitySettings.softDeleteSettings.softDeleteState becomes "Enabled", and was "AlwaysON"',
      "soft-delete-weakened: properties.securitySettings.softDeleteSettings.softDeleteRetentionPeriodInDays becomes 14, and was 30",
    ];
    const given = [body("AlwaysON", 30), body("Enabled", 14)] as const;
    expect(reasonsOf("azapi_update_resource", ...given)).toEqual(reasons);
    expect(reasonsOf("azapi_update_resource", text(given[0]), text(given[1]))).toEqual(reasons);
    expect(reasonsOf("azapi_update_resource", given[1], given[0])).toEqual([]);
  });

  test("are unknown with an unknown body", () => {
    expect(reasonsOf("azapi_update_resource", body("AlwaysON", 30), {}, { unknown: { body: true } })).toEqual(
      ["unknown-value: the body is known only after the apply"],
    );
  });
});
