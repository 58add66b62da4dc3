import type { FindingKind } from "../core/findings";
import type { VirtualMachine } from "../inventory/virtual-machine";
import { backupObstacle, type Obstacle, policyObstacle } from "../protection/backup-support";
import type { Tier } from "../tiers/tier";
import { isTier, type NoTier, type TierSet } from "../tiers/tier-set";
import type { VaultRedundancy } from "../vault/vault-props";
import { exemption } from "./unprotected";
import type { VmOverrides } from "./vm-overrides";

/** Why a VM is not backed up. */
export interface Unprotected extends Obstacle {
  readonly kind: FindingKind;
}

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

  /** The tier that backs the VM up in a vault of this redundancy, or why none does. @throws as `of` */
  backupOf(vm: VirtualMachine, redundancy: VaultRedundancy | undefined): Tier | Unprotected {
    const { exempt, disks } = this.overrides.of(vm);
    if (exempt) return exemption(exempt);
    const tier = this.of(vm);
    if (!isTier(tier)) return { kind: "unprotected", ...tier };
    const obstacle = backupObstacle(vm, disks) ?? policyObstacle(vm, tier.backup, redundancy, disks);
    return obstacle ? { kind: "unprotected", ...obstacle } : tier;
  }

  /** The tier whose objectives the VM is promised; undefined for a VM without one, and for an exempt one. */
  promiseOf(vm: VirtualMachine): Tier | undefined {
    const { exempt, tier = "" } = this.overrides.of(vm);
    const found = this.tiers.named(tier) ?? this.tiers.tierOf(vm);
    return exempt === undefined && isTier(found) ? found : undefined;
  }

  /** The VM's tier, where it promises replication. @throws as `of` */
  replicatedTier(vm: VirtualMachine): Tier | undefined {
    if (this.overrides.of(vm).exempt) return undefined;
    const tier = this.of(vm);
    return isTier(tier) && tier.replicated ? tier : undefined;
  }
}
