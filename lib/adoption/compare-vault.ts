import type { RecoveryServicesVault } from "@cdktf/provider-azurerm/lib/recovery-services-vault";
import { Token } from "cdktf";
import { normalizeRegion } from "../core/regions";
import type { ExistingVault } from "../inventory/existing-backups";

const said = <T>(value: T | undefined): T | undefined => (Token.isUnresolved(value) ? undefined : value);

/** What of an existing vault neither Azure nor azurerm would change: the first plan would fail, or replace the vault. */
export function vaultObstacles(
  resource: RecoveryServicesVault,
  existing: ExistingVault,
  inUse: boolean,
): readonly string[] {
  const { name } = existing;
  const obstacles: string[] = [];
  const region = said(resource.locationInput);
  if (region !== undefined && normalizeRegion(region) !== existing.region) {
    const way = `say region: "${existing.region}", or choose another name`;
    obstacles.push(
      `region must be that of the vault in Azure, ${existing.region}, got ${normalizeRegion(region)}: azurerm would replace ${name}; ${way}`,
    );
  }
  const redundancy = said(resource.storageModeTypeInput);
  if (inUse && redundancy && existing.redundancy && redundancy !== existing.redundancy) {
    obstacles.push(
      `redundancy must be that of the vault in Azure, "${existing.redundancy}", got "${redundancy}": Azure does not change it once something is protected`,
    );
  }
  if (existing.crossRegionRestore && said(resource.crossRegionRestoreEnabledInput) === false) {
    obstacles.push(
      `crossRegionRestore is on in Azure and cannot be switched off: say crossRegionRestore: true and acknowledge: ["cross-region restore"], or azurerm would replace ${name}`,
    );
  }
  const immutability = said(resource.immutabilityInput);
  if (existing.immutability === "Locked" && immutability !== undefined && immutability !== "Locked") {
    obstacles.push(
      `immutability is "Locked" in Azure and stays so: say immutability: "Locked" and acknowledge: ["Locked immutability"], or azurerm would replace ${name}`,
    );
  }
  return [...obstacles, ...identityObstacles(resource, existing)];
}

/** azurerm refuses, at apply, to take an identity or a key away. */
function identityObstacles(resource: RecoveryServicesVault, existing: ExistingVault): readonly string[] {
  const type = resource.identityInput?.type ?? "";
  const obstacles: string[] = [];
  for (const [word, way] of IDENTITIES) {
    if (!existing.identity.toLowerCase().includes(word.toLowerCase()) || type.includes(word)) continue;
    obstacles.push(
      `identity must keep what the vault has in Azure, ${word}: azurerm takes no identity away; ${way}`,
    );
  }
  if (existing.customerManagedKey && resource.encryptionInput === undefined) {
    obstacles.push(
      "encryption must name the key that the vault has in Azure: a vault never goes back to Microsoft's keys",
    );
  }
  return obstacles;
}

const IDENTITIES = [
  ["UserAssigned", "name its identities in identity.userAssigned"],
  ["SystemAssigned", "leave identity.systemAssigned at true"],
] as const;
