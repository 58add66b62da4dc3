import { Token } from "cdktf";
import type { Problems } from "../core/problems";
import { quoted } from "../core/problems";
import type { IUserAssignedIdentity } from "../core/refs";
import { checkSpelling, hasPair, hasZones, isRegion } from "../core/regions";
import { IDENTITY_TYPE, partsOf } from "../core/resource-id";
import type { VaultImmutability, VaultRedundancy } from "./vault-props";

/** What vaults of both kinds are asked. */
export interface SharedVaultProps {
  readonly redundancy?: VaultRedundancy;
  readonly crossRegionRestore?: boolean;
  readonly immutability?: VaultImmutability;
  readonly acknowledge?: readonly string[];
  readonly throwaway?: boolean;
}

export const REDUNDANCIES = ["GeoRedundant", "ZoneRedundant", "LocallyRedundant"];
export const IMMUTABILITIES = ["Disabled", "Unlocked", "Locked"];

/** Refuses regions, redundancies and irreversible steps that no vault can have, whatever its kind. */
export function checkAnyVault(problems: Problems, props: SharedVaultProps, region: string | undefined): void {
  if (region === undefined)
    problems.add("region is missing: give the vault's region, since the resource group does not say it");
  else if (region.trim() === "") problems.add(`region must be an Azure region, got ${quoted(region)}`);
  else checkRedundancy(problems, props.redundancy ?? "GeoRedundant", region);
  checkRestore(problems, props);
  checkImmutability(problems, props);
}

function checkRedundancy(problems: Problems, redundancy: VaultRedundancy, region: string): void {
  checkSpelling(problems, region);
  if (Token.isUnresolved(region) || !isRegion(region)) return;
  problems.when(
    redundancy === "GeoRedundant" && !hasPair(region),
    `redundancy cannot be "GeoRedundant" in ${region}, which has no paired region: choose "ZoneRedundant"`,
  );
  problems.when(
    redundancy === "ZoneRedundant" && !hasZones(region),
    `redundancy cannot be "ZoneRedundant" in ${region}, which has no availability zones: choose "GeoRedundant" or "LocallyRedundant"`,
  );
}

function checkRestore(problems: Problems, props: SharedVaultProps): void {
  if (props.crossRegionRestore !== true) return;
  const redundancy = props.redundancy ?? "GeoRedundant";
  problems.when(
    redundancy !== "GeoRedundant",
    `crossRegionRestore needs redundancy "GeoRedundant", got ${quoted(redundancy)}: remove crossRegionRestore, or choose "GeoRedundant"`,
  );
  const consequence =
    "crossRegionRestore cannot be switched off again (azurerm would replace the vault, which Azure refuses while it has backups)";
  checkKnown(problems, props, "cross-region restore", consequence);
}

function checkImmutability(problems: Problems, props: SharedVaultProps): void {
  if (props.immutability !== "Locked") return;
  problems.when(
    !props.acknowledge?.includes("Locked immutability"),
    'immutability "Locked" can never be undone: no recovery point can be deleted before its time, no retention shortened, by anybody; if you want that, add acknowledge: ["Locked immutability"], or choose "Unlocked"',
  );
  problems.when(
    props.throwaway === true,
    'immutability cannot be "Locked" in a throwaway environment, whose vault is to be destroyed: remove one of the two',
  );
}

/** Refuses a step that cannot be taken back, unless the program says that it knows. */
export function checkKnown(
  problems: Problems,
  { acknowledge = [] }: Pick<SharedVaultProps, "acknowledge">,
  step: string,
  consequence: string,
): void {
  if (acknowledge.includes(step)) return;
  problems.add(`${consequence}: if you want that, add acknowledge: [${quoted(step)}]`);
}

/** How long, and how firmly, deleted backups are kept. */
export function checkSoftDelete(
  problems: Problems,
  props: SharedVaultProps & {
    readonly softDelete?: boolean | { retentionDays?: number; alwaysOn?: boolean };
  },
): void {
  const { softDelete, throwaway } = props;
  if (typeof softDelete !== "object") {
    const words = [true, false];
    problems.oneOf("softDelete", softDelete, words, "or { retentionDays, alwaysOn } says how long");
    return;
  }
  const why = "Azure keeps deleted backups for no shorter and no longer time";
  problems.integer("softDelete.retentionDays", softDelete.retentionDays, [14, 180], "days", why);
  if (!softDelete.alwaysOn) return;
  const consequence =
    "softDelete.alwaysOn can never be undone: every deleted backup stays, and is billed beyond 14 days, until its days are over";
  checkKnown(problems, props, "soft delete always on", consequence);
  problems.when(
    throwaway === true,
    "softDelete.alwaysOn cannot stand in a throwaway environment, whose vault is to be destroyed: remove one of the two",
  );
}

/** Refuses ids of something else. */
export function checkIdentities(
  problems: Problems,
  name: string,
  identities: readonly Pick<IUserAssignedIdentity, "id">[],
): void {
  for (const { id } of identities) {
    if (Token.isUnresolved(id) || partsOf(id, IDENTITY_TYPE)) continue;
    problems.add(`${name} must be the ARM id of a user-assigned identity, got ${quoted(id)}`);
  }
}
