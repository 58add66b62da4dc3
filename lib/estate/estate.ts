import { Construct } from "constructs";
import type { BuiltInPolicyName } from "../../policies/built-in-policies";
import { COMPLETE, type Completable } from "../core/completion";
import { ConfigurationError, type Problem } from "../core/configuration-error";
import { checkId } from "../core/construct-id";
import { addFinding, type FindingKind } from "../core/findings";
import { Gathering } from "../core/gather";
import { type OutputFile, WRITES, type Writer } from "../core/output-file";
import { PUBLISHES, type PublishedFile, type Publisher } from "../core/published-file";
import { normalizeRegion } from "../core/regions";
import type { BuiltInPolicyAssignment } from "../governance/assignment-props";
import { recordInventory } from "../inventory/known-vms";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { VmInventory } from "../inventory/vm-inventory";
import type { Obstacle } from "../protection/backup-support";
import type { Tier } from "../tiers/tier";
import { TierSet } from "../tiers/tier-set";
import { BackupSites } from "./backup-sites";
import {
  type BackupPoliciesOptions,
  checkEstate,
  checkTierPolicy,
  checkVmsPerPolicy,
  type EstateProps,
  type PolicyOptions,
  type VaultsOptions,
} from "./estate-props";
import { GovernanceSites } from "./governance-sites";
import type { MonitoringOptions } from "./monitoring-props";
import { MonitoringSites } from "./monitoring-sites";
import { PlacementBook } from "./placement-book";
import { recordPromises } from "./promises";
import { recoveryDoubts } from "./recovery-doubts";
import { RecoverySites } from "./recovery-sites";
import { checkRegionPair, type RegionPairOptions } from "./region-pair";
import { checkStorageEstimate, type StorageEstimateOptions, storageEstimate } from "./storage-estimate";
import { Subscriptions } from "./subscriptions";
import { TierChoice } from "./tier-choice";
import { VmOverrides } from "./vm-overrides";
import { watchedSites, watchedTiers } from "./watched";

/**
 * All virtual machines of an organisation, protected by what they deserve. Its verbs follow the order in which an
 * administrator works in the portal; every one of them reports its problems when the app is synthesised, so that one
 * run shows them all. There is one stack for each vault, each replicated region and each subscription's policies.
 *
 * @example
 * const contoso = new Estate(app, "Contoso", { organisation: "contoso", inventory, homeRegion: "australiaeast" });
 * contoso.createVaults({ immutability: "Unlocked" });
 * contoso.createBackupPolicies(contosoTiers);
 * contoso.protectVirtualMachines();
 */
export class Estate extends Construct implements Completable, Publisher, Writer {
  readonly inventory: VmInventory;
  private readonly props: EstateProps;
  private readonly subscriptions: Subscriptions;
  private readonly overrides: VmOverrides;
  private readonly gathering = new Gathering();
  private readonly sites: BackupSites;
  private readonly pairs: RegionPairOptions[] = [];
  private readonly recoveries: RecoverySites;
  private readonly governance: GovernanceSites;
  private vaults?: VaultsOptions;
  private monitoring?: MonitoringOptions;
  private estimate?: StorageEstimateOptions;
  private tiers?: TierChoice;

  constructor(scope: Construct, id: string, props: EstateProps) {
    super(scope, checkId(scope, id));
    checkEstate(this, props);
    this.props = props;
    this.inventory = props.inventory;
    recordInventory(this, props.inventory);
    this.subscriptions = new Subscriptions(props.subscriptions ?? {});
    for (const note of props.inventory.notes) addFinding(this, note);
    this.overrides = new VmOverrides(props.inventory, props.overrides ?? {});
    this.recoveries = new RecoverySites({
      app: this.app,
      estate: props,
      subscriptions: this.subscriptions,
      overrides: this.overrides,
      gathering: this.gathering,
      report: (kind, vm, why) => this.report(kind, vm, why),
    });
    this.sites = new BackupSites(this, new PlacementBook(this, props.placementFile), this.gathering);
    this.governance = new GovernanceSites(this.app, this.sites, props.synthesis);
  }

  /** Creates a Recovery Services vault in each subscription and region that holds VMs. */
  createVaults(options: VaultsOptions = {}): void {
    if (this.vaults) {
      this.refuse("createVaults is called twice: give all options in one call");
      return;
    }
    this.vaults = options;
    const { organisation, tags = {}, synthesis } = this.props;
    this.gathering.attempt(() =>
      this.sites.create(this.inventory.vms, this.subscriptions, options, { organisation, tags, synthesis }),
    );
  }

  /** Creates every tier's backup policy in every vault: a policy that some VM once used cannot be removed any more. */
  createBackupPolicies(tiers: readonly Tier[], options: BackupPoliciesOptions = {}): void {
    if (!this.need(this.vaults, "createVaults", "createBackupPolicies")) return;
    if (this.tiers) {
      this.refuse("createBackupPolicies is called twice: give all tiers in one call");
      return;
    }
    const { timezone, vmsPerPolicy, ...choice } = options;
    const set = this.gathering.attempt(() => new TierSet(tiers, choice));
    if (!set || !this.accepts(() => checkVmsPerPolicy(vmsPerPolicy))) return;
    this.tiers = new TierChoice(set, this.overrides);
    this.sites.chooseTiers(this.tiers);
    for (const tier of set.tiers) {
      const { criticality, backup, description, window } = tier;
      const policy = { timezone, ...backup, tier: `${criticality} ${description}`, window };
      if (!this.accepts(() => checkTierPolicy(criticality, policy))) continue;
      this.sites.createPolicies(tier, policy, vmsPerPolicy);
    }
    this.sites.warnOfPolicies();
    for (const { criticality: subject, ...doubt } of set.doubts)
      addFinding(this, { kind: "warning", subject, ...doubt });
  }

