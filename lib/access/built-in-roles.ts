/**
 * Azure built-in roles that backup and disaster recovery use, by their names (Microsoft Learn, "Azure built-in roles").
 * The ids are the same in every tenant.
 */
export const BUILT_IN_ROLES = {
  "Backup Contributor": "5e467623-bb1f-42f4-a55d-6e525e11384b",
  "Backup Operator": "00c29273-979b-4161-815c-10b084fb9324",
  "Backup Reader": "a795c7a0-d4a2-40c1-ae25-d81f01202912",
  "Backup MUA Admin": "c2a970b4-16a7-4a51-8c84-8a8ea6ee0bb8",
  "Backup MUA Operator": "f54b6d04-23c6-443e-b462-9c16ab7b4a52",
  "Site Recovery Contributor": "6670b86e-a3f7-4917-ac9b-5d6ab1be4567",
  "Site Recovery Operator": "494ae006-db33-4328-bf46-533a6560a3ca",
  "Site Recovery Reader": "dbaa88c4-0c30-4179-9fb3-46319faa6149",
  Contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  "Virtual Machine Contributor": "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
  "VM Restore Operator": "dfce8971-25e3-42e3-ba33-6055438e3080",
  "Disk Backup Reader": "3e5e47e6-65f7-47ef-90b5-e5dd4d455f24",
  "Disk Restore Operator": "b50d9833-a0cb-478e-945f-707fcc997c13",
  "Disk Snapshot Contributor": "7efff54f-a5b4-42b5-a1c5-5411624893ce",
  "Data Operator for Managed Disks": "959f8984-c045-4866-89c7-12bf9737be2e",
  "Storage Account Backup Contributor": "e5e2a7ff-d759-4cd2-bb51-3152d37e2eb1",
  "Storage Account Contributor": "17d1049b-9a84-46fb-8f53-869881c3d3ab",
  "Storage Blob Data Contributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  "Network Contributor": "4d97b98b-1d4f-4787-a291-c67834d212e7",
  "Private DNS Zone Contributor": "b12aa53e-6015-4669-85d0-8515ebb3ae7f",
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "PostgreSQL Flexible Server Long Term Retention Backup Role": "c088a766-074b-43ba-90d4-1fb21feae531",
  "MySQL Backup And Export Operator": "d18ad5f3-1baf-4119-b49b-d944edb1f9d0",
} as const;

/** A built-in role that the library knows by its name. */
export type BuiltInRole = keyof typeof BUILT_IN_ROLES;
