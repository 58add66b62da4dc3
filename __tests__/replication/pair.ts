import {
  CacheStorageAccount,
  DisasterRecoveryPair,
  RecoveryServicesVault,
  type RegionToRegionProps,
  type ResilienceStack,
  type ZoneToZoneProps,
} from "../../lib";
import { resourceGroup, type Synthesized, synthesise } from "../support/synthesise";

export const FABRIC = "azurerm_site_recovery_fabric";
export const CONTAINER = "azurerm_site_recovery_protection_container";
export const CONTAINER_MAPPING = "azurerm_site_recovery_protection_container_mapping";
export const NETWORK_MAPPING = "azurerm_site_recovery_network_mapping";
export const POLICY = "azurerm_site_recovery_replication_policy";
export const RECOVERY_PLAN = "azurerm_site_recovery_replication_recovery_plan";
export const REPLICATED_VM = "azurerm_site_recovery_replicated_vm";
export const NETWORK = "azurerm_virtual_network";
export const SUBNET = "azurerm_subnet";

type Changes = Partial<RegionToRegionProps>;

/** What a pair from Australia East to Central India needs; `changes` may take its values from the stack. */
export function pair(
  changes: Changes | ((stack: ResilienceStack) => Changes) = {},
  use: (pair: DisasterRecoveryPair) => void = () => {},
): (stack: ResilienceStack) => void {
  return (stack) => {
    const given = typeof changes === "function" ? changes(stack) : changes;
    const { vault, cache, targetResourceGroup, ...rest } = given;
    const props = {
      vault: vault ?? vaultIn(stack, "centralindia"),
      cache: cache ?? cacheIn(stack, "australiaeast"),
      targetResourceGroup: targetResourceGroup ?? resourceGroup(stack, "centralindia", "Target"),
      sourceRegion: "australiaeast",
      targetRegion: "centralindia",
      network: { addressSpace: "10.60.0.0/16" },
      ...rest,
    };
    use(new DisasterRecoveryPair(stack, "Dr", props));
  };
}

/** The same pair, to a region that has no availability zones. */
export function zonelessPair(use: (pair: DisasterRecoveryPair) => void): (stack: ResilienceStack) => void {
  const region = "australiasoutheast";
  return pair(
    (stack) => ({
      vault: vaultIn(stack, region),
      targetResourceGroup: resourceGroup(stack, region, "Target"),
      targetRegion: region,
    }),
    use,
  );
}

/** What a pair from zone 1 of Australia East to its zone 2 needs; the vault may be in the region itself. */
export function zonePair(
  changes: Partial<ZoneToZoneProps> | ((stack: ResilienceStack) => Partial<ZoneToZoneProps>) = {},
  use: (pair: DisasterRecoveryPair) => void = () => {},
): (stack: ResilienceStack) => void {
  return (stack) => {
    const given = typeof changes === "function" ? changes(stack) : changes;
    const { vault, cache, targetResourceGroup, ...rest } = given;
    const region = rest.sourceRegion ?? "australiaeast";
    const props = {
      vault: vault ?? vaultIn(stack, region),
      cache: cache ?? cacheIn(stack, region),
      targetResourceGroup: targetResourceGroup ?? resourceGroup(stack, region, "Target"),
      sourceRegion: region,
      zones: { source: "1", target: "2" } as const,
      ...rest,
    };
    use(new DisasterRecoveryPair(stack, "Dr", props));
  };
}

export function vaultIn(stack: ResilienceStack, region: string): RecoveryServicesVault {
  return new RecoveryServicesVault(stack, "Vault", {
    name: "rsv-dr",
    resourceGroup: resourceGroup(stack, region, "Recovery"),
  });
}

export function cacheIn(stack: ResilienceStack, region: string): CacheStorageAccount {
  return new CacheStorageAccount(stack, "Cache", {
    name: "stcontosoasr",
    region,
    resourceGroup: resourceGroup(stack, region, "Source"),
  });
}

/** The pair with one VM or several, synthesised. */
export function replicating(...given: Parameters<typeof pair>): Synthesized {
  return synthesise(pair(...given));
}

/** The resources that are created one after the other, by name, each before the one that waits for it. */
export function queueOf(synthesized: Synthesized): readonly string[] {
  const objects = [POLICY, FABRIC, CONTAINER, CONTAINER_MAPPING, NETWORK_MAPPING].flatMap((type) =>
    Object.entries(synthesized.all(type)).map(([name, json]) => ({ address: `${type}.${name}`, json })),
  );
  const before = ({ json }: (typeof objects)[number]) => {
    const text = JSON.stringify(json);
    return objects.filter(({ address }) => new RegExp(`${address}(\\.|")`).test(text));
  };
  const queue: (typeof objects)[number][] = [];
  while (queue.length < objects.length) {
    const ready = objects.filter((o) => !queue.includes(o) && before(o).every((b) => queue.includes(b)));
    if (ready.length !== 1)
      throw new Error(`${ready.length} objects could be made at once after ${queue.length}`);
    queue.push(...ready);
  }
  return queue.map(({ json }) => String(json.name));
}

/** The resource of a type with an Azure name, without the arguments that all resources of the vault share. */
export function named(synthesized: Synthesized, type: string, name: string): Record<string, unknown> {
  const found = Object.values(synthesized.all(type)).filter((resource) => resource.name === name);
  if (found.length !== 1 || !found[0]) throw new Error(`expected one ${type} ${name}, got ${found.length}`);
  const { name: _, resource_group_name, recovery_vault_name, ...rest } = found[0];
  return rest;
}

/** The address of the resource of a type with an Azure name. */
export function addressOf(synthesized: Synthesized, type: string, name: string): string {
  const found = Object.entries(synthesized.all(type)).find(([, resource]) => resource.name === name);
  if (!found) throw new Error(`there is no ${type} ${name}`);
  return `${type}.${found[0]}`;
}
