import type { Construct } from "constructs";
import type { Gathering } from "../core/gather";
import type { PublishedFile } from "../core/published-file";
import type { VirtualMachine } from "../inventory/virtual-machine";
import { MAX_VMS_PER_VAULT, VMS_PER_POLICY } from "../placement/limits";
import { sizesOf } from "../placement/spread";
import type { Tier } from "../tiers/tier";
import { isTier } from "../tiers/tier-set";
import { BackupSite, type BackupSiteProps, type TierPolicy } from "./backup-site";
import type { VaultsOptions } from "./estate-props";
import type { EstateStacks } from "./estate-stacks";
import { placeUnderPolicies, placeVms } from "./placement";
import type { PlacementBook } from "./placement-book";
import {
  explainPolicies,
  explainVaults,
  warnOfDeparted,
  warnOfDroppedTier,
  warnOfGrowth,
  warnOfMove,
  warnOfOneStart,
  warnOfPolicies,
} from "./placement-report";
import type { Subscriptions } from "./subscriptions";
import type { TierChoice, Unprotected } from "./tier-choice";

/** What backs a VM up: its vault, and the policy of its tier by number, or why it has none. */
export interface Backup {
  readonly site: BackupSite;
  readonly plan: { readonly tier: Tier; readonly number: number } | Unprotected;
}

/** The vaults of an estate, and which VM is in which of them, by which policy. */
export class BackupSites {
  readonly all: BackupSite[] = [];
  private readonly siteOf = new Map<VirtualMachine, BackupSite>();
  private readonly plans = new Map<VirtualMachine, Tier | Unprotected>();
  private readonly numbers = new Map<VirtualMachine, number>();
  private readonly sharded = new Set<Tier>();

  constructor(
    private readonly estate: Construct,
    private readonly stacks: EstateStacks,
    private readonly book: PlacementBook,
    private readonly gathering: Gathering,
  ) {}

  /** Creates the vaults that the VMs need. */
  create(
    vms: readonly VirtualMachine[],
    subscriptions: Subscriptions,
    options: VaultsOptions,
    props: Omit<BackupSiteProps, "placement" | "vault">,
  ): void {
    const { vaultsPerRegion, vmsPerVault, ...vault } = options;
    const limits = { redundancy: options.redundancy ?? "GeoRedundant", vaultsPerRegion, vmsPerVault };
    const placements = placeVms(vms, subscriptions, limits, this.book);
    for (const placement of placements) {
      const site = this.gathering.attempt(() => new BackupSite(this.stacks, { ...props, placement, vault }));
      if (site) this.add(site);
    }
    explainVaults(this.estate, placements, vmsPerVault ?? MAX_VMS_PER_VAULT);
  }

  /** Finds the tier of every VM, once: what it needs of each policy is counted from it. */
  chooseTiers(choice: TierChoice): void {
    for (const [vm, site] of this.siteOf) {
      const plan = this.gathering.attempt(() => choice.backupOf(vm, site.vault.redundancy));
      if (plan) this.plans.set(vm, plan);
    }
  }

  /** Creates a tier's policies in every vault, as many as its VMs there need. */
  createPolicies(tier: Tier, policy: TierPolicy, vmsPerPolicy = VMS_PER_POLICY): void {
    for (const site of this.all) {
      const vms = site.placement.vms.filter((vm) => this.plans.get(vm) === tier);
      const found = placeUnderPolicies(site.placement, vms, tier.criticality, vmsPerPolicy, this.book);
      const count = found.shards.length;
      this.gathering.attempt(() => site.addPolicies(tier.criticality, policy, count));
      for (const vm of vms) this.numbers.set(vm, found.homes.get(vm.id) as number);
      if (count > 1) this.explain(site, tier, sizesOf(found), vmsPerPolicy);
    }
  }

  /** Warns of what several policies mean for the next run, and of policies that are gone. To be called after the last tier. */
  warnOfPolicies(): void {
    const tiers = [...this.sharded];
    for (const tier of tiers) if (!tier.window) warnOfOneStart(this.estate, tier);
    const names = tiers.map((tier) => tier.criticality);
    if (names.length > 0 && this.book.file === undefined) warnOfPolicies(this.estate, names);
    for (const site of this.all)
      for (const [tier, policies] of this.book.droppedTiersOf(site.placement))
        warnOfDroppedTier(site, tier, policies);
  }

  /** Where the VMs are from this run on. */
  published(): readonly PublishedFile[] {
    return this.book.published();
  }

  /** The first vault for ordinary disks of each subscription and region. */
  firsts(): readonly BackupSite[] {
    const found = new Map<string, BackupSite>();
    for (const site of this.all.filter(({ placement }) => !placement.nonGeo)) {
      const key = `${site.placement.subscription.id}/${site.placement.region}`;
      if (!found.has(key)) found.set(key, site);
    }
    return [...found.values()];
  }

  /** What backs a VM up; undefined when that was refused. */
  backupOf(vm: VirtualMachine): Backup | undefined {
    const site = this.siteOf.get(vm);
    const plan = this.plans.get(vm);
    if (!site || !plan) return undefined;
    return { site, plan: isTier(plan) ? { tier: plan, number: this.numbers.get(vm) ?? 1 } : plan };
  }

  /** The construct that says what there is to say of a VM. */
  scopeOf(vm: VirtualMachine): Construct {
    return this.siteOf.get(vm)?.stack ?? this.estate;
  }

  private explain(site: BackupSite, tier: Tier, sizes: readonly number[], limit: number): void {
    this.sharded.add(tier);
    explainPolicies(site, tier, sizes, limit);
  }

  private add(site: BackupSite): void {
    const { placement } = site;
    this.all.push(site);
    this.book.rememberVault(placement);
    for (const vm of placement.vms) {
      this.siteOf.set(vm, site);
      const former = this.book.formerVault(placement, vm.id);
      if (former !== undefined) warnOfMove(site, vm, former);
    }
    warnOfDeparted(site, this.book.departedOf(placement));
    if (placement.growing !== undefined && placement.index === 0) warnOfGrowth(site, placement.growing);
  }
}
