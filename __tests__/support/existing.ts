import { ExistingBackups } from "../../lib";
import { temporaryFile } from "./files";
import { answer } from "./rows";
import { SUBSCRIPTION } from "./synthesise";
import { vmId } from "./vms";

type Row = Record<string, unknown>;

export const GROUP_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-group`;

export const vaultId = (name = "rsv-contoso") =>
  `${GROUP_ID}/providers/Microsoft.RecoveryServices/vaults/${name}`;

/** The row of a vault as the portal makes it; say only what matters. */
export function vaultRow(properties: Row = {}, changes: Row = {}): Row {
  return {
    id: vaultId(),
    name: "rsv-contoso",
    type: "microsoft.recoveryservices/vaults",
    location: "australiaeast",
    properties: {
      redundancySettings: {
        standardTierStorageRedundancy: "GeoRedundant",
        crossRegionRestore: "Disabled",
      },
      ...properties,
    },
    ...changes,
  };
}

const SCHEDULES = { daily: "Days", weekly: "Weeks", monthly: "Months", yearly: "Years" } as const;

/** The row of a policy that keeps so many points of each kind. */
export function policyRow(
  name: string,
  retention: Partial<Record<keyof typeof SCHEDULES, number>> = { daily: 7 },
  properties: Row = {},
): Row {
  const kept = Object.entries(retention).map(([kind, count]) => [
    `${kind}Schedule`,
    { retentionDuration: { count, durationType: SCHEDULES[kind as keyof typeof SCHEDULES] } },
  ]);
  return {
    id: `${vaultId()}/backupPolicies/${name}`,
    name,
    type: "microsoft.recoveryservices/vaults/backuppolicies",
    properties: {
      backupManagementType: "AzureIaasVM",
      policyType: "V2",
      retentionPolicy: Object.fromEntries(kept),
      ...properties,
    },
  };
}

export interface ItemPlace {
  readonly vault?: string;
  /** The VM's resource group and name, in the spelling of the item's names. */
  readonly group?: string;
}

/** The row of a protected VM, in policy "Gold" unless told otherwise. */
export function itemRow(
  name: string,
  properties: Row = {},
  { vault = vaultId(), group = "rg-app" }: ItemPlace = {},
): Row {
  const item = `iaasvmcontainerv2;${group};${name}`;
  return {
    id: `${vault}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${item}/protectedItems/VM;${item}`,
    name: `VM;${item}`,
    type: "microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems",
    properties: {
      backupManagementType: "AzureIaasVM",
      sourceResourceId: vmId(name),
      policyId: `${vault}/backupPolicies/Gold`,
      protectionState: "Protected",
      ...properties,
    },
  };
}

/** The export of these rows; its path is "existing.json" in messages, whatever the folder. */
export function existing(...rows: readonly unknown[]): ExistingBackups {
  return ExistingBackups.fromResourceGraph(temporaryFile("existing.json", answer(rows)));
}

/** A text of messages without the folders of temporary files. */
export function withoutFolders(text: string): string {
  return text.replace(/(?:\/[\w.-]+)*\/(existing\.json)/g, "$1");
}
