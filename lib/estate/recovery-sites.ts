import { addFinding } from "../core/findings";
import type { Gathering } from "../core/gather";
import { groupBy } from "../core/group-by";
import { normalizeRegion } from "../core/regions";
import { count } from "../core/words";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { Obstacle } from "../protection/backup-support";
import { needsPremiumCache, replicatedDisks } from "../replication/replicated-disks";
import type { ReplicatedVm } from "../replication/replicated-vm";
import { replicationObstacle, replicationWarnings } from "../replication/replication-support";
import { supportOptions } from "../replication/support-options";
import { cited, type ReplicationSupportOptions } from "../replication/support-rule";
import type { Tier } from "../tiers/tier";
import type { EstateVaultOptions } from "./backup-site";
import type { EstateProps } from "./estate-props";
import type { EstateStacks } from "./estate-stacks";
import { planRecovery } from "./recovery-plans";
import { RecoverySite } from "./recovery-site";
import type { RegionPairOptions } from "./region-pair";
import type { Subscriptions } from "./subscriptions";
import type { TierChoice } from "./tier-choice";
import type { VmOverrides } from "./vm-overrides";

const NAMES = 5;

/** Replicated VMs of a stack whose plan still takes seconds (docs/guides/scale.md). */
const LARGE_STACK = 500;

function warnOfLargeStack({ stack }: RecoverySite, vms: number): void {
  addFinding(stack, {
    kind: "warning",
    subject: stack.node.id,
    reason: `its ${vms} replicated VMs are in one vault, and so in one plan: from about ${LARGE_STACK} on its time grows faster than they do`,
    remedy:
      "keep applications in subscriptions of their own, each of which has its stack (docs/guides/scale.md)",
  });
}

function names(warned: readonly { readonly vm: VirtualMachine }[]): string {
  const first = warned.slice(0, NAMES).map(({ vm }) => vm.name);
  return [...first, ...(warned.length > NAMES ? ["…"] : [])].join(", ");
}

/** A VM, and the tier that promises its replication. */
interface Promised {
  readonly vm: VirtualMachine;
  readonly tier: Tier;
}

interface RecoverySitesProps {
  readonly stacks: EstateStacks;
  readonly estate: EstateProps;
  readonly subscriptions: Subscriptions;
  readonly overrides: VmOverrides;
  readonly gathering: Gathering;
  /** Tells people of a VM that is not replicated, or of which they should know something. */
  readonly report: (kind: "unreplicated" | "warning", vm: VirtualMachine, why: Obstacle) => void;
}

/** Replicates the VMs of an estate: one recovery stack for each subscription and region that has some. */
export class RecoverySites {
  readonly all: RecoverySite[] = [];
  /** What replication was asked for, refused or not. */
  readonly pairs: RegionPairOptions[] = [];

  constructor(private readonly props: RecoverySitesProps) {}

  /** The regions that are paired with another. */
  get paired(): ReadonlySet<string> {
    return new Set(this.pairs.map((pair) => normalizeRegion(pair.from)));
  }

  /** Replicates the VMs of the pair's source region whose tier promises it. */
  replicate(pair: RegionPairOptions, tiers: TierChoice, vault: EstateVaultOptions): void {
    const promised = this.promised(tiers, normalizeRegion(pair.from));
    const possible = promised.filter((one) => this.isPossible(pair, one));
    for (const [id, own] of groupBy(possible, ({ vm }) => vm.subscriptionId)) {
      this.props.gathering.attempt(() => this.replicateIn(id, pair, own, vault));
    }
  }

  private promised(tiers: TierChoice, region: string): readonly Promised[] {
    const here = this.props.estate.inventory.vms.filter((vm) => vm.region === region);
    return here.flatMap((vm) => {
      const tier = this.props.gathering.attempt(() => tiers.replicatedTier(vm));
      return tier ? [{ vm, tier }] : [];
    });
  }

  private replicateIn(
    subscriptionId: string,
    pair: RegionPairOptions,
    promised: readonly Promised[],
    vault: EstateVaultOptions,
  ): void {
    const { stacks, estate, subscriptions, overrides, gathering } = this.props;
    const { organisation, tags = {} } = estate;
    const vms = promised.map(({ vm }) => vm);
    const disks = vms.map((vm) => replicatedDisks(vm, overrides.of(vm).recovery?.disks));
    const site = new RecoverySite(stacks, {
      organisation,
      subscription: subscriptions.named(subscriptionId),
      pair,
      vault,
      disks,
      tags,
    });
    this.all.push(site);
    if (vms.length > LARGE_STACK) warnOfLargeStack(site, vms.length);
    this.warn(pair, vms);
    for (const [tier, own] of groupBy(promised, (one) => one.tier)) {
      const replicated = own.flatMap(({ vm }) => {
        return gathering.attempt(() => this.replicateVm(site, vm, tier)) ?? [];
      });
      const planned = replicated.filter(({ vm }) => overrides.of(vm).recoveryPlan !== false);
      gathering.attempt(() => planRecovery(site, tier, planned));
    }
  }

  private replicateVm(site: RecoverySite, vm: VirtualMachine, tier: Tier): ReplicatedVm {
    const replicated = site.replicate(vm, tier, this.props.overrides.of(vm).recovery);
    if (vm.powerState === "deallocated") {
      const reason = "it is deallocated, and Site Recovery installs its agent only on a running VM";
      this.props.report("warning", vm, { reason, remedy: "start it before the deployment" });
    }
    return replicated;
  }

  /** What many VMs have in common is said once, of the first of them. */
  private warn(pair: RegionPairOptions, vms: readonly VirtualMachine[]): void {
    const warnings = vms.flatMap((vm) =>
      replicationWarnings(vm, pair.to, this.supportOf(pair, vm)).map((warning) => ({ vm, warning })),
    );
    for (const alike of groupBy(warnings, ({ warning }) => warning.rule ?? warning.remedy).values()) {
      const [first, ...others] = alike;
      if (!first) continue;
      const so = others.length === 0 ? "" : ` (and ${count(others.length, "other VM")}: ${names(others)})`;
      const reason = `${cited(first.warning)}${so}`;
      this.props.report("warning", first.vm, { reason, remedy: first.warning.remedy });
    }
  }

  private isPossible(pair: RegionPairOptions, { vm }: Promised): boolean {
    const obstacle = replicationObstacle(vm, pair.to, this.supportOf(pair, vm));
    if (obstacle) this.props.report("unreplicated", vm, { ...obstacle, reason: cited(obstacle) });
    return obstacle === undefined;
  }

  private supportOf(pair: RegionPairOptions, vm: VirtualMachine): ReplicationSupportOptions {
    const { diskEncryptionSetId, premiumCache = false } = pair;
    const options = { diskEncryptionSetId, ...this.props.overrides.of(vm).recovery };
    const intent = { ...options, vm, pair: { targetRegion: normalizeRegion(pair.to) } };
    const premium = premiumCache && replicatedDisks(vm, options.disks).some(needsPremiumCache);
    const { network } = pair;
    const subnetSecurityGroup = "securityGroupId" in network && network.securityGroupId !== undefined;
    return { ...supportOptions(intent, premium), subnetSecurityGroup };
  }
}
