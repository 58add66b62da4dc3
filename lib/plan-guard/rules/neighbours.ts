import { type Values, valueAt } from "../change";
import type { RulesByType } from "./attribute-rule";
import {
  byMember,
  fewerIncluded,
  fewerWithin,
  listOf,
  lowered,
  narrowed,
  removed,
  type Weaker,
} from "./weaker";

/** Does a private endpoint lead to a vault? */
export function leadsToVault(values: Values): boolean {
  const to = String(valueAt(values, "private_service_connection.private_connection_resource_id"));
  const services = JSON.stringify(valueAt(values, "private_service_connection.subresource_names") ?? []);
  return /\/microsoft\.recoveryservices\/vaults\//i.test(to) || /"Azure(Backup|SiteRecovery)/i.test(services);
}

/** Private zones of vaults ("Private endpoints for Azure Backup", learn.microsoft.com), also of sovereign clouds. */
const ZONE = /privatelink\.([a-z]+\.backup|siterecovery)\.windowsazure\.[a-z]+$/i;

/** Has a zone, or a link to one, the names of vaults? */
export function hasVaultNames(values: Values): boolean {
  return ["name", "private_dns_zone_name", "private_dns_zone_id"].some((argument) =>
    ZONE.test(String(valueAt(values, argument))),
  );
}

export const isBackupExtension = (values: Values) =>
  /^microsoft\.dataprotection\.kubernetes$/i.test(String(valueAt(values, "extension_type")));

export const isOfBackupVault = (values: Values) =>
  /\/microsoft\.dataprotection\/backupvaults\//i.test(String(valueAt(values, "source_resource_id")));

const LOCATION = "configuration.backupStorageLocation.";

/** Where the backup extension of a cluster keeps what it backs up. */
function placeOf(values: Values): unknown {
  if (!isBackupExtension(values)) return undefined;
  return Object.entries(Object(values.configuration_settings)).filter(([name]) => name.startsWith(LOCATION));
}

const elsewhere: Weaker = (before, after) => {
  const now = new Map(after as readonly [string, unknown][] | undefined);
  const moved = listOf(before).flatMap((entry) => {
    const [name = "", was] = entry as readonly [string, unknown];
    const is = now.get(name);
    if (was === is) return [];
    return [
      `${name.split(".").at(-1)} becomes ${JSON.stringify(is) ?? "nothing"}, and was ${JSON.stringify(was)}`,
    ];
  });
  return moved.length > 0 ? `keeps backups in another place: ${moved.join(", ")}` : undefined;
};

/** What a delegation gives to whom. */
const fewerGrants: Weaker = byMember((before, after) => {
  const grants = (blocks: unknown) =>
    listOf(blocks).map((one) => `${valueAt(one, "role_definition_id")} to ${valueAt(one, "principal_id")}`);
  const left = grants(after);
  const lost = grants(before).filter((one) => !left.includes(one));
  return lost.length > 0 ? `no longer gives ${lost.join(", ")}` : undefined;
});

export const conditioned: Weaker = (before, after) =>
  after !== undefined && after !== "" && after !== before ? "limits the role to what it says" : undefined;

/** GB a day that a workspace takes; no number and a negative one are no limit (azurerm_log_analytics_workspace). */
const lowerQuota: Weaker = (before, after) => {
  const [was, is] = [before, after].map((quota) =>
    typeof quota === "number" && quota >= 0 ? quota : Number.POSITIVE_INFINITY,
  );
  if (was === undefined || is === undefined || is >= was) return undefined;
  return `becomes ${is}, and was ${Number.isFinite(was) ? was : "no limit"}`;
};

const SCHEDULES = ["daily_schedule", "weekly_schedule"];

/** What serves backups beside vaults, policies and items. */
export const NEIGHBOURS: RulesByType = {
  private_endpoint: [
    {
      rule: "connection-removed",
      path: "private_dns_zone_group",
      read: (values) => (leadsToVault(values) ? values.private_dns_zone_group : undefined),
      weaker: fewerWithin("private_dns_zone_ids"),
      unknown: false,
    },
  ],
  kubernetes_cluster_extension: [
    {
      rule: "recovery-weakened",
      path: "configuration_settings",
      read: placeOf,
      weaker: elsewhere,
      unknown: false,
    },
  ],
  kubernetes_cluster_trusted_access_role_binding: [
    {
      rule: "access-removed",
      path: "roles",
      read: (values) => (isOfBackupVault(values) ? values.roles : undefined),
      weaker: narrowed,
    },
  ],
  lighthouse_definition: ["authorization", "eligible_authorization"].map((path) => ({
    rule: "access-removed",
    path,
    weaker: fewerGrants,
    unknown: false,
  })),
  log_analytics_workspace: [
    { rule: "logs-removed", path: "retention_in_days", weaker: lowered, unknown: false },
    { rule: "logs-removed", path: "daily_quota_gb", weaker: lowerQuota, unknown: false },
  ],
  automanage_configuration: [
    { rule: "policy-not-enforced", path: "backup", weaker: removed },
    ...SCHEDULES.map((schedule) => ({
      rule: "retention-shortened" as const,
      path: `backup.retention_policy.${schedule}.retention_duration.count`,
      weaker: lowered,
    })),
    { rule: "retention-shortened", path: "backup.instant_rp_retention_range_in_days", weaker: lowered },
    { rule: "backups-less-often", path: "backup.schedule_policy.schedule_run_days", weaker: fewerIncluded },
  ],
};
