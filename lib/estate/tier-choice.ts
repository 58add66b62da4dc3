import type { VirtualMachine } from "../inventory/virtual-machine";
import type { Tier } from "../tiers/tier";
import { isTier, type NoTier, type TierSet } from "../tiers/tier-set";
import type { VmOverrides } from "./vm-overrides";

/** Which tier a VM of the estate gets: the one that the program gives it, or else the one of its tag. */
export class TierChoice {
  constructor(
    readonly tiers: TierSet,
    private readonly overrides: VmOverrides,
  ) {}

  /** @throws ConfigurationError when the program gives it a tier that does not exist */
  of(vm: VirtualMachine): Tier | NoTier {
    const { tier } = this.overrides.of(vm);
    return tier === undefined ? this.tiers.tierOf(vm) : this.tiers.require(`overrides: ${vm.name}`, tier);
  }

  /** Does the VM's tier promise replication? @throws as `of` */
  promisesReplication(vm: VirtualMachine): boolean {
    if (this.overrides.of(vm).exempt) return false;
    const tier = this.of(vm);
    return isTier(tier) && tier.replicated;
  }
}
