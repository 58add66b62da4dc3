import type { Construct } from "constructs";
import { AzapiProvider } from "../provider/azapi-provider";
import { AzapiUpdateResource } from "../provider/azapi-update-resource";
import type { RecoveryServicesVaultProps } from "./vault-props";

/** The API version in which the settings are written (Microsoft Learn, "Microsoft.RecoveryServices vaults"). */
const VAULT_API = "Microsoft.RecoveryServices/vaults@2024-10-01";

type Settings = Pick<RecoveryServicesVaultProps, "softDelete" | "crossSubscriptionRestore">;

/** What azurerm cannot set on a vault, through azapi; nothing is defined, and no provider needed, where it is not asked. */
export function defineVaultSettings(vault: Construct, vaultId: string, settings: Settings): void {
  const properties = settingsBody(settings);
  if (Object.keys(properties).length === 0) return;
  new AzapiUpdateResource(vault, "Settings", {
    provider: AzapiProvider.of(vault),
    type: VAULT_API,
    resourceId: vaultId,
    body: { properties },
  });
}

function settingsBody({ softDelete, crossSubscriptionRestore }: Settings): Record<string, unknown> {
  const soft = typeof softDelete === "object" ? softDelete : undefined;
  const softDeleteSettings = soft && {
    softDeleteState: soft.alwaysOn ? "AlwaysON" : "Enabled",
    softDeleteRetentionPeriodInDays: soft.retentionDays ?? 14,
  };
  const restore = crossSubscriptionRestore && { crossSubscriptionRestoreState: crossSubscriptionRestore };
  return {
    ...(softDeleteSettings && { securitySettings: { softDeleteSettings } }),
    ...(restore && { restoreSettings: { crossSubscriptionRestoreSettings: restore } }),
  };
}
