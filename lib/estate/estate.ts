import { Construct } from "constructs";
import type { BuiltInPolicyName } from "../../policies/built-in-policies";
import type { VmBackupPolicyOptions } from "../backup-policy/options";
import { checkVmPolicy } from "../backup-policy/policy-checks";
import { fullRetention } from "../backup-policy/retention";
import { COMPLETE, type Completable } from "../core/completion";
import { ConfigurationError, type Problem } from "../core/configuration-error";
import { checkId } from "../core/construct-id";
import { addFinding, type FindingKind } from "../core/findings";
import { Gathering } from "../core/gather";
import { Problems, quoted } from "../core/problems";
import { isRegion, normalizeRegion } from "../core/regions";
import { checkTags, type ResourceTags } from "../core/tags";
import type { Timezone } from "../core/timezones";
import type { BuiltInPolicyAssignment, PolicyAssignmentOptions } from "../governance/policy-assignment";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { VmInventory } from "../inventory/vm-inventory";
import { backupObstacle, type Obstacle } from "../protection/backup-support";
import { replicationObstacle } from "../replication/replication-support";
import type { Synthesis } from "../stack/resilience-stack";
import type { Tier } from "../tiers/tier";
import { isTier, type NoTier, TierSet, type TierSetOptions } from "../tiers/tier-set";
import { BackupSite, type EstateVaultOptions } from "./backup-site";
import { GovernanceSite } from "./governance-site";
import { placeVms } from "./placement";
import { RecoverySite, type RegionPairOptions } from "./recovery-site";
import { Subscriptions } from "./subscriptions";
import { type VmOverride, VmOverrides } from "./vm-overrides";

export interface EstateProps {
  /** The organisation's short name, part of every resource name: 2 to 12 lower-case letters and digits. */
  readonly organisation: string;

  /** The virtual machines that exist. */
  readonly inventory: VmInventory;

  /** The region of what has no region of its own: the identities of policy assignments. */
  readonly homeRegion: string;

  /**
   * Short names of subscriptions, part of stack and resource names: `{ prod: "6f0d3a52-…" }`.
   * @default - a fingerprint of the subscription's GUID
   */
  readonly subscriptions?: Readonly<Record<string, string>>;

  /**
   * Tags of every resource that can have tags.
   * @default - none
   */
  readonly tags?: ResourceTags;

  /**
   * What the program says of single VMs, above their tags: by name, or by ARM id where names repeat.
   * @default - tags decide
   */
  readonly overrides?: Readonly<Record<string, VmOverride>>;

  /**
   * How stacks become JSON; "cdktf" is slower and writes the same.
   * @default "direct"
   */
  readonly synthesis?: Synthesis;
}

export interface VaultsOptions extends EstateVaultOptions {
  /**
   * How many vaults share the VMs of a subscription and region, by "prod/australiaeast". VMs never change their vault
   * while the number stays, so fix it before a region outgrows its vaults.
   * @default - as few as hold 1,000 VMs each at most
   */
  readonly vaultsPerRegion?: Readonly<Record<string, number>>;
}

export interface BackupPoliciesOptions extends TierSetOptions {
  /**
   * The time zone of tiers that do not say theirs, by its Windows name.
   * @default "UTC"
   */
  readonly timezone?: Timezone;
}

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
export class Estate extends Construct implements Completable {
  readonly inventory: VmInventory;
  private readonly props: EstateProps;
  private readonly subscriptions: Subscriptions;
  private readonly overrides: VmOverrides;
  private readonly gathering = new Gathering();
  private readonly sites: BackupSite[] = [];
  private readonly siteOf = new Map<VirtualMachine, BackupSite>();
  private readonly pairs: RegionPairOptions[] = [];
  private readonly recoveries = new Map<string, RecoverySite>();
  private readonly governance = new Map<string, GovernanceSite>();
  private vaults: VaultsOptions = {};
  private tiers?: TierSet;

  constructor(scope: Construct, id: string, props: EstateProps) {
    super(scope, checkId(scope, id));
    checkEstate(this, props);
    this.props = props;
    this.inventory = props.inventory;
    this.subscriptions = new Subscriptions(props.subscriptions ?? {});
    this.overrides = new VmOverrides(props.inventory, props.overrides ?? {});
  }

  /** Creates a Recovery Services vault in each subscription and region that holds VMs. */
  createVaults(options: VaultsOptions = {}): void {
    this.vaults = options;
    const { vaultsPerRegion, ...vault } = options;
    const redundancy = options.redundancy ?? "GeoRedundant";
    const { organisation, tags = {}, synthesis } = this.props;
    this.gathering.attempt(() => {
      for (const placement of placeVms(this.inventory.vms, this.subscriptions, {
        redundancy,
        vaultsPerRegion,
      })) {
        const props = { organisation, placement, vault, tags, synthesis };
        const site = this.gathering.attempt(() => new BackupSite(this.app, props));
        if (site) this.addSite(site);
      }
    });
  }

