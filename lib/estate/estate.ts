import type { Construct } from "constructs";
import type { BuiltInPolicyName } from "../../policies/built-in-policies";
import { COMPLETE, type Completable } from "../core/completion";
import type { Problem } from "../core/configuration-error";
import { checkId } from "../core/construct-id";
import { addFinding, type FindingKind } from "../core/findings";
import { type OutputFile, WRITES, type Writer } from "../core/output-file";
import { PUBLISHES, type PublishedFile, type Publisher } from "../core/published-file";
import { nameSubscriptions } from "../core/subscription-names";
import type { BuiltInPolicyAssignment } from "../governance/assignment-props";
import { recordInventory } from "../inventory/known-vms";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { VmInventory } from "../inventory/vm-inventory";
import type { Obstacle } from "../protection/backup-support";
import type { Tier } from "../tiers/tier";
import { TierSet } from "../tiers/tier-set";
import { BackupSites } from "./backup-sites";
import { EstateBase } from "./estate-base";
import { estateDoubts } from "./estate-doubts";
import { EstateOnboarding } from "./estate-onboarding";
import type { EstatePolicy } from "./estate-policy";
import {
  type BackupPoliciesOptions,
  checkEstate,
  checkVmsPerPolicy,
  type EstateProps,
  type PolicyOptions,
  type VaultsOptions,
} from "./estate-props";
import { EstateStacks } from "./estate-stacks";
import { GovernanceSites } from "./governance-sites";
import type { EstateBaselineOptions } from "./management-group-site";
import type { MonitoringOptions } from "./monitoring-props";
import { MonitoringSites } from "./monitoring-sites";
import type { OnboardByPolicyOptions, UntaggedOptions } from "./onboarding-props";
import { PlacementBook } from "./placement-book";
import { recordPromises } from "./promises";
import { protectPlaced } from "./protect-placed";
import { RecoverySites } from "./recovery-sites";
import { checkRegionPair, type RegionPairOptions } from "./region-pair";
import { checkStorageEstimate, type StorageEstimateOptions, storageEstimate } from "./storage-estimate";
import { Subscriptions } from "./subscriptions";
import { TierChoice } from "./tier-choice";
import { createTierPolicies } from "./tier-policies";
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
export class Estate extends EstateBase implements Completable, Publisher, Writer {
  readonly inventory: VmInventory;
  private readonly props: EstateProps;
  private readonly stacks: EstateStacks;
  private readonly subscriptions: Subscriptions;
  private readonly overrides: VmOverrides;
  private readonly sites: BackupSites;
  private readonly recoveries: RecoverySites;
  private readonly governance: GovernanceSites;
  private readonly onboarding: EstateOnboarding;
  private protects = false;
  private vaults?: VaultsOptions;
  private monitoring?: MonitoringOptions;
  private estimate?: StorageEstimateOptions;
  private tiers?: TierChoice;

  constructor(scope: Construct, id: string, props: EstateProps) {
    super(scope, checkId(scope, id));
    checkEstate(this, props);
    this.props = props;
    this.inventory = props.inventory;
    this.stacks = new EstateStacks(this.app, this, props);
    recordInventory(this, props.inventory);
    this.subscriptions = new Subscriptions(props.subscriptions ?? {});
    nameSubscriptions(this, props.subscriptions ?? {});
    for (const note of props.inventory.notes) addFinding(this, note);
    this.overrides = new VmOverrides(props.inventory, props.overrides ?? {});
    this.recoveries = new RecoverySites({
      stacks: this.stacks,
      estate: props,
      subscriptions: this.subscriptions,
      overrides: this.overrides,
      gathering: this.gathering,
      report: (kind, vm, why) => this.report(kind, vm, why),
    });
    this.sites = new BackupSites(
      this,
      this.stacks,
      new PlacementBook(this, props.placementFile),
      this.gathering,
    );
    this.governance = new GovernanceSites(this.stacks, this.sites, props, this.subscriptions);
    const { governance, recoveries, overrides } = this;
    const { vms } = props.inventory;
    this.onboarding = new EstateOnboarding({ root: this.node.root, vms, overrides, governance, recoveries });
  }

