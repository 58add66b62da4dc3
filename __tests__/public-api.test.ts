import * as lib from "../lib";
import * as policies from "../policies";
import { command } from "./support/command";

test("the package exports exactly these values: a change here is a change of the public API", () => {
  expect(Object.keys(lib).sort()).toMatchInlineSnapshot(`
[
  "AZAPI_VERSION",
  "AZURERM_VERSION",
  "AksBackupPolicy",
  "AzapiProvider",
  "AzapiUpdateResource",
  "AzureProvider",
  "BUILT_IN_ROLES",
  "BackupVault",
  "BlobBackupPolicy",
  "CacheStorageAccount",
  "ConfigurationError",
  "DisasterRecoveryPair",
  "DiskBackupPolicy",
  "Disks",
  "Estate",
  "ExistingBackups",
  "FileSharePolicy",
  "GEO_CODES",
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
  "RecoveryNetwork",
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
  "TierSet",
  "VirtualMachine",
  "VmBackupPolicy",
  "VmInventory",
  "WorkloadPolicy",
  "addFinding",
  "addRegions",
  "adopt",
  "adoptExisting",
  "backupObstacle",
  "describeFinding",
  "findingsIn",
  "isRegion",
  "needsNonGeoVault",
  "privateAccessObstacle",
  "protectAll",
  "replicationObstacle",
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