  /** Creates every tier's backup policy in every vault: a policy that some VM once used cannot be removed any more. */
  createBackupPolicies(tiers: readonly Tier[], options: BackupPoliciesOptions = {}): void {
    this.tiers = this.gathering.attempt(() => new TierSet(tiers, options));
    for (const { criticality, backup, description } of this.tiers?.tiers ?? []) {
      const policy = { timezone: options.timezone, ...backup, tier: `${criticality} ${description}` };
      if (!this.accepts(() => checkTierPolicy(criticality, policy))) continue;
      for (const site of this.sites) this.gathering.attempt(() => site.addPolicy(criticality, policy));
    }
  }

  /** Backs up every VM by the policy of its tier; those that cannot be are listed with the reason. */
  protectVirtualMachines(): void {
    const tiers = this.need(this.tiers, "createBackupPolicies", "protectVirtualMachines");
    if (!tiers) return;
    for (const site of this.sites) {
      for (const vm of site.placement.vms) this.gathering.attempt(() => this.protect(site, vm, tiers));
    }
  }

  /** Replicates the VMs of one region to another with Azure Site Recovery, where their tier promises it. */
  replicate(pair: RegionPairOptions): void {
    const tiers = this.need(this.tiers, "createBackupPolicies", "replicate");
    this.pairs.push(pair);
    if (!tiers || !this.checkPair(pair)) return;
    for (const vm of this.promised(tiers, normalizeRegion(pair.from))) {
      this.gathering.attempt(() => this.replicateVm(pair, vm));
    }
  }