  /** Creates a Recovery Services vault in each subscription and region that holds VMs. */
  createVaults(options: VaultsOptions = {}): void {
    if (this.vaults) {
      this.refuse("createVaults is called twice: give all options in one call");
      return;
    }
    this.vaults = options;
    const { organisation, tags = {} } = this.props;
    this.gathering.attempt(() =>
      this.sites.create(this.inventory.vms, this.subscriptions, options, { organisation, tags }),
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
    createTierPolicies(this.sites, set, { timezone, vmsPerPolicy }, this.gathering);
    for (const { criticality: subject, ...doubt } of set.doubts)
      addFinding(this, { kind: "warning", subject, ...doubt });
  }

  /** Backs up every VM by the policy of its tier; those that cannot be are listed with the reason. */
  protectVirtualMachines(): void {
    if (!this.need(this.tiers, "createBackupPolicies", "protectVirtualMachines")) return;
    this.protects = true;
    const { gathering, sites, overrides } = this;
    protectPlaced({ gathering, sites, overrides, report: (kind, vm, why) => this.report(kind, vm, why) });
  }

  /** Replicates the VMs of one region to another with Azure Site Recovery, where their tier promises it. */
  replicate(pair: RegionPairOptions): void {
    const tiers = this.need(this.tiers, "createBackupPolicies", "replicate");
    this.recoveries.pairs.push(pair);
    const where = `${this.node.path}/replicate`;
    if (!tiers || !this.accepts(() => checkRegionPair(where, pair, this.recoveries.pairs))) return;
    const { vaultsPerRegion, vmsPerVault, ...vault } = this.vaults ?? {};
    this.recoveries.replicate(pair, tiers, vault);
  }

  /** Assigns a built-in Azure Policy to every subscription that holds VMs. */
  assignPolicy<N extends BuiltInPolicyName>(
    policy: N,
    ...[options]: Record<never, never> extends Omit<BuiltInPolicyAssignment<N>, "policy">
      ? [options?: PolicyOptions<N>]
      : [options: PolicyOptions<N>]
  ): EstatePolicy {
    const given = { location: this.props.homeRegion, ...options } as never;
    return this.policyOf(
      this.governance.all().flatMap((site) => this.gathering.attempt(() => site.assign(policy, given)) ?? []),
    );
  }

  /**
   * Lets Azure Policy back up VMs that carry no tier's tag value: those that appear between two runs of the program.
   * They go to the first vault of their subscription and region, by the policy of the given tier.
   */
  backUpUntaggedVirtualMachines(options: UntaggedOptions): void {
    const tiers = this.need(this.tiers, "createBackupPolicies", "backUpUntaggedVirtualMachines");
    if (!tiers) return;
    const left = this.onboarding.leftBy(tiers);
    this.governance.backUpUntagged(this.gathering, tiers.tiers, options, left);
  }

  /**
   * Lets Azure Policy back up VMs by the tag value of their tier, in the first vault of their subscription and region, and
   * replicate them where that is asked for: those that appear between two runs of the program. It leaves out VMs that
   * overrides speak of. `policy-reach.json` tells which VMs it would never back up, since their image is not on its list.
   */
  onboardByPolicy(options: OnboardByPolicyOptions = {}): void {
    const tiers = this.need(this.tiers, "createBackupPolicies", "onboardByPolicy");
    if (this.onboarding.isAsked) this.refuse("onboardByPolicy is called twice: give all options in one call");
    const where = `${this.node.path}/onboardByPolicy`;
    if (tiers) this.gathering.attempt(() => this.onboarding.ask(where, options, tiers));
  }

  /**
   * Reports at a management group what is not backed up or replicated, vaults that could lose what they keep, and VMs
   * without a tier's tag value: for all subscriptions below it, those without vaults too.
   */
  baseline(options: EstateBaselineOptions): EstatePolicy {
    this.need(this.vaults, "createVaults", "baseline");
    const found = this.gathering.attempt(() => this.governance.baseline(options, this.tiers?.tiers));
    return this.policyOf([found ?? []].flat());
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

  /** The estimate, and what Azure Policy would do with every VM, beside the stacks. */
  [WRITES](): readonly OutputFile[] {
    const estimate = this.estimate ? storageEstimate(this.node.root, this.estimate) : [];
    return [...estimate, ...this.onboarding.files()];
  }

  /** What every verb refused; and findings for VMs whose tier promises what the program does not provide. */
  [COMPLETE](): readonly Problem[] {
    const { tiers, gathering } = this;
    const { vms } = this.inventory;
    if (tiers) recordPromises(vms, tiers, (vm) => this.sites.scopeOf(vm));
    const { overrides, recoveries, onboarding, protects } = this;
    const { root } = this.node;
    const asked = { root, vms, overrides, tiers, recoveries, onboarding, gathering, protects };
    for (const { kind, vm, ...why } of estateDoubts(asked)) this.report(kind, vm, why);
    if (this.monitoring) this.watch(this.monitoring);
    return gathering.problems;
  }

  /** Where the VMs are from this run on, for the file that keeps it. */
  [PUBLISHES](): readonly PublishedFile[] {
    return this.sites.published();
  }

  /** At the end, when every vault and policy is known. */
  private watch(options: MonitoringOptions): void {
    const { stacks, props: estate } = this;
    const sites = watchedSites(this.sites.all, this.recoveries.all);
    const tiers = watchedTiers(this.tiers?.tiers.tiers ?? [], this.sites.all);
    const { declared } = this.subscriptions;
    this.gathering.attempt(() => new MonitoringSites({ stacks, estate, options, sites, tiers, declared }));
  }

  private report(kind: FindingKind, vm: VirtualMachine, { reason, remedy }: Obstacle): void {
    const scope = this.sites.scopeOf(vm);
    addFinding(scope, { kind, subject: vm.name, source: vm.source, reason, remedy });
  }
}
