import { perApp } from "../../synthesized/per-app";
import type { SynthesizedResource } from "../../synthesized/synthesized-resource";
import { type CheckResult, onResource } from "../result";
import type { CheckContext } from "../rule";

/** What a vault has to log, by the destination that gives rows. */
export interface NeededLogs {
  /** Categories that fill tables of their own. */
  readonly own: readonly string[];
  /** Categories that fill AzureDiagnostics alone. */
  readonly shared: readonly string[];
}

/** Who is protected, and how the jobs went: what reports and log alerts read first. */
export const BACKUP_LOGS = ["CoreAzureBackup", "AddonAzureBackupJobs"];

/** Asks whether vaults of a type send what is needed to a workspace. */
export function onLoggedVaults(
  type: string,
  needed: (vault: SynthesizedResource, context: CheckContext) => NeededLogs,
) {
  return (context: CheckContext): readonly CheckResult[] => {
    const { byVault, unknown } = logsByVault(context.app);
    return context.app.ofType(type).map((vault) => {
      const { own, shared } = byVault.get(vault.key) ?? NOTHING;
      const wanted = needed(vault, context);
      const missing = [...lacking(wanted.own, own), ...lacking(wanted.shared, shared)];
      if (missing.length === 0) return onResource(vault, true, "its logs go to a workspace");
      return unknown
        ? onResource(vault, undefined, "only Terraform knows what a diagnostic setting of the app is of")
        : onResource(vault, false, `no workspace gets ${missing.join(", ")} in the table that is read`);
    });
  };
}

type Logs = { readonly own: Set<unknown>; readonly shared: Set<unknown> };
const NOTHING: Logs = { own: new Set(), shared: new Set() };
const ALL = "allLogs";

function lacking(wanted: readonly string[], sent: ReadonlySet<unknown>): readonly string[] {
  return sent.has(ALL) ? [] : wanted.filter((category) => !sent.has(category));
}

/** The categories that each vault sends to a workspace; is there a setting of which only Terraform knows the vault? */
const logsByVault = perApp((app) => {
  const byVault = new Map<string, Logs>();
  let unknown = false;
  for (const setting of app.ofType("azurerm_monitor_diagnostic_setting")) {
    const { config } = setting;
    if (config.log_analytics_workspace_id == null) continue;
    const key = setting.keyOf(config.target_resource_id);
    if (key === undefined) unknown = true;
    else {
      const logs = byVault.get(key) ?? { own: new Set(), shared: new Set() };
      byVault.set(key, logs);
      const target = config.log_analytics_destination_type === "Dedicated" ? logs.own : logs.shared;
      for (const log of setting.blocks("enabled_log")) target.add(log.category_group ?? log.category);
    }
  }
  return { byVault, unknown };
});
