/** What a vault serves over private endpoints: the names of its sub-resources. */
export type VaultService = "AzureBackup" | "AzureSiteRecovery";

interface ServiceFacts {
  /** In the names of endpoints. */
  readonly word: string;
  /** Addresses that one endpoint takes of its subnet. */
  readonly addresses: number;
}

/**
 * Addresses: Microsoft Learn, "Overview and concepts of private endpoints (v2 experience) for Azure Backup" (10, and the
 * count may grow) and "Enable replication for private endpoints in Azure Site Recovery" (at least 7).
 */
export const SERVICES: Readonly<Record<VaultService, ServiceFacts>> = {
  AzureBackup: { word: "backup", addresses: 10 },
  AzureSiteRecovery: { word: "asr", addresses: 7 },
};

/** The private DNS zones in which a service's names are found, its own first. */
export function zoneNames(service: VaultService, geoCode: string): readonly string[] {
  if (service === "AzureSiteRecovery") return ["privatelink.siterecovery.windowsazure.com"];
  return [
    `privatelink.${geoCode}.backup.windowsazure.com`,
    "privatelink.blob.core.windows.net",
    "privatelink.queue.core.windows.net",
  ];
}

/** Short enough whatever the vault's name: 4 + 50 + 7 of 64 characters. */
export function endpointName(service: VaultService, base: string): string {
  return `pep-${base}-${SERVICES[service].word}`;
}
