export type { Day } from "./calendar-day";
export * from "./configuration-error";
export { addFinding, describeFinding, type Finding, type FindingKind, findingsIn } from "./findings";
export type {
  IAutomationRunbook,
  ICacheStorageAccount,
  IPrivateDnsZone,
  IPublicIp,
  IResourceGroup,
  ISubnet,
  IVirtualMachine,
  IVirtualNetwork,
} from "./refs";
export { addRegions, isRegion, REGIONS, type RegionFacts } from "./regions";
export type { ResourceTags } from "./tags";
export type { Month, TimeOfDay, Weekday, WeekOfMonth } from "./time";
export { TIMEZONES, type Timezone } from "./timezones";
