import type { RecoveryServicesVault } from "@cdktf/provider-azurerm/lib/recovery-services-vault";
import { Token } from "cdktf";
import { normalizeRegion } from "../core/regions";
import type { ExistingVault } from "../inventory/existing-backups";

/** What of an existing vault neither Azure nor azurerm would change: the first plan would fail, or replace the vault. */
export function vaultObstacles(
  resource: RecoveryServicesVault,
  existing: ExistingVault,
  inUse: boolean,
): readonly string[] {
  return [
    ...placeObstacles(resource, existing, inUse),
    ...switchObstacles(resource, existing),
    ...identityObstacles(resource, existing),
  ];
}

/** What the program says; nothing where only Terraform will know it. */
const said = <T>(value: T | undefined): T | undefined => (Token.isUnresolved(value) ? undefined : value);

function placeObstacles(
  resource: RecoveryServicesVault,
  { name, region, redundancy }: ExistingVault,
  inUse: boolean,
): readonly string[] {
  const obstacles: string[] = [];
  const location = said(resource.locationInput);
  if (location !== undefined && normalizeRegion(location) !== region) {
    obstacles.push(
      `region must be that of the vault in Azure, ${region}, got ${normalizeRegion(location)}: azurerm would replace ${name}; say region: "${region}", or choose another name`,
    );
  }
  const mode = said(resource.storageModeTypeInput);
  if (inUse && mode && redundancy && mode !== redundancy) {
    obstacles.push(
      `redundancy must be that of the vault in Azure, "${redundancy}", got "${mode}": Azure does not change it once something is protected`,
    );
  }
  return obstacles;
}

/** What nobody switches off again. */
function switchObstacles(
  resource: RecoveryServicesVault,
  { name, crossRegionRestore, immutability }: ExistingVault,
): readonly string[] {
  const obstacles: string[] = [];
  if (crossRegionRestore && said(resource.crossRegionRestoreEnabledInput) === false) {
    obstacles.push(
      `crossRegionRestore is on in Azure and cannot be switched off: say crossRegionRestore: true and acknowledge: ["cross-region restore"], or azurerm would replace ${name}`,
    );
  }
  const wanted = said(resource.immutabilityInput);
  if (immutability === "Locked" && wanted !== undefined && wanted !== "Locked") {
    obstacles.push(
      `immutability is "Locked" in Azure and stays so: say immutability: "Locked" and acknowledge: ["Locked immutability"], or azurerm would replace ${name}`,
    );
  }
  return obstacles;
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
  const twice = said(resource.encryptionInput?.infrastructureEncryptionEnabled);
  if (existing.customerManagedKey && twice !== undefined && twice !== existing.infrastructureEncryption) {
    obstacles.push(
      `encryption.infrastructureEncryption must be what the vault has in Azure, ${existing.infrastructureEncryption}: azurerm refuses to change it`,
    );
  }
  return obstacles;
}

const IDENTITIES = [
  ["UserAssigned", "name its identities in identity.userAssigned"],
  ["SystemAssigned", "leave identity.systemAssigned at true"],
] as const;
