import {
  type BackupBaselineKind,
  type BaselineMember,
  type TierTag,
  tierTagMember,
} from "./baseline-members";

type Redundancy = "GeoRedundant" | "ZoneRedundant" | "LocallyRedundant";

/** What is enforced. */
export interface EnforcedChoice {
  /**
   * "geo" refuses vaults that are not geo-redundant, "zonal" those that are not zone-redundant.
   * @default - no redundancy is refused
   */
  readonly kind?: BackupBaselineKind;

  /**
   * Restores into other subscriptions: "Disabled" can be switched on again, "PermanentlyDisabled" cannot; false leaves
   * vaults as they are.
   * @default "Disabled"
   */
  readonly crossSubscriptionRestore?: "Disabled" | "PermanentlyDisabled" | false;

  /** Switches public network access off, and refuses vaults that have it. @default false */
  readonly privateNetwork?: boolean;

  /** Refuses VMs without a known tier. @default - tags are not looked at */
  readonly tierTag?: TierTag;

  /**
   * ARM id of a Log Analytics workspace that every vault writes to, where it does not yet.
   * @default - vaults are left as they are
   */
  readonly workspaceId?: string;

  /** Refuses vaults without a key of your own. @default false */
  readonly customerManagedKeys?: boolean;
}

/** The policies that act, by what the program chooses. */
export function enforcedMembers(choice: EnforcedChoice): readonly BaselineMember[] {
  const { crossSubscriptionRestore = "Disabled", workspaceId, tierTag } = choice;
  return [
    ...(crossSubscriptionRestore ? restore(crossSubscriptionRestore) : []),
    ...redundancy(choice.kind),
    ...(choice.privateNetwork ? NETWORK : []),
    ...(tierTag ? [tierTagMember(tierTag, "Deny")] : []),
    ...(workspaceId === undefined ? [] : diagnostics(workspaceId)),
    ...(choice.customerManagedKeys ? KEYS : []),
  ];
}

function restore(state: "Disabled" | "PermanentlyDisabled"): readonly BaselineMember[] {
  const parameters = { crossSubscriptionRestoreStateParameter: state };
  return [
    {
      reference: "rsv-cross-subscription-restore",
      policy: "Disable Cross Subscription Restore for Azure Recovery Services vaults",
      parameters,
    },
    {
      reference: "bv-cross-subscription-restore",
      policy: "Disable Cross Subscription Restore for Backup Vaults",
      parameters,
    },
  ];
}

/** The built-in refuses one redundancy, so each that is refused is a policy of its own. */
function redundancy(kind: BackupBaselineKind | undefined): readonly BaselineMember[] {
  if (kind === "geo") return [refuse("LocallyRedundant"), refuse("ZoneRedundant")];
  if (kind === undefined) return [];
  return [
    refuse("LocallyRedundant"),
    refuse("GeoRedundant"),
    {
      reference: "bv-zone-redundancy",
      policy: "Backup Vaults should be Zone Redundant",
      parameters: { effect: "Deny" },
    },
  ];
}

function refuse(redundancy: Redundancy): BaselineMember {
  return {
    reference: `rsv-not-${redundancy.replace("Redundant", "-redundant").toLowerCase()}`,
    policy: "Do not allow creation of Recovery Services vaults of chosen storage redundancy.",
    parameters: { BackupStorageRedundancy: redundancy },
  };
}

/** The first one sends to the tables of their own, which reports and alerts read; Backup vaults have no choice. */
function diagnostics(logAnalytics: string): readonly BaselineMember[] {
  return [
    {
      reference: "rsv-diagnostics",
      policy:
        "Deploy Diagnostic Settings for Recovery Services Vault to Log Analytics workspace for resource specific categories.",
      parameters: { logAnalytics },
    },
    {
      reference: "bv-diagnostics",
      policy:
        "Enable logging by category group for Backup vaults (microsoft.dataprotection/backupvaults) to Log Analytics",
      parameters: { logAnalytics, categoryGroup: "allLogs" },
    },
  ];
}

const NETWORK: readonly BaselineMember[] = [
  {
    reference: "rsv-public-network-off",
    policy: "Configure Azure Recovery Services vaults to disable public network access",
  },
  {
    reference: "rsv-public-network",
    policy: "Azure Recovery Services vaults should disable public network access",
    parameters: { effect: "Deny" },
  },
];

const KEYS: readonly BaselineMember[] = [
  {
    reference: "rsv-customer-managed-key",
    policy: "Azure Recovery Services vaults should use customer-managed keys for encrypting backup data",
    parameters: { effect: "Deny" },
  },
  {
    reference: "bv-customer-managed-key",
    policy:
      "Azure Backup Vaults should use customer-managed keys for encrypting backup data. Also an option to enforce Infra Encryption.",
    parameters: { effect: "Deny" },
  },
];
