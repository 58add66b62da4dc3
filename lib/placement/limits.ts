/** Azure's limit of VMs that one Recovery Services vault backs up (Microsoft Learn, "Azure Backup support matrix"). */
export const MAX_VMS_PER_VAULT = 1000;

/**
 * VMs of one backup policy: more than 100 cannot be given to it in the portal, and Azure recommends several policies
 * that start at different times (Microsoft Learn, "Frequently asked questions - Back up Azure VMs").
 */
export const VMS_PER_POLICY = 100;

/** Vaults of one subscription and region (Microsoft Learn, "Azure Backup - Frequently asked questions"). */
export const MAX_VAULTS = 500;

/** Policies of one vault (Microsoft Learn, "Azure Backup - Frequently asked questions"). */
export const MAX_POLICIES_PER_VAULT = 200;
