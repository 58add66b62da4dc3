/** The types of what a recovered VM is placed with, in azurerm's letter case. */
export const AVAILABILITY_SET = "Microsoft.Compute/availabilitySets";
export const PLACEMENT_GROUP = "Microsoft.Compute/proximityPlacementGroups";
