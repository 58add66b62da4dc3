import { perApp } from "../../../synthesized/per-app";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { BACKUP_VAULT, VAULT } from "../attribute";

/** Built-in alerts are told to nobody by themselves (Microsoft Learn, "Azure Monitor alerts for Azure Backup"). */
export const vaultAlertRouting = defineRule({
  id: "vault-alert-routing",
  title: "The built-in alerts of vaults reach an action group",
  severity: "warning",
  frameworks: { AMBA: ["alert processing rule"] },
  why: "deleted backups and failed jobs would be seen by those alone who look at the portal",
  fix: "add an alert processing rule with an action group at the vault, its group or its subscription",
  check: ({ app }) => {
    const { known, unknown } = routedScopes(app);
    return app.ofType(VAULT, BACKUP_VAULT).map((vault) => {
      const places = placesOf(vault);
      if (places.some((place) => known.has(place)))
        return onResource(vault, true, "an alert processing rule delivers its alerts");
      return unknown
        ? onResource(
            vault,
            undefined,
            "only Terraform knows the scopes of an alert processing rule of the app",
          )
        : onResource(vault, false, "no alert processing rule of the app delivers its alerts");
    });
  },
});

/** What alert processing rules with action groups cover; is there one of which only Terraform knows it? */
const routedScopes = perApp((app) => {
  const scopes = app
    .ofType("azurerm_monitor_alert_processing_rule_action_group")
    .filter(({ config }) => config.enabled !== false)
    .flatMap((one) => [one.config.scopes ?? []].flat().map((scope) => one.keyOf(scope)));
  return { known: new Set(scopes), unknown: scopes.includes(undefined) };
});

/** A vault, its resource group and its subscription. */
function placesOf(vault: SynthesizedResource): readonly string[] {
  const subscription = vault.subscriptionId === undefined ? [] : [`/subscriptions/${vault.subscriptionId}`];
  return [vault.key, vault.armId?.toLowerCase().split("/providers/")[0] ?? vault.key, ...subscription];
}
