import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { VAULT } from "../attribute";

/** To the tables of their own: with another destination the tables that reports read stay empty. */
export const vaultDiagnostics = defineRule({
  id: "vault-diagnostics",
  title: "Recovery Services vaults send their logs to a workspace",
  severity: "warning",
  frameworks: {},
  why: "reports and log alerts would find no rows",
  fix: "add VaultDiagnostics: tables of their own, and AzureDiagnostics for Site Recovery",
  check: ({ app }) => {
    const logged = new Map(
      app
        .ofType("azurerm_monitor_diagnostic_setting")
        .filter(
          ({ config }) =>
            config.log_analytics_workspace_id != null &&
            config.log_analytics_destination_type === "Dedicated",
        )
        .map((one) => [one.keyOf(one.config.target_resource_id), one]),
    );
    return app.ofType(VAULT).map((vault) => {
      const setting = logged.get(vault.key);
      const found = setting
        ? `${setting.path} sends them to tables of their own`
        : "no setting sends them to tables of their own";
      return onResource(vault, setting !== undefined, found);
    });
  },
});
