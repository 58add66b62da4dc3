import type { InitiativeMember } from "./initiative-props";
import type { PolicyDefinition } from "./policy-definition";
import type { CustomPolicyName } from "./policy-document";

/** Whether vaults are kept in two regions, or across the zones of one: no vault does both. */
export type BackupBaselineKind = "geo" | "zonal";

/** The tag that chooses a VM's tier, and the tiers that there are. */
export interface TierTag {
  readonly name: string;
  readonly values: readonly string[];
}

/** What a baseline looks at beyond what everybody needs. */
export interface BaselineChoice {
  /**
   * "zonal" asks for zone-redundant vaults too; "geo" asks for none, since no built-in audits geo-redundancy.
   * @default "geo"
   */
  readonly kind?: BackupBaselineKind;

  /** Reports VMs without a known tier. @default - tags are not looked at */
  readonly tierTag?: TierTag;

  /** Does only locked immutability count? Azure Landing Zones take any. @default false */
  readonly lockedImmutability?: boolean;

  /** Does only soft delete that cannot be switched off count? Azure Landing Zones take any. @default false */
  readonly alwaysOnSoftDelete?: boolean;

  /** Reports vaults that are reached over the Internet. @default false */
  readonly privateNetwork?: boolean;

  /** Reports vaults without a key of your own. @default false */
  readonly customerManagedKeys?: boolean;

  /** Reports disks that no Backup vault backs up: for those who back up disks, not VMs. @default false */
  readonly disks?: boolean;
}

/** A policy of the baseline: with the definitions of this library by name, since each program defines them for itself. */
export type BaselineMember = { readonly reference: string } & (
  | Omit<Extract<InitiativeMember, { policy: string }>, "reference">
  | { readonly custom: CustomPolicyName; readonly parameters?: Readonly<Record<string, unknown>> }
);

/** The policies of the baseline, by what the program chooses. */
export function baselineMembers(choice: BaselineChoice): readonly BaselineMember[] {
  return [
    ...protection(choice),
    ...vaults(choice),
    ...(choice.kind === "zonal" ? ZONAL : []),
    ...(choice.privateNetwork ? NETWORK : []),
    ...(choice.customerManagedKeys ? KEYS : []),
  ];
}

/** Is everything that has data protected? */
function protection({ disks = false, tierTag }: BaselineChoice): readonly BaselineMember[] {
  return [
    { reference: "vm-backup", policy: "Azure Backup should be enabled for Virtual Machines" },
    {
      reference: "vm-disaster-recovery",
      policy: "Audit virtual machines without disaster recovery configured",
    },
    { reference: "file-share-backup", policy: "Azure Backup should be enabled on Azure file shares" },
    { reference: "blob-backup", policy: "Azure Backup should be enabled for Blobs in Storage Accounts" },
    { reference: "aks-backup", policy: "Azure Backup should be enabled for AKS clusters" },
    {
      reference: "aks-backup-extension",
      policy: "Azure Backup Extension should be installed in AKS clusters",
    },
    ...(disks ? [DISKS] : []),
    ...(tierTag ? [tierTagMember(tierTag)] : []),
  ];
}

const DISKS: BaselineMember = {
  reference: "disk-backup",
  policy: "Azure Backup should be enabled for Managed Disks",
};

/** VMs without a known tier are reported, or refused. */
export function tierTagMember({ name, values }: TierTag, effect: "Audit" | "Deny" = "Audit"): BaselineMember {
  return {
    reference: "vm-tier-tag",
    custom: "vm-tier-tag",
    parameters: { tagName: name, tagValues: [...values], effect },
  };
}

/** Do vaults keep what they have, and tell what happens? */
function vaults({
  lockedImmutability = false,
  alwaysOnSoftDelete = false,
}: BaselineChoice): readonly BaselineMember[] {
  return [
    {
      reference: "rsv-immutability",
      policy: "Immutability must be enabled for Recovery Services vaults",
      parameters: { checkLockedImmutabilityOnly: lockedImmutability },
    },
    {
      reference: "bv-immutability",
      policy: "Immutability must be enabled for backup vaults",
      // Azure's spelling
      parameters: { checkLockedImmutabiltyOnly: lockedImmutability },
    },
    {
      reference: "rsv-soft-delete",
      policy: "Soft delete must be enabled for Recovery Services Vaults.",
      parameters: { checkAlwaysOnSoftDeleteOnly: alwaysOnSoftDelete },
    },
    {
      reference: "bv-soft-delete",
      policy: "Soft delete should be enabled for Backup Vaults",
      parameters: { checkAlwaysOnSoftDeleteOnly: alwaysOnSoftDelete },
    },
    {
      reference: "rsv-mua",
      policy: "Multi-User Authorization (MUA) must be enabled for Recovery Services Vaults.",
    },
    { reference: "bv-mua", policy: "Multi-User Authorization (MUA) must be enabled for Backup Vaults." },
    { reference: "vault-lock", custom: "vault-lock" },
    { reference: "rsv-diagnostics", custom: "vault-diagnostics-resource-specific" },
    { reference: "rsv-site-recovery-diagnostics", custom: "vault-diagnostics-site-recovery" },
  ];
}

const ZONAL: readonly BaselineMember[] = [
  { reference: "rsv-zone-redundancy", policy: "Backup and Site Recovery should be Zone Redundant" },
  { reference: "bv-zone-redundancy", policy: "Backup Vaults should be Zone Redundant" },
];

const NETWORK: readonly BaselineMember[] = [
  {
    reference: "rsv-public-network",
    policy: "Azure Recovery Services vaults should disable public network access",
  },
  {
    reference: "rsv-backup-private-link",
    policy: "Azure Recovery Services vaults should use private link for backup",
  },
  { reference: "rsv-private-link", policy: "Recovery Services vaults should use private link" },
];

const KEYS: readonly BaselineMember[] = [
  {
    reference: "rsv-customer-managed-key",
    policy: "Azure Recovery Services vaults should use customer-managed keys for encrypting backup data",
  },
  {
    reference: "bv-customer-managed-key",
    policy:
      "Azure Backup Vaults should use customer-managed keys for encrypting backup data. Also an option to enforce Infra Encryption.",
  },
];

/** The policies of an initiative, with the definitions that a program made for the custom ones. */
export function withDefinitions(
  members: readonly BaselineMember[],
  define: (name: CustomPolicyName) => PolicyDefinition,
): readonly InitiativeMember[] {
  return members.map((member) => {
    if (!("custom" in member)) return member as InitiativeMember;
    const { reference, custom, parameters } = member;
    return { reference, policy: define(custom), parameters };
  });
}
