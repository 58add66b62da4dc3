import { Token } from "cdktf";
import { type Problems, quoted } from "../core/problems";
import { knownWithoutZones } from "../core/regions";
import { isSpelt, parseResourceId, spelling } from "../core/resource-id";
import type { ReplicatedVmProps } from "./replicated-vm-props";

const AVAILABILITY_SET = "Microsoft.Compute/availabilitySets";

/** The arguments that name a place by its ARM id, and the types of the ids. */
const PLACES = [
  ["targetAvailabilitySetId", AVAILABILITY_SET, "an availability set"],
  [
    "targetProximityPlacementGroupId",
    "Microsoft.Compute/proximityPlacementGroups",
    "a proximity placement group",
  ],
  [
    "targetCapacityReservationGroupId",
    "Microsoft.Compute/capacityReservationGroups",
    "a capacity reservation group",
  ],
  ["targetScaleSetId", "Microsoft.Compute/virtualMachineScaleSets", "a scale set"],
  ["targetBootDiagnosticsStorageAccountId", "Microsoft.Storage/storageAccounts", "a storage account"],
] as const;

/** Refuses zones, sets and groups that do not exist, or that exclude one another. */
export function checkPlacement(problems: Problems, props: ReplicatedVmProps): void {
  checkZone(problems, props);
  for (const [name, type, what] of PLACES) {
    const given = props[name];
    problems.when(
      given !== undefined && !Token.isUnresolved(given) && !isSpelt(given, type),
      `${name} must be the ARM id of ${what}, spelt ${spelling(type)}, got ${quoted(given)}`,
    );
  }
  problems.when(
    props.targetCapacityReservationGroupId !== undefined &&
      props.targetProximityPlacementGroupId !== undefined,
    "targetProximityPlacementGroupId must be absent: a capacity reservation excludes it",
  );
  if (props.targetAvailabilitySetId !== undefined) {
    checkAvailabilitySet(problems, props, props.targetAvailabilitySetId);
  }
}

function checkAvailabilitySet(problems: Problems, props: ReplicatedVmProps, id: string): void {
  const { pair, targetZone: zone } = props;
  const excludes = "an availability set excludes it";
  problems.when(
    zone !== undefined && zone !== "none",
    `targetZone must be absent, got ${quoted(zone)}: ${excludes}`,
  );
  problems.when(props.targetScaleSetId !== undefined, `targetScaleSetId must be absent: ${excludes}`);
  problems.when(
    props.targetCapacityReservationGroupId !== undefined,
    `targetCapacityReservationGroupId must be absent: ${excludes}`,
  );
  problems.when(
    pair.zones !== undefined,
    "targetAvailabilitySetId must be absent between zones: an availability set excludes them",
  );
  const group = pair.targetResourceGroupName;
  const theirs = Token.isUnresolved(id) ? undefined : parseResourceId(id)?.resourceGroup;
  problems.when(
    group !== undefined && theirs !== undefined && theirs.toLowerCase() !== group.toLowerCase(),
    `targetAvailabilitySetId must be in the target group ${group}, got ${theirs}: a VM is in the group of its availability set`,
  );
}

function checkZone(problems: Problems, { pair, targetZone: zone }: ReplicatedVmProps): void {
  problems.oneOf("targetZone", zone, ["1", "2", "3", "none"], "Azure numbers its zones");
  problems.when(
    zone !== undefined && zone !== "none" && knownWithoutZones(pair.targetRegion),
    `targetZone must be absent, got ${quoted(zone)}: ${pair.targetRegion} has no availability zones`,
  );
  problems.when(
    pair.zones !== undefined && zone !== undefined && zone !== pair.zones.target,
    `targetZone must be the pair's target zone ${pair.zones?.target}, got ${quoted(zone)}: remove it`,
  );
}
