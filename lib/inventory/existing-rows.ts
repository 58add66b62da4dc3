import * as v from "valibot";

/** What the library reads of vaults, backup policies and protected items; everything else may be there too. */
const text = v.pipe(v.string(), v.nonEmpty());
const maybe = v.nullish(v.string());
const row = { id: text, name: text };

export const VaultRow = v.object({
  ...row,
  location: text,
  identity: v.nullish(v.object({ type: maybe })),
  properties: v.nullish(
    v.object({
      redundancySettings: v.nullish(
        v.object({ standardTierStorageRedundancy: maybe, crossRegionRestore: maybe }),
      ),
      securitySettings: v.nullish(v.object({ immutabilitySettings: v.nullish(v.object({ state: maybe })) })),
      encryption: v.nullish(
        v.object({
          infrastructureEncryption: maybe,
          keyVaultProperties: v.nullish(v.object({ keyUri: maybe })),
        }),
      ),
    }),
  ),
});
export type VaultRow = v.InferOutput<typeof VaultRow>;

const kept = v.nullish(
  v.object({ retentionDuration: v.nullish(v.object({ count: v.pipe(v.number(), v.integer()) })) }),
);

export const PolicyRow = v.object({
  ...row,
  properties: v.object({
    backupManagementType: maybe,
    policyType: maybe,
    retentionPolicy: v.nullish(
      v.object({ dailySchedule: kept, weeklySchedule: kept, monthlySchedule: kept, yearlySchedule: kept }),
    ),
  }),
});
export type PolicyRow = v.InferOutput<typeof PolicyRow>;

export const ItemRow = v.object({
  ...row,
  properties: v.object({
    backupManagementType: maybe,
    sourceResourceId: maybe,
    virtualMachineId: maybe,
    policyId: maybe,
    protectionState: maybe,
    currentProtectionState: maybe,
    isScheduledForDeferredDelete: v.nullish(v.boolean()),
  }),
});
export type ItemRow = v.InferOutput<typeof ItemRow>;
