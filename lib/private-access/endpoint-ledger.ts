import { TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { NAME_RULES } from "../core/names";
import { listed, type Problems, quoted } from "../core/problems";
import { Registry } from "../core/registry";
import { resolvedText } from "../core/resolved";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { geoCodeOf } from "./geo-codes";
import type { PrivateAccessProps } from "./private-access-props";
import { checkRoom } from "./subnet-size";
import { endpointName, SERVICES, type VaultService, zoneNames } from "./vault-service";

/** The number of endpoints that each vault has. */
const endpoints = new WeakMap<IRecoveryServicesVault, number>();

export function endpointsOf(vault: IRecoveryServicesVault): number {
  return endpoints.get(vault) ?? 0;
}

/** The names of the endpoints of each vault. */
const names = new Registry<IRecoveryServicesVault>();

export function checkNames(
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

/** The zones in which each vault's endpoints have their records. */
const zonesTaken = new Registry<IRecoveryServicesVault>();

export function checkZones(
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
      `geoCode is missing: the code of ${vault.region === undefined || Token.isUnresolved(vault.region) ? "the vault's region" : quoted(vault.region)} is not known; look it up in Microsoft Learn, "Geo-code mapping"`,
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
export function checkAddresses(
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
export function take(scope: IConstruct, props: PrivateAccessProps, services: readonly VaultService[]): void {
  const { vault, name } = props;
  const path = scope.node.path;
  endpoints.set(vault, endpointsOf(vault) + services.length);
  for (const service of services)
    names.take(vault, resolvedText(scope, endpointName(service, name ?? vault.vaultName)), path);
  for (const key of zoneKeys(scope, props, services)) zonesTaken.take(vault, key, path);
  const stack = TerraformStack.of(scope);
  const known = addressesTaken.get(stack) ?? new Map<string, number>();
  const key = subnetKey(scope, props);
  addressesTaken.set(stack, known.set(key, (known.get(key) ?? 0) + needed(services)));
}
