import { isRegion, knownWithoutZones, normalizeRegion } from "../core/regions";
import { matrix, type ReplicationObstacle, zonal } from "./support-rule";

/** Where Site Recovery replicates to from Brazil South. */
const BRAZIL_TARGETS = [
  "brazilsoutheast",
  "southcentralus",
  "westcentralus",
  "eastus",
  "eastus2",
  "westus",
  "westus2",
  "northcentralus",
];

/** Regions that are kept for customers of a region nearby, who ask Microsoft for them. */
const RESTRICTED: Readonly<Record<string, string>> = {
  switzerlandwest: "switzerlandnorth",
  francesouth: "francecentral",
  norwaywest: "norwayeast",
  jioindiacentral: "jioindiawest",
  brazilsoutheast: "brazilsouth",
  southafricawest: "southafricanorth",
  germanynorth: "germanywestcentral",
  uaecentral: "uaenorth",
};

/** The public regions that replicate between zones, as of October 2023, when the page was last revised. */
const ZONE_TO_ZONE = `
  canadacentral centralus southcentralus eastus eastus2 westus2 westus3 brazilsouth
  uksouth westeurope northeurope germanywestcentral norwayeast francecentral switzerlandnorth swedencentral
  polandcentral italynorth qatarcentral uaenorth southafricanorth
  southeastasia eastasia japaneast koreacentral australiaeast centralindia`
  .trim()
  .split(/\s+/);

/**
 * Why Site Recovery would not replicate between two regions, or between the zones of one where source and target are the
 * same (Microsoft Learn, "Support matrix for Azure VM disaster recovery between Azure regions", and "Enable Azure VM
 * disaster recovery between availability zones"). Any two other regions of the world will do.
 */
export function regionObstacle(sourceRegion: string, targetRegion: string): ReplicationObstacle | undefined {
  const [source, target] = [normalizeRegion(sourceRegion), normalizeRegion(targetRegion)];
  if (source === target) {
    if (!knownWithoutZones(source)) return undefined;
    const reason = `${source} has no availability zones to replicate between`;
    return { reason, remedy: "replicate to another region", rule: zonal("supported regions") };
  }
  const rule = matrix("Region support");
  if (source === "brazilsoutheast") {
    const reason = "Site Recovery replicates to brazilsoutheast, and not from it";
    return { reason, remedy: "protect the VMs there by backup", rule };
  }
  if (target === "brazilsouth") {
    const reason = "Site Recovery replicates from brazilsouth, and to it in failback alone";
    return { reason, remedy: "choose another target region", rule };
  }
  if (source !== "brazilsouth" || !isRegion(target) || BRAZIL_TARGETS.includes(target)) return undefined;
  const reason = `Site Recovery does not replicate from brazilsouth to ${target}`;
  return { reason, remedy: `choose one of ${BRAZIL_TARGETS.join(", ")}`, rule };
}

/** What to know before replicating between two regions, or between the zones of one: pages as of `regionObstacle`. */
export function regionWarnings(sourceRegion: string, targetRegion: string): readonly ReplicationObstacle[] {
  const [source, target] = [normalizeRegion(sourceRegion), normalizeRegion(targetRegion)];
  if (source === target) return zoneToZoneWarnings(source);
  return [source, target].flatMap((region) => {
    const nearby = RESTRICTED[region];
    if (nearby === undefined) return [];
    const reason = `${region} is kept for customers of ${nearby}`;
    const remedy = "ask Microsoft to admit the source and the target subscription";
    return [{ reason, remedy, rule: matrix("Region support") }];
  });
}

function zoneToZoneWarnings(region: string): readonly ReplicationObstacle[] {
  if (ZONE_TO_ZONE.includes(region)) return [];
  const reason = `${region} is not among the regions that Microsoft lists for replication between zones`;
  const remedy = "enable it for one VM first, or replicate to another region";
  return [{ reason, remedy, rule: zonal("supported regions") }];
}
