import {
  BackupByTag,
  type BackupByTagProps,
  RecoveryServicesVault,
  type ResilienceStack,
  Schedule,
} from "../../lib";
import { defineBackupVault, defineDiskPolicy } from "../backup-vault/define-backup-vault";
import { resourceGroup, SUBSCRIPTION } from "../support/synthesise";
import { defineVault } from "../vault/define-vault";
import { AT_SUBSCRIPTION } from "./assign";

const nightly = { schedule: Schedule.daily("02:00"), retention: { daily: 7 } };
export const vms = (stack: ResilienceStack) => defineVault()(stack).addVmPolicy("Gold", nightly);
export const shares = (stack: ResilienceStack) => defineVault()(stack).addFileSharePolicy("Shares", nightly);
export const blobs = (stack: ResilienceStack) =>
  defineBackupVault()(stack).addBlobPolicy("Blobs", { operationalDays: 30 });
export const disks = defineDiskPolicy();
export const snapshots = (stack: ResilienceStack) => resourceGroup(stack, "australiaeast", "Snapshots");

/** Somebody else's VM policy "Silver", in a vault of that region. */
export const existing = (region: string | undefined) => (stack: ResilienceStack) => {
  const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-old/providers/Microsoft.RecoveryServices/vaults/rsv-old`;
  const facts = region === undefined ? {} : { region };
  return RecoveryServicesVault.fromVaultId(stack, "Old", id, facts).existingVmPolicy("Silver");
};

export type Rule = BackupByTagProps["rules"][number];
export type Given = Partial<Omit<BackupByTagProps, "rules">> & {
  readonly rules: (stack: ResilienceStack) => readonly Rule[];
};

export const byTag =
  ({ rules, ...given }: Given) =>
  (stack: ResilienceStack) =>
    new BackupByTag(stack, "ByTag", {
      at: AT_SUBSCRIPTION,
      tag: "Criticality",
      ...given,
      rules: rules(stack),
    });
export const gold = (changes: Partial<Rule> = {}) => ({
  rules: (stack: ResilienceStack) => [{ values: ["Gold"], policy: vms(stack), ...changes }],
});
