import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import { hasPair, hasZones, isRegion } from "../core/regions";
import { checkTags } from "../core/tags";
import type { RecoveryServicesVaultProps } from "./recovery-services-vault";

const REDUNDANCIES = ["GeoRedundant", "ZoneRedundant", "LocallyRedundant"];
const IMMUTABILITIES = ["Disabled", "Unlocked", "Locked"];

/** Refuses what azurerm or Azure would refuse at plan, apply or never. */
export function checkVault(
  scope: IConstruct,
  props: RecoveryServicesVaultProps,
  region: string | undefined,
): void {
  const problems = new Problems(scope);
  const { pattern, allowed } = NAME_RULES.recoveryServicesVault;
  problems.matches("name", props.name, pattern, allowed);
  problems.oneOf("redundancy", props.redundancy, REDUNDANCIES, "see azurerm storage_mode_type");
  problems.oneOf("immutability", props.immutability, IMMUTABILITIES, "see azurerm immutability");
  checkRegion(problems, props, region);
  checkRestore(problems, props);
  checkImmutability(problems, props);
  problems.when(
    props.softDelete === false,
    "softDelete cannot be false: Azure keeps soft delete on for every vault (secure by default), and azurerm refuses to switch it off; remove softDelete",
  );
  checkTags(problems, props.tags);
  problems.throwIfAny();
}

function checkRegion(
  problems: Problems,
  props: RecoveryServicesVaultProps,
  region: string | undefined,
): void {
  if (region === undefined) {
    problems.add("region is missing: give the vault's region, since the resource group does not say it");
    return;
  }
  if (Token.isUnresolved(region) || !isRegion(region)) return;
  problems.when(
    (props.redundancy ?? "GeoRedundant") === "GeoRedundant" && !hasPair(region),
    `redundancy cannot be "GeoRedundant" in ${region}, which has no paired region: choose "ZoneRedundant"`,
  );
  problems.when(
    props.redundancy === "ZoneRedundant" && !hasZones(region),
    `redundancy cannot be "ZoneRedundant" in ${region}, which has no availability zones: choose "GeoRedundant" or "LocallyRedundant"`,
  );
}

function checkRestore(problems: Problems, props: RecoveryServicesVaultProps): void {
  if (props.crossRegionRestore !== true) return;
  const redundancy = props.redundancy ?? "GeoRedundant";
  problems.when(
    redundancy !== "GeoRedundant",
    `crossRegionRestore needs redundancy "GeoRedundant", got ${quoted(redundancy)}: remove crossRegionRestore, or choose "GeoRedundant"`,
  );
  problems.when(
    !props.acknowledge?.includes("cross-region restore"),
    'crossRegionRestore cannot be switched off again (azurerm would replace the vault, which Azure refuses while it has backups): if you want that, add acknowledge: ["cross-region restore"]',
  );
}

function checkImmutability(problems: Problems, props: RecoveryServicesVaultProps): void {
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
