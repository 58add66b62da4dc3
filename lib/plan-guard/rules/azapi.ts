import { type Change, type Values, valueAt } from "../change";
import { isoMinutes } from "./iso-duration";
import type { GuardRuleId } from "./rule-list";

type Found = readonly [rule: GuardRuleId, reason: string];

const rank =
  (...values: readonly string[]) =>
  (value: unknown) =>
    values.findIndex((one) => one.toLowerCase() === String(value).toLowerCase());

const isThere = (value: unknown) => (value === undefined || value === "" ? 0 : 1);

const MONITORING = "properties.monitoringSettings.azureMonitorAlertSettings";

const SECURITY = "properties.securitySettings";

/** Settings of vaults that azurerm cannot set, in the body of an azapi resource: each may only become stronger. */
const SETTINGS: readonly (readonly [path: string, rule: GuardRuleId, rank: (value: unknown) => number])[] = [
  [
    `${SECURITY}.softDeleteSettings.softDeleteState`,
    "soft-delete-weakened",
    rank("Disabled", "Enabled", "AlwaysON"),
  ],
  [`${SECURITY}.softDeleteSettings.state`, "soft-delete-weakened", rank("Off", "On", "AlwaysOn")],
  [
    `${SECURITY}.softDeleteSettings.softDeleteRetentionPeriodInDays`,
    "soft-delete-weakened",
    (value) => Number(value ?? 0),
  ],
  [
    `${SECURITY}.softDeleteSettings.retentionDurationInDays`,
    "soft-delete-weakened",
    (value) => Number(value ?? 0),
  ],
  [`${SECURITY}.immutabilitySettings.state`, "immutability-weakened", rank("Disabled", "Unlocked", "Locked")],
  [
    "properties.restoreSettings.crossSubscriptionRestoreSettings.crossSubscriptionRestoreState",
    "network-opened",
    rank("Enabled", "Disabled", "PermanentlyDisabled"),
  ],
  ["properties.publicNetworkAccess", "network-opened", rank("Enabled", "Disabled")],
  [
    "properties.redundancySettings.standardTierStorageRedundancy",
    "redundancy-weakened",
    rank("LocallyRedundant", "ZoneRedundant", "GeoRedundant"),
  ],
  ["properties.redundancySettings.crossRegionRestore", "redundancy-weakened", rank("Disabled", "Enabled")],
  ["properties.encryption.keyVaultProperties.keyUri", "encryption-weakened", isThere],
  ["properties.encryption.infrastructureEncryption", "encryption-weakened", rank("Disabled", "Enabled")],
  [`${MONITORING}.alertsForAllJobFailures`, "alert-removed", rank("Disabled", "Enabled")],
  [`${MONITORING}.alertsForAllFailoverIssues`, "alert-removed", rank("Disabled", "Enabled")],
  [`${MONITORING}.alertsForAllReplicationIssues`, "alert-removed", rank("Disabled", "Enabled")],
];

/** What becomes weaker in the body of a resource of the provider azapi. */
export function azapiFindings(change: Change): readonly Found[] {
  if (!/^azapi_(resource|update_resource)$/.test(change.type) || !isOfBackups(change)) return [];
  const hidden = change.isSensitive("body") || change.isSensitive("sensitive_body");
  if (change.isUnknown("body")) return [["unknown-value", "the body is known only after the apply"]];
  const before = bodyOf(change.before);
  const after = bodyOf(change.after);
  const found = [...weakerSettings(before, after), ...shorterPolicy(before, after)];
  return hidden ? found.map(([rule]): Found => [rule, "the body protects less, and is sensitive"]) : found;
}

/** Of other services nothing is known; a type that the plan does not say may be one of these. */
function isOfBackups({ before, after }: Change): boolean {
  const type = valueAt(after, "type") ?? valueAt(before, "type");
  return typeof type !== "string" || /^Microsoft\.(RecoveryServices|DataProtection)\//i.test(type);
}

function weakerSettings(before: unknown, after: unknown): readonly Found[] {
  return SETTINGS.flatMap(([path, rule, ranked]): readonly Found[] => {
    const was = valueAt(before, path);
    const is = valueAt(after, path);
    if (was === undefined || ranked(is) >= ranked(was)) return [];
    return [
      [
        rule,
        `${path} becomes ${is === undefined ? "nothing" : JSON.stringify(is)}, and was ${JSON.stringify(was)}`,
      ],
    ];
  });
}

/** What backup and replication policies say of retention, at any depth (REST, ProtectionPolicies and BackupPolicies). */
const RETENTION =
  /^(count|duration|instantRpRetentionRangeInDays|recoveryPointHistory|snapshotRetentionInDays)$/;

/** Numbers and durations of a policy that become smaller or go; lists are compared member by member. */
function shorterPolicy(before: unknown, after: unknown, path = ""): readonly Found[] {
  if (typeof before !== "object" || before === null) return [];
  return Object.entries(before).flatMap(([name, was]): readonly Found[] => {
    const is = typeof after === "object" && after !== null ? Reflect.get(after, name) : undefined;
    const where = path === "" ? name : `${path}.${name}`;
    if (typeof was === "object") return shorterPolicy(was, is, where);
    if (!RETENTION.test(name) || lengthOf(is) >= lengthOf(was)) return [];
    const now = is === undefined ? "nothing" : JSON.stringify(is);
    return [["retention-shortened", `${where} becomes ${now}, and was ${JSON.stringify(was)}`]];
  });
}

function lengthOf(value: unknown): number {
  if (typeof value === "number") return value;
  return typeof value === "string" ? (isoMinutes(value) ?? 0) : 0;
}

/** azapi 1 has JSON text, azapi 2 an object. */
function bodyOf(values: Values): unknown {
  const body = valueAt(values, "body");
  if (typeof body !== "string") return body;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
