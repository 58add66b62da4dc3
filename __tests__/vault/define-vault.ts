import { RecoveryServicesVault, type RecoveryServicesVaultProps, type ResilienceStack } from "../../lib";
import { resourceGroup } from "../support/synthesise";

export const VAULT = "azurerm_recovery_services_vault";

/** A vault with what it needs, in Australia East; say only what matters. */
export const defineVault =
  (changes: Partial<RecoveryServicesVaultProps> = {}) =>
  (stack: ResilienceStack): RecoveryServicesVault =>
    new RecoveryServicesVault(stack, "Vault", {
      name: "rsv-contoso",
      resourceGroup: resourceGroup(stack),
      ...changes,
    });
