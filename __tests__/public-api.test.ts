import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as lib from "../lib";
import * as policies from "../policies";
import { command } from "./support/command";
import { temporaryFolder } from "./support/files";

test("the package exports exactly these values: a change here is a change of the public API", () => {
  expect(Object.keys(lib).sort()).toMatchInlineSnapshot(`
[
  "AUTOMANAGE_END",
  "AZAPI_VERSION",
  "AZURERM_VERSION",
  "ActionGroup",
  "ActivityLogDiagnostics",
  "AksBackupPolicy",
  "AlertFilter",
  "AlertProcessingRule",
  "AlertSchedule",
  "AlertSuppression",
  "AutomanageProfile",
  "AutomationAccount",
  "AutomationDiagnostics",
  "AzapiProvider",
  "AzapiUpdateResource",
  "AzureProvider",
  "BUILT_IN_ROLES",
  "BackupAlerts",
  "BackupBaseline",
  "BackupByTag",
  "BackupEnforced",
  "BackupQueries",
  "BackupVault",
  "BackupWorkbook",
  "BlobBackupPolicy",
  "Budget",
  "BudgetScope",
  "CRASH_CONSISTENT_MINUTES",
  "CUSTOM_POLICIES",
  "CacheStorageAccount",
  "ConfigurationError",
  "DELEGABLE_ROLES",
  "Delegation",
  "DisasterRecoveryPair",
  "DiskBackupPolicy",
  "Disks",
  "DrillSchedule",
  "ESTIMATE_FILE",
  "EVIDENCE_FILE",
  "Estate",
  "ExistingBackups",
  "FileSharePolicy",
  "GEO_CODES",
  "HealthAlert",
  "HypervNetworkMapping",
  "HypervReplicationPolicy",
  "HypervSite",
  "LighthouseDelegation",
  "LogAlert",
  "LogWorkspace",
  "MAX_VMS_PER_VAULT",
  "MysqlBackupPolicy",
  "PolicyAssignment",
  "PolicyDefinition",
  "PolicyExemption",
  "PolicyInitiative",
  "PolicyRemediation",
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
  "REACH_FILE",
  "REGIONS",
  "REPORT_FOLDER",
  "RESOURCE_PROVIDERS",
  "Receiver",
  "RecoveryAction",
  "RecoveryDrill",
  "RecoveryNetwork",
  "RecoveryPlan",
  "RecoveryServicesVault",
  "ReplicatedVm",
  "ReplicationByTag",
  "ReplicationPolicy",
  "ReplicationQueries",
  "ResilienceApp",
  "ResilienceChecks",
  "ResilienceStack",
  "ResourceGuard",
  "RolePropagation",
  "SARIF_FILE",
  "Schedule",
  "StorageRegistration",
  "SynthesizedApp",
  "TIMEZONES",
  "TestNetwork",
  "TierSet",
  "VAULT_TAGS",
  "VM_ONBOARDING",
  "VaultDiagnostics",
  "VaultTags",
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
  "defineRule",
  "describeEstimate",
  "describeFinding",
  "estimateBackupStorage",
  "estimateCost",
  "estimateFile",
  "estimateOf",
  "estimateReplicationStorage",
  "findingsIn",
  "isExpression",
  "isRegion",
  "needsNonGeoVault",
  "onResource",
  "onVm",
  "perApp",
  "policyDocument",
  "policyReach",
  "privateAccessObstacle",
  "promiseObjective",
  "protectAll",
  "protectedInstance",
  "recoveryObjectives",
  "regionObstacle",
  "regionWarnings",
  "replicationObstacle",
  "replicationWarnings",
  "reportOf",
  "retentionTimeline",
  "vmsWithoutPlan",
]
`);
  expect(Object.keys(policies).sort()).toEqual(["builtInPolicies", "contosoTiers", "vmBackupImages"]);
});

/** The provider's modules that a program loads. */
function loadedBy(program: string, env: Record<string, string> = {}): readonly string[] {
  const report = `
    const loaded = Object.keys(require.cache).filter((file) => file.includes("provider-azurerm/lib/"));
    process.stdout.write("\\n" + JSON.stringify(loaded.map((file) => file.split("provider-azurerm/")[1])));`;
  const { out } = command(process.execPath, ["-e", `${program};${report}`], {
    env: { ...process.env, ...env },
  });
  return JSON.parse(out.split("\n").at(-1) ?? "");
}

test("the library loads no class of the provider before a program uses one", () => {
  expect(loadedBy('require("./dist/lib")')).toEqual([]);
});

test("no module brings in the provider's barrel, which alone takes over a second", () => {
  const modules = readdirSync("dist", { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".js"),
  );
  const specifiers = modules.flatMap((file) => [
    ...readFileSync(join("dist", file), "utf8").matchAll(/require\("(@cdktf\/provider-azurerm[^"]*)"\)/g),
  ]);
  const loaded = new Set(specifiers.map(([, specifier = ""]) => specifier));
  expect([...loaded].filter((one) => !/^@cdktf\/provider-azurerm\/lib\/[a-z0-9-]+$/.test(one))).toEqual([]);
  expect(loaded.size).toBeGreaterThan(50);
});

test("a program with a vault, a policy and a VM loads what these need, not Site Recovery, policies or workbooks", () => {
  const loaded = loadedBy('require("./dist/examples/defaults/main.js")', { CDKTF_OUTDIR: temporaryFolder() });
  expect(loaded.filter((file) => /site-recovery|policy-assignment|workbook|lighthouse/.test(file))).toEqual(
    [],
  );
  expect(loaded.length).toBeLessThan(40);
});
