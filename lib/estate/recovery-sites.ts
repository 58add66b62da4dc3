import type { Construct } from "constructs";
import type { Gathering } from "../core/gather";
import { groupBy } from "../core/group-by";
import { normalizeRegion } from "../core/regions";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { Obstacle } from "../protection/backup-support";
import { needsPremiumCache, replicatedDisks } from "../replication/replicated-disks";
import type { ReplicatedVm } from "../replication/replicated-vm";
import { replicationObstacle, replicationWarnings } from "../replication/replication-support";
import { supportOptions } from "../replication/support-options";
import type { ReplicationSupportOptions } from "../replication/support-rule";
import type { Tier } from "../tiers/tier";
import type { EstateVaultOptions } from "./backup-site";
import type { EstateProps } from "./estate-props";
import { planRecovery } from "./recovery-plans";
import { RecoverySite } from "./recovery-site";
import type { RegionPairOptions } from "./region-pair";
import type { Subscriptions } from "./subscriptions";
import type { VmOverrides } from "./vm-overrides";

/** A VM, and the tier that promises its replication. */
export interface Promised {
  readonly vm: VirtualMachine;
  readonly tier: Tier;
}

interface RecoverySitesProps {
  readonly app: Construct;
  readonly estate: EstateProps;
  readonly subscriptions: Subscriptions;
  readonly overrides: VmOverrides;
  readonly gathering: Gathering;
  /** Tells people of a VM that is not replicated, or of which they should know something. */
  readonly report: (kind: "unreplicated" | "warning", vm: VirtualMachine, why: Obstacle) => void;
}

/** Replicates the VMs of an estate: one recovery stack for each subscription and region that has some. */
export class RecoverySites {
  constructor(private readonly props: RecoverySitesProps) {}

  /** Replicates the VMs of one region, which are all in the pair's source region. */
  replicate(pair: RegionPairOptions, promised: readonly Promised[], vault: EstateVaultOptions): void {
    const possible = promised.filter((one) => this.isPossible(pair, one));
    for (const [id, own] of groupBy(possible, ({ vm }) => vm.subscriptionId)) {
      this.props.gathering.attempt(() => this.replicateIn(id, pair, own, vault));
    }
  }

  private replicateIn(
    subscriptionId: string,
    pair: RegionPairOptions,
    promised: readonly Promised[],
    vault: EstateVaultOptions,
  ): void {
    const { app, estate, subscriptions, gathering } = this.props;
    const { organisation, tags = {}, synthesis } = estate;
    const vms = promised.map(({ vm }) => vm);
    const drills = promised.some(({ tier }) => tier.drill !== undefined);
    const site = new RecoverySite(app, {
      organisation,
      subscription: subscriptions.named(subscriptionId),
      pair,
      vault,
      vms,
      automation: drills || (pair.agentUpdates ?? true),
      tags,
      synthesis,
    });
    for (const [tier, own] of groupBy(promised, (one) => one.tier)) {
      const replicated = own.flatMap(({ vm }) => {
        return gathering.attempt(() => this.replicateVm(site, vm, tier)) ?? [];
      });
      gathering.attempt(() => planRecovery(site, tier, replicated));
    }
  }

  private replicateVm(site: RecoverySite, vm: VirtualMachine, tier: Tier): ReplicatedVm {
    const replicated = site.replicate(vm, tier, this.props.overrides.of(vm).recovery);
    const { pair } = site.props;
    for (const warning of replicationWarnings(vm, pair.to, this.supportOf(pair, vm)))
      this.props.report("warning", vm, warning);
    if (vm.powerState === "deallocated") {
      const reason = "it is deallocated, and Site Recovery installs its agent only on a running VM";
      this.props.report("warning", vm, { reason, remedy: "start it before the deployment" });
    }
    return replicated;
  }

  private isPossible(pair: RegionPairOptions, { vm }: Promised): boolean {
    const obstacle = replicationObstacle(vm, pair.to, this.supportOf(pair, vm));
    if (obstacle) this.props.report("unreplicated", vm, obstacle);
    return obstacle === undefined;
  }

  private supportOf(pair: RegionPairOptions, vm: VirtualMachine): ReplicationSupportOptions {
    const { diskEncryptionSetId, premiumCache = false } = pair;
    const options = { diskEncryptionSetId, ...this.props.overrides.of(vm).recovery };
    const intent = { ...options, vm, pair: { targetRegion: normalizeRegion(pair.to) } };
    return supportOptions(intent, premiumCache && replicatedDisks(vm, options.disks).some(needsPremiumCache));
  }
}
