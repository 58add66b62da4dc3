import { Token } from "cdktf";
import { ConfigurationError } from "./configuration-error";
import { type Problems, quoted } from "./problems";
import { likenessOf, similarWords } from "./similar";

/** What this library needs to know of an Azure region. */
export interface RegionFacts {
  /** The name that people see: "Australia East". */
  readonly displayName: string;
  /** Has the region availability zones, and so zone-redundant storage? */
  readonly zones: boolean;
  /** Has the region a paired region, and so geo-redundant storage? */
  readonly paired: boolean;
}

const withZones = (displayName: string): RegionFacts => ({ displayName, zones: true, paired: true });
const withoutZones = (displayName: string): RegionFacts => ({ displayName, zones: false, paired: true });
const alone = (displayName: string): RegionFacts => ({ displayName, zones: true, paired: false });

/** The public regions by name (Microsoft Learn, "List of Azure regions" and "Azure region pairs and nonpaired regions"). */
export const REGIONS: Readonly<Record<string, RegionFacts>> = {
  australiacentral: withoutZones("Australia Central"),
  australiacentral2: withoutZones("Australia Central 2"),
  australiaeast: withZones("Australia East"),
  australiasoutheast: withoutZones("Australia Southeast"),
  austriaeast: alone("Austria East"),
  belgiumcentral: alone("Belgium Central"),
  brazilsouth: withZones("Brazil South"),
  brazilsoutheast: withoutZones("Brazil Southeast"),
  canadacentral: withZones("Canada Central"),
  canadaeast: withoutZones("Canada East"),
  centralindia: withZones("Central India"),
  centralus: withZones("Central US"),
  chilecentral: alone("Chile Central"),
  denmarkeast: alone("Denmark East"),
  eastasia: withZones("East Asia"),
  eastus: withZones("East US"),
  eastus2: withZones("East US 2"),
  francecentral: withZones("France Central"),
  francesouth: withoutZones("France South"),
  germanynorth: withoutZones("Germany North"),
  germanywestcentral: withZones("Germany West Central"),
  indonesiacentral: alone("Indonesia Central"),
  israelcentral: alone("Israel Central"),
  italynorth: alone("Italy North"),
  japaneast: withZones("Japan East"),
  japanwest: withZones("Japan West"),
  jioindiacentral: withoutZones("Jio India Central"),
  jioindiawest: withoutZones("Jio India West"),
  koreacentral: withZones("Korea Central"),
  koreasouth: withoutZones("Korea South"),
  malaysiawest: alone("Malaysia West"),
  mexicocentral: alone("Mexico Central"),
  newzealandnorth: alone("New Zealand North"),
  northcentralus: withoutZones("North Central US"),
  northeurope: withZones("North Europe"),
  norwayeast: withZones("Norway East"),
  norwaywest: withoutZones("Norway West"),
  polandcentral: alone("Poland Central"),
  qatarcentral: alone("Qatar Central"),
  southafricanorth: withZones("South Africa North"),
  southafricawest: withoutZones("South Africa West"),
  southcentralus: withZones("South Central US"),
  southeastasia: withZones("Southeast Asia"),
  southindia: withoutZones("South India"),
  spaincentral: alone("Spain Central"),
  swedencentral: withZones("Sweden Central"),
  swedensouth: withoutZones("Sweden South"),
  switzerlandnorth: withZones("Switzerland North"),
  switzerlandwest: withoutZones("Switzerland West"),
  uaecentral: withoutZones("UAE Central"),
  uaenorth: withZones("UAE North"),
  uksouth: withZones("UK South"),
  ukwest: withoutZones("UK West"),
  westcentralus: withoutZones("West Central US"),
  westeurope: withZones("West Europe"),
  westindia: withoutZones("West India"),
  westus: withoutZones("West US"),
  westus2: withZones("West US 2"),
  westus3: withZones("West US 3"),
};

/** "Australia East", "AustraliaEast" and "australiaeast" are one region; a token stays as it is. */
export function normalizeRegion(location: string): string {
  if (Token.isUnresolved(location)) return location;
  return location.replace(/\s+/g, "").toLowerCase();
}

const additional = new Set<string>();

/**
 * Takes regions that Azure has opened since this version of the library for regions, from now on.
 *
 * @throws ConfigurationError for what is no name, of letters, digits and blanks; no region is added then
 */
export function addRegions(names: readonly string[]): void {
  const wrong = names.filter((name) => !/^[a-z0-9]+$/.test(normalizeRegion(name)));
  const message = (name: string) =>
    `a region must have a name of letters, digits and blanks, such as "Australia East", got ${quoted(name)}`;
  if (wrong.length > 0)
    throw new ConfigurationError(wrong.map((name) => ({ where: "addRegions", message: message(name) })));
  for (const name of names) additional.add(normalizeRegion(name));
}

/** Is this the name of a public Azure region, in whatever spelling? */
export function isRegion(location: string | undefined): boolean {
  if (typeof location !== "string") return false;
  const name = normalizeRegion(location);
  return Object.hasOwn(REGIONS, name) || additional.has(name);
}

/** Has the region a paired region, and so geo-redundant storage? Unknown regions are taken to have one. */
export function hasPair(region: string): boolean {
  return REGIONS[normalizeRegion(region)]?.paired ?? true;
}

/** Are these two different regions, as far as can be known before the deployment? */
export function differ(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || Token.isUnresolved(a) || Token.isUnresolved(b)) return false;
  return normalizeRegion(a) !== normalizeRegion(b);
}

/** Has the region availability zones? Unknown regions are taken to have none. */
export function hasZones(region: string): boolean {
  return REGIONS[normalizeRegion(region)]?.zones ?? false;
}

/** Is it known of a region that it has no availability zones? Of a new one, it is not. */
export function knownWithoutZones(region: string | undefined): boolean {
  return region !== undefined && REGIONS[normalizeRegion(region)]?.zones === false;
}

/** The known regions nearest in spelling, for error messages. */
export function similarRegions(location: string): readonly string[] {
  return similarWords(normalizeRegion(location), Object.keys(REGIONS));
}

/**
 * Refuses a name that is nearly a region's: Azure opens new ones, "westus4" perhaps, but none is called "westeurop". A name
 * like no other passes.
 */
export function checkSpelling(problems: Problems, region: string): void {
  if (Token.isUnresolved(region) || isRegion(region)) return;
  const [nearest] = similarRegions(region).filter((known) => isMisspelt(normalizeRegion(region), known));
  problems.when(
    nearest !== undefined,
    `region must be an Azure region, got ${quoted(region)}: did you mean ${nearest}? A region that Azure has opened since is named in the context value additionalRegions, or by addRegions`,
  );
}

function isMisspelt(name: string, known: string): boolean {
  const withoutNumber = (text: string) => text.replace(/\d+$/, "");
  return withoutNumber(name) !== withoutNumber(known) && likenessOf(name, known) > 0.7;
}
