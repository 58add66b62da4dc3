import { TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { parseCidr } from "../core/cidr";
import { addFinding } from "../core/findings";
import { NAME_RULES } from "../core/names";
import { listed, Problems, quoted } from "../core/problems";
import { isRegion } from "../core/regions";
import { Registry } from "../core/registry";
import { resolvedText } from "../core/resolved";
import { partsOf, STORAGE_ACCOUNT_TYPE } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";
import { checkTags } from "../core/tags";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { geoCodeOf } from "./geo-codes";
import type { PrivateAccessProps } from "./private-access-props";
import { privateAccessObstacle } from "./private-access-support";
import { checkRoom, parseSubnetId } from "./subnet-size";
import { endpointName, SERVICES, type VaultService, zoneNames } from "./vault-service";

/** Microsoft Learn, "Overview and concepts of private endpoints (v2 experience) for Azure Backup". */
const MAX_ENDPOINTS = 12;
const ROOM_TO_GROW = 26;

/** Refuses what Azure refuses, or takes and never uses. */
export function checkPrivateAccess(scope: IConstruct, props: PrivateAccessProps): void {
  const services = props.services ?? ["AzureBackup"];
  const problems = new Problems(scope);
  checkServices(problems, services);
  checkVaultOfAccess(problems, props, services);
  checkSubnet(problems, scope, props);
  checkRegionOf(problems, props);
  checkNames(problems, scope, props, services);
  checkCaches(problems, props, services);
  checkTags(problems, props.tags);
  if (!problems.any) checkZones(problems, scope, props, services);
  const range = checkAddresses(problems, scope, props, services);
  problems.throwIfAny();
  take(scope, props, services);
  if (range !== undefined && services.includes("AzureBackup")) warnOfGrowth(scope, range);
}

function checkServices(problems: Problems, services: readonly VaultService[]): void {
  problems.when(services.length === 0, "services must name at least one service: remove it for Azure Backup");
  problems.when(
    new Set(services).size < services.length,
    "services names a service twice: remove the repeat",
  );
  for (const service of services)
    problems.oneOf("services", service, Object.keys(SERVICES), "a vault has these sub-resources");
}

/** The number of endpoints that each vault has. */
const endpoints = new WeakMap<IRecoveryServicesVault, number>();

function checkVaultOfAccess(
  problems: Problems,
  { vault, acknowledge = [] }: PrivateAccessProps,
  services: readonly VaultService[],
): void {
  const count = (endpoints.get(vault) ?? 0) + services.length;
  problems.when(
    count > MAX_ENDPOINTS,
    `the vault must have ${MAX_ENDPOINTS} private endpoints at most, got ${count}: share endpoints between peered networks`,
  );
  problems.when(
    vault.imported && !acknowledge.includes("vault without items"),
    'the vault is somebody else\'s, and Azure takes private endpoints only while nothing was ever registered in it: if it never held an item, add acknowledge: ["vault without items"]; otherwise use a new vault',
  );
  const obstacle = services.includes("AzureBackup") ? privateAccessObstacle(vault) : undefined;
  if (obstacle) problems.add(`the vault cannot have private access: ${obstacle.reason}; ${obstacle.remedy}`);
}

function checkSubnet(problems: Problems, scope: IConstruct, { subnet }: PrivateAccessProps): void {
  if (Token.isUnresolved(subnet.id)) return;
  const parts = parseSubnetId(subnet.id);
  const own = subscriptionOf(scope);
  problems.when(!parts, `subnet must be the ARM id of a subnet, got ${quoted(subnet.id)}`);
  problems.when(
    parts !== undefined && own !== undefined && parts.subscriptionId !== own,
    `subnet must be in the stack's subscription ${own}, got ${parts?.subscriptionId}: Azure has private endpoints in the subscription of their network only`,
  );
}

function checkRegionOf(problems: Problems, { region, vault }: PrivateAccessProps): void {
  problems.when(
    region === undefined && vault.region === undefined,
    "region is missing: give the region of the subnet's network, since the vault does not say its own",
  );
  problems.when(
    region !== undefined && !Token.isUnresolved(region) && !isRegion(region),
    `region must be an Azure region, got ${quoted(region)}`,
  );
}

/** The names of the endpoints of each vault. */
const names = new Registry<IRecoveryServicesVault>();

function checkNames(
  problems: Problems,
  scope: IConstruct,
  { name, vault }: PrivateAccessProps,
  services: readonly VaultService[],
): void {
  const { pattern, allowed } = NAME_RULES.privateEndpoint;
  for (const service of services.filter((one) => one in SERVICES)) {
    const full = endpointName(service, name ?? vault.vaultName);
    problems.matches("name", full, pattern, allowed);
    const other = names.holder(vault, resolvedText(scope, full));
    problems.when(
      other !== undefined,
      `the endpoint's name is the name of ${other}'s: Azure wants other names for a vault's endpoints; give name`,
    );
  }
}

function checkCaches(
  problems: Problems,
  { caches = [], identity, vault }: PrivateAccessProps,
  services: readonly VaultService[],
): void {
  if (caches.length === 0) return;
  problems.when(
    !services.includes("AzureSiteRecovery"),
    'caches are of Site Recovery: add "AzureSiteRecovery" to services, or remove caches',
  );
  problems.when(
    (identity ?? vault.identity) === undefined,
    "identity is missing: give the vault's identity, which gets its roles on caches and which an imported vault does not say",
  );
  for (const { storageAccountId: id } of caches)
    problems.when(
      !Token.isUnresolved(id) && !partsOf(id, STORAGE_ACCOUNT_TYPE),
      `caches must be ARM ids of storage accounts, got ${quoted(id)}`,
    );
}

/** The zones in which each vault's endpoints have their records. */
const zonesTaken = new Registry<IRecoveryServicesVault>();

function checkZones(
  problems: Problems,
  scope: IConstruct,
  { dns, vault, geoCode }: PrivateAccessProps,
  services: readonly VaultService[],
): void {
  if (dns === "by Azure Policy") return;
  if (geoCode !== undefined)
    problems.matches("geoCode", geoCode, /^[a-z0-9]{2,5}$/, 'a geo code such as "we"');
  const code = geoCodeOf(geoCode, vault.region);
  if (code === undefined && services.includes("AzureBackup")) {
    problems.add(
      `geoCode is missing: the code of ${vault.region === undefined ? "the vault's region" : quoted(vault.region)} is not known; look it up in Microsoft Learn, "Geo-code mapping"`,
    );
    return;
  }
  if (problems.any) return;
  const needed = [...new Set(services.flatMap((service) => zoneNames(service, code ?? "")))];
  const missing = needed.filter((name) => dns.zoneId(name) === undefined);
  problems.when(
    missing.length > 0,
    `dns must have the zones ${listed(needed, "and")}, and lacks ${listed(missing, "and")}`,
  );
  for (const key of zoneKeys(scope, { dns, vault, geoCode }, services)) {
    const other = zonesTaken.holder(vault, key);
    problems.when(
      other !== undefined,
      `dns has the records of ${other}, another endpoint of this vault, which Azure would overwrite: give each its own zones, or share one endpoint`,
    );
  }
}

/** A service's own zone: that of the storage accounts is shared without harm. */
function zoneKeys(
  scope: IConstruct,
  { dns, vault, geoCode }: Pick<PrivateAccessProps, "dns" | "vault" | "geoCode">,
  services: readonly VaultService[],
): readonly string[] {
  if (dns === "by Azure Policy") return [];
  const code = geoCodeOf(geoCode, vault.region) ?? "";
  return services.flatMap((service) => {
    const id = dns.zoneId(zoneNames(service, code)[0] ?? "");
    return id === undefined ? [] : [resolvedText(scope, id)];
  });
}

/** The addresses that endpoints of a stack take in each subnet. */
const addressesTaken = new WeakMap<TerraformStack, Map<string, number>>();

/** Returns the subnet's range, where it is known. */
function checkAddresses(
  problems: Problems,
  scope: IConstruct,
  props: PrivateAccessProps,
  services: readonly VaultService[],
): string | undefined {
  const { subnet, subnetPrefix = subnet.addressPrefixesInput?.[0] } = props;
  if (subnetPrefix === undefined || Token.isUnresolved(subnetPrefix)) return undefined;
  const others = addressesTaken.get(TerraformStack.of(scope))?.get(subnetKey(scope, props)) ?? 0;
  const known = services.filter((service) => service in SERVICES);
  const of = known.map((service) => `${SERVICES[service].addresses} for ${service}`);
  if (others > 0) of.push(`${others} for other endpoints`);
  checkRoom(problems, subnetPrefix, { addresses: others + needed(known), of: of.join(", ") });
  return subnetPrefix;
}

function needed(services: readonly VaultService[]): number {
  return services.reduce((sum, service) => sum + SERVICES[service].addresses, 0);
}

function subnetKey(scope: IConstruct, { subnet }: PrivateAccessProps): string {
  return resolvedText(scope, subnet.id).toLowerCase();
}

/** What is refused takes nothing. */
function take(scope: IConstruct, props: PrivateAccessProps, services: readonly VaultService[]): void {
  const { vault, name } = props;
  const path = scope.node.path;
  endpoints.set(vault, (endpoints.get(vault) ?? 0) + services.length);
  for (const service of services)
    names.take(vault, resolvedText(scope, endpointName(service, name ?? vault.vaultName)), path);
  for (const key of zoneKeys(scope, props, services)) zonesTaken.take(vault, key, path);
  const stack = TerraformStack.of(scope);
  const known = addressesTaken.get(stack) ?? new Map<string, number>();
  const key = subnetKey(scope, props);
  addressesTaken.set(stack, known.set(key, (known.get(key) ?? 0) + needed(services)));
}

/** The number of addresses grows with the storage accounts that Azure Backup adds. */
function warnOfGrowth(scope: IConstruct, prefix: string): void {
  const bits = parseCidr(prefix)?.bits ?? 0;
  if (bits <= ROOM_TO_GROW) return;
  addFinding(scope, {
    kind: "warning",
    subject: scope.node.path,
    reason: `its subnet ${prefix} has little room, and an endpoint of Azure Backup takes more addresses in some regions and as backups grow`,
    remedy: "use a subnet of /26 or larger, as Microsoft Learn suggests",
  });
}
