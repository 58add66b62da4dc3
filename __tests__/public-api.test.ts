import * as lib from "../lib";
import * as policies from "../policies";
import { command } from "./support/command";

test("the package exports exactly these values: a change here is a change of the public API", () => {
  expect(Object.keys(lib).sort()).toMatchInlineSnapshot(`
[
  "AZAPI_VERSION",
  "AZURERM_VERSION",
  "AksBackupPolicy",
  "AutomationAccount",
  "AzapiProvider",
  "AzapiUpdateResource",
  "AzureProvider",
  "BUILT_IN_ROLES",
  "BackupVault",
  "BlobBackupPolicy",
  "CRASH_CONSISTENT_MINUTES",
  "CacheStorageAccount",
  "ConfigurationError",
  "DisasterRecoveryPair",
  "DiskBackupPolicy",
  "Disks",
  "DrillSchedule",
  "Estate",
  "ExistingBackups",
  "FileSharePolicy",
  "GEO_CODES",
  "HealthAlert",
  "HypervNetworkMapping",
  "HypervReplicationPolicy",
  "HypervSite",
  "MAX_VMS_PER_VAULT",
  "MysqlBackupPolicy",
  "PolicyAssignment",
  "PolicyScope",
  "PostgresqlBackupPolicy",
  "Principal",
  "PrivateAccess",
  "PrivateDnsZones",
  "ProtectedAksCluster",
  "ProtectedBlobs",
  "ProtectedDisk",
  "ProtectedFileShare",
  "ProtectedMysqlServer",
  "ProtectedPostgresqlServer",
  "ProtectedVm",
  "REGIONS",
  "RESOURCE_PROVIDERS",
  "RecoveryAction",
  "RecoveryDrill",
  "RecoveryNetwork",
  "RecoveryPlan",
  "RecoveryServicesVault",
  "ReplicatedVm",
  "ReplicationPolicy",
  "ResilienceApp",
  "ResilienceStack",
  "ResourceGuard",
  "RolePropagation",
  "Schedule",
  "StorageRegistration",
  "TIMEZONES",
  "TestNetwork",
  "TierSet",
  "VirtualMachine",
  "VmBackupPolicy",
  "VmInventory",
  "VmmServer",
  "VmwareReplicatedVm",
  "VmwareReplicationPolicy",
  "VmwareSite",
  "WorkloadPolicy",
  "addFinding",
  "addRegions",
  "adopt",
  "adoptExisting",
  "backupObstacle",
  "checkReplicationPolicy",
  "describeFinding",
  "findingsIn",
  "fits",
  "isRegion",
  "needsNonGeoVault",
  "privateAccessObstacle",
  "promiseObjective",
  "protectAll",
  "recoveryObjectives",
  "regionObstacle",
  "regionWarnings",
  "replicationObstacle",
  "replicationWarnings",
  "vmsWithoutPlan",
]
`);
  expect(Object.keys(policies).sort()).toEqual(["builtInPolicies", "contosoTiers"]);
});

test("no import brings in the provider's barrel, which alone takes over a second", () => {
  const program = `
    require("./dist/lib");
    const loaded = Object.keys(require.cache).filter((file) => file.includes("provider-azurerm"));
    process.stdout.write(JSON.stringify(loaded.map((file) => file.split("provider-azurerm/")[1])));`;
  const loaded: string[] = JSON.parse(command(process.execPath, ["-e", program]).out);
  expect(loaded).not.toContain("lib/index.js");
  expect(loaded.length).toBeLessThan(60);
});