  /** Backs up every VM by the policy of its tier; those that cannot be are listed with the reason. */
  protectVirtualMachines(): void {
    if (!this.need(this.tiers, "createBackupPolicies", "protectVirtualMachines")) return;
    for (const { placement } of this.sites.all) {
      for (const vm of placement.vms) this.gathering.attempt(() => this.protect(vm));
    }
  }

  /** Replicates the VMs of one region to another with Azure Site Recovery, where their tier promises it. */
  replicate(pair: RegionPairOptions): void {
    const tiers = this.need(this.tiers, "createBackupPolicies", "replicate");
    this.pairs.push(pair);
    const where = `${this.node.path}/replicate`;
    if (!tiers || !this.accepts(() => checkRegionPair(where, pair, this.pairs))) return;
    const { vaultsPerRegion, vmsPerVault, ...vault } = this.vaults ?? {};
    this.recoveries.replicate(pair, tiers, vault);
  }

  /** Assigns a built-in Azure Policy to every subscription that holds VMs. */
  assignPolicy<N extends BuiltInPolicyName>(
    policy: N,
    ...[options]: Record<never, never> extends Omit<BuiltInPolicyAssignment<N>, "policy">
      ? [options?: PolicyOptions<N>]
      : [options: PolicyOptions<N>]
  ): void {
    for (const site of this.governance.all()) {
      this.gathering.attempt(() =>
        site.assign(policy, { location: this.props.homeRegion, ...options } as never),
      );
    }
  }

  /**
   * Lets Azure Policy back up VMs that carry no tier's tag value: those that appear between two runs of the program.
   * They go to the first vault of their subscription and region, by the policy of the given tier.
   */
  backUpUntaggedVirtualMachines(options: { readonly tier: string }): void {
    const tiers = this.need(this.tiers, "createBackupPolicies", "backUpUntaggedVirtualMachines");
    if (!tiers) return;
    this.governance.backUpUntagged(this.gathering, tiers.tiers, options.tier);
  }

  /** Tells people when backups or replications fail, are late or are weakened, in every subscription with vaults. */
  monitor(options: MonitoringOptions): void {
    if (!this.need(this.vaults, "createVaults", "monitor")) return;
    if (this.monitoring) this.refuse("monitor is called twice: give all options in one call");
    this.monitoring = options;
  }

  /** Estimates recovery points and storage in steady state, and what they cost where prices are given. */
  estimateStorage(options: StorageEstimateOptions = {}): void {
    if (this.estimate) this.refuse("estimateStorage is called twice: give all options in one call");
    if (this.accepts(() => checkStorageEstimate(options))) this.estimate = options;
  }

  /** The estimate, beside the stacks. */
  [WRITES](): readonly OutputFile[] {
    return this.estimate ? storageEstimate(this.node.root, this.estimate) : [];
  }

  /** What every verb refused; and findings for VMs whose tier promises a replication that no region pair gives. */
  [COMPLETE](): readonly Problem[] {
    const { tiers, inventory } = this;
    if (tiers) {
      recordPromises(inventory.vms, tiers, (vm) => this.sites.scopeOf(vm));
      const paired = new Set(this.pairs.map((pair) => normalizeRegion(pair.from)));
      for (const { kind, vm, ...why } of recoveryDoubts(inventory.vms, tiers, this.overrides, paired))
        this.report(kind, vm, why);
    }
    if (this.monitoring) this.watch(this.monitoring);
    return this.gathering.problems;
  }

  /** Where the VMs are from this run on, for the file that keeps it. */
  [PUBLISHES](): readonly PublishedFile[] {
    return this.sites.published();
  }

  /** At the end, when every vault and policy is known. */
  private watch(options: MonitoringOptions): void {
    const { app, props: estate } = this;
    const sites = watchedSites(this.sites.all, this.recoveries.all);
    const tiers = watchedTiers(this.tiers?.tiers.tiers ?? [], this.sites.all);
    const { declared } = this.subscriptions;
    this.gathering.attempt(() => new MonitoringSites({ app, estate, options, sites, tiers, declared }));
  }

  private get app(): Construct {
    return this.node.scope as Construct;
  }

  /** Does a check refuse nothing? What it refuses is reported once, not once for each vault. */
  private accepts(check: () => void): boolean {
    return this.gathering.attempt(() => check() ?? true) ?? false;
  }

  private protect(vm: VirtualMachine): void {
    const backup = this.sites.backupOf(vm);
    if (!backup) return;
    const { site, plan } = backup;
    if ("kind" in plan) this.report(plan.kind, vm, plan);
    else {
      const policy = site.policiesOf(plan.tier.criticality)[plan.number - 1];
      policy?.protect(vm, { disks: this.overrides.of(vm).disks });
    }
  }

  private report(kind: FindingKind, vm: VirtualMachine, { reason, remedy }: Obstacle): void {
    const scope = this.sites.scopeOf(vm);
    addFinding(scope, { kind, subject: vm.name, source: vm.source, reason, remedy });
  }

  private need<T>(value: T | undefined, first: string, then: string): T | undefined {
    if (value === undefined && this.gathering.problems.length === 0)
      this.refuse(`${then} needs ${first} before it`);
    return value;
  }

  private refuse(message: string): void {
    this.gathering.attempt(() => {
      throw new ConfigurationError([{ where: this.node.path, message }]);
    });
  }
}
