import { DisasterRecoveryPair, type RegionToRegionProps, type ResilienceStack } from "../../lib";
import { resourceGroup, SUBSCRIPTION, type Synthesized } from "../support/synthesise";
import { networkId } from "../support/vms";
import { cacheIn, vaultIn } from "./pair";

const group = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`;
const ACCOUNT_ID = `${group}/providers/Microsoft.Storage/storageAccounts/stcache`;
export const VAULT_ID = `${group}/providers/Microsoft.RecoveryServices/vaults/rsv-theirs`;

export interface Further extends Partial<RegionToRegionProps> {
  readonly id: string;
}

export const INDIA = { id: "India", name: "india" };
export const JAPAN = { id: "Japan", name: "japan", targetRegion: "japaneast" };

export const existing = (name: string) => ({ networkId: networkId(name), subnetName: "snet-dr" });

/** Pairs of one vault in Southeast Asia, each with its own target group and network unless it says others. */
export function pairs(
  further: readonly Further[],
  use: (...all: DisasterRecoveryPair[]) => void = () => {},
): (stack: ResilienceStack) => void {
  return (stack) => {
    const vault = vaultIn(stack, "southeastasia");
    const cache = cacheIn(stack, "australiaeast");
    const all = further.map(({ id, ...changes }) => {
      const targetRegion = changes.targetRegion ?? "centralindia";
      return new DisasterRecoveryPair(stack, id, {
        vault,
        cache: changes.sourceRegion ? { storageAccountId: ACCOUNT_ID } : cache,
        sourceRegion: "australiaeast",
        targetRegion,
        targetResourceGroup: resourceGroup(stack, targetRegion, `Target-${id}`),
        network: existing(`vnet-${id.toLowerCase()}`),
        ...changes,
      });
    });
    use(...all);
  };
}

/** The Azure names of a type's resources, in the order of the program. */
export function namesOf(synthesized: Synthesized, type: string): readonly unknown[] {
  return Object.values(synthesized.all(type)).map(({ name }) => name);
}