  /** Assigns a built-in Azure Policy to every subscription that holds VMs. */
  assignPolicy<N extends BuiltInPolicyName>(
    policy: N,
    ...[options]: Record<never, never> extends Omit<BuiltInPolicyAssignment<N>, "policy">
      ? [options?: PolicyOptions<N>]
      : [options: PolicyOptions<N>]
  ): void {
    for (const site of this.governanceSites()) {
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
    const first = this.sites.filter(({ placement }) => placement.index === 0 && !placement.nonGeo);
    for (const site of this.governanceSites()) {
      const own = first.filter(({ placement }) => placement.subscription.id === site.subscription.id);
      for (const vaultSite of own) {
        this.gathering.attempt(() => site.backUpUntagged(vaultSite, tiers, options.tier));
      }
    }
  }

  /** What every verb refused; and findings for VMs whose tier promises a replication that no region pair gives. */
  [COMPLETE](): readonly Problem[] {
    const paired = new Set(this.pairs.map((pair) => normalizeRegion(pair.from)));
    for (const vm of this.tiers ? this.promised(this.tiers) : []) {
      if (paired.has(vm.region)) continue;
      this.report("unreplicated", vm, {
        reason: `its tier promises replication, and ${vm.region} is paired with no other region`,
        remedy: `add replicate({ from: ${quoted(vm.region)}, to: … })`,
      });
    }
    return this.gathering.problems;
  }

  private get app(): Construct {
    return this.node.scope as Construct;
  }

  /** Does a check refuse nothing? What it refuses is reported once, not once for each vault. */
  private accepts(check: () => void): boolean {
    return this.gathering.attempt(() => check() ?? true) ?? false;
  }

  private addSite(site: BackupSite): void {
    const { growing, index, subscription, region, vms } = site.placement;
    this.sites.push(site);
    for (const vm of vms) this.siteOf.set(vm, site);
    if (growing === undefined || index > 0) return;
    const key = `${subscription.name}/${region}`;
    addFinding(site.stack, {
      kind: "warning",
      subject: key,
      reason: `${growing} vault${growing === 1 ? "" : "s"} for its VMs will soon be too few, and one more would move VMs between vaults`,
      remedy: `fix the number before the first deployment: vaultsPerRegion: { ${quoted(key)}: ${growing + 1} }`,
    });
  }

  private protect(site: BackupSite, vm: VirtualMachine, tiers: TierSet): void {
    const { exempt, disks } = this.overrides.of(vm);
    if (exempt) {
      const remedy = "remove the override to protect it";
      this.report("exempt", vm, { reason: exempt, remedy });
      return;
    }
    const tier = this.tierOf(vm, tiers);
    const obstacle = isTier(tier) ? backupObstacle(vm, disks) : tier;
    if (obstacle || !isTier(tier)) this.report("unprotected", vm, obstacle as Obstacle);
    else site.policy(tier.criticality)?.protect(vm, { disks });
  }

  /** The tier that the program gives the VM, or else its tag. */
  private tierOf(vm: VirtualMachine, tiers: TierSet): Tier | NoTier {
    const { tier } = this.overrides.of(vm);
    return tier === undefined ? tiers.tierOf(vm) : tiers.require(`overrides: ${vm.name}`, tier);
  }

  private replicateVm(pair: RegionPairOptions, vm: VirtualMachine): void {
    const obstacle = replicationObstacle(vm);
    if (obstacle) {
      this.report("unreplicated", vm, obstacle);
      return;
    }
    this.recoverySite(pair, vm).pair.replicate(vm);
    if (vm.powerState !== "deallocated") return;
    const reason = "it is deallocated, and Site Recovery installs its agent only on a running VM";
    this.report("warning", vm, { reason, remedy: "start it before the deployment" });
  }

  /** The VMs whose tier promises replication. */
  private promised(tiers: TierSet, region?: string): readonly VirtualMachine[] {
    return this.inventory.vms.filter((vm) => {
      if (this.overrides.of(vm).exempt || (region !== undefined && vm.region !== region)) return false;
      const tier = this.gathering.attempt(() => this.tierOf(vm, tiers));
      return tier !== undefined && isTier(tier) && tier.replicated;
    });
  }

  private recoverySite(pair: RegionPairOptions, vm: VirtualMachine): RecoverySite {
    const subscription = this.subscriptions.named(vm.subscriptionId);
    const key = `${subscription.id}/${vm.region}`;
    const known = this.recoveries.get(key);
    if (known) return known;
    const { organisation, tags = {}, synthesis } = this.props;
    const { vaultsPerRegion, ...vault } = this.vaults;
    const site = new RecoverySite(this.app, { organisation, subscription, pair, vault, tags, synthesis });
    this.recoveries.set(key, site);
    return site;
  }

  private governanceSites(): readonly GovernanceSite[] {
    for (const { placement, stack } of this.sites) {
      const { id } = placement.subscription;
      const known =
        this.governance.get(id) ?? new GovernanceSite(this.app, placement.subscription, this.props.synthesis);
      known.stack.addDependency(stack);
      this.governance.set(id, known);
    }
    return [...this.governance.values()];
  }

  private report(kind: FindingKind, vm: VirtualMachine, { reason, remedy }: Obstacle): void {
    addFinding(this.siteOf.get(vm)?.stack ?? this, {
      kind,
      subject: vm.name,
      source: vm.source,
      reason,
      remedy,
    });
  }

  private checkPair(pair: RegionPairOptions): boolean {
    const problems = new Problems(`${this.node.path}/replicate`);
    const from = normalizeRegion(pair.from);
    for (const [name, region] of [
      ["from", pair.from],
      ["to", pair.to],
    ] as const) {
      problems.when(!isRegion(region), `${name} must be an Azure region, got ${quoted(region)}`);
    }
    problems.when(
      from === normalizeRegion(pair.to),
      `to must be another region than from, got ${quoted(pair.to)} for both`,
    );
    const twice = this.pairs.filter((other) => normalizeRegion(other.from) === from).length > 1;
    problems.when(twice, `from ${quoted(pair.from)} is paired already: Azure replicates a VM to one region`);
    return this.accepts(() => problems.throwIfAny());
  }

  private need<T>(value: T | undefined, first: string, then: string): T | undefined {
    if (value !== undefined || this.gathering.problems.length > 0) return value;
    const message = `${then} needs ${first} before it`;
    this.gathering.attempt(() => {
      throw new ConfigurationError([{ where: this.node.path, message }]);
    });
    return undefined;
  }
}

/** The options of an assignment to every subscription, with the parameters that the built-in takes. */
export type PolicyOptions<N extends BuiltInPolicyName> = PolicyAssignmentOptions &
  Omit<BuiltInPolicyAssignment<N>, "policy">;

function checkTierPolicy(
  criticality: string,
  policy: VmBackupPolicyOptions & { readonly name: string },
): void {
  checkVmPolicy(
    `tiers/${criticality}`,
    policy.name,
    policy,
    fullRetention(policy.retention, policy.schedule),
  );
}

function checkEstate(scope: Construct, props: EstateProps): void {
  const problems = new Problems(scope);
  const allowed = "2 to 12 lower-case letters and digits, starting with a letter";
  problems.matches("organisation", props.organisation, /^[a-z][a-z0-9]{1,11}$/, allowed);
  problems.when(
    !isRegion(props.homeRegion),
    `homeRegion must be an Azure region, got ${quoted(props.homeRegion)}`,
  );
  checkTags(problems, props.tags);
  problems.throwIfAny();
}
