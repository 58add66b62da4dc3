import type { IConstruct } from "constructs";
import type { Gathering } from "../core/gather";
import type { OutputFile } from "../core/output-file";
import { canonicalId, VM_TYPE } from "../core/resource-id";
import { VM_ONBOARDING, type VmOnboardingPolicy } from "../governance/onboarding-policies";
import type { VirtualMachine } from "../inventory/virtual-machine";
import { ProtectedVm } from "../protection/protected-vm";
import { reachesOf, type VmReach } from "./estate-reach";
import type { GovernanceSites } from "./governance-sites";
import { type LeftToProgram, leftToProgram } from "./left-to-program";
import { type OnboardingDoubt, onboardingDoubts } from "./onboarding-doubts";
import { checkOnboarding, type OnboardByPolicyOptions } from "./onboarding-props";
import { onboardByPolicy, warnOfManyVms } from "./policy-onboarding";
import { policyReachFile } from "./policy-reach-file";
import type { RecoverySites } from "./recovery-sites";
import type { TierChoice } from "./tier-choice";
import type { VmOverrides } from "./vm-overrides";

const PROGRAM = "the program";

interface EstateOnboardingProps {
  readonly root: IConstruct;
  readonly vms: readonly VirtualMachine[];
  readonly overrides: VmOverrides;
  readonly governance: GovernanceSites;
  readonly recoveries: RecoverySites;
}

/** What Azure Policy protects of an estate, and what it would never protect. */
export class EstateOnboarding {
  private options?: OnboardByPolicyOptions;
  private reach?: { readonly vms: readonly VmReach[]; readonly left: readonly LeftToProgram[] };

  constructor(private readonly props: EstateOnboardingProps) {}

  get isAsked(): boolean {
    return this.options !== undefined;
  }

  /** @throws ConfigurationError when a tier is none, or an exclusion is in no subscription with vaults */
  ask(where: string, options: OnboardByPolicyOptions, { tiers }: TierChoice): void {
    const subscriptions = this.props.governance.all().map(({ subscription }) => subscription.id);
    checkOnboarding(where, options, tiers, subscriptions);
    this.options = options;
  }

  /** The VMs of which the program says more than their tag. */
  leftBy(tiers: TierChoice): readonly LeftToProgram[] {
    return leftToProgram(this.props.vms, this.props.overrides, tiers);
  }

  /** Assigns what was asked for, when everything else is known, and finds VMs that nothing backs up. */
  complete(tiers: TierChoice, gathering: Gathering, programProtects: boolean): readonly OnboardingDoubt[] {
    gathering.attempt(() => this.assign(tiers));
    return this.doubts(tiers, programProtects);
  }

  /** @throws ConfigurationError */
  private assign(tiers: TierChoice): void {
    const { governance, recoveries } = this.props;
    if (!this.options) return;
    const replicated = this.replicated().map((vm) => ({ vm, why: "the program replicates it" }));
    const { options } = this;
    onboardByPolicy({ governance, recoveries, tiers, left: this.leftBy(tiers), replicated, options });
  }

  /** What the assignments do with every VM, and the VMs that nothing backs up. */
  private doubts(tiers: TierChoice, programProtects: boolean): readonly OnboardingDoubt[] {
    const { governance, vms } = this.props;
    const { onboardings } = governance;
    if (onboardings.length === 0) return [];
    const protector = this.protectors();
    const reaches = vms.map((vm) => ({
      vm,
      protectedBy: protector(vm, VM_ONBOARDING.backUpTagged),
      reaches: reachesOf(vm, onboardings, (policy) => protector(vm, policy)),
    }));
    const left = this.leftBy(tiers);
    this.reach = { vms: reaches, left };
    warnOfManyVms(governance, vms, (vm, { policy }) => protector(vm, policy) !== undefined);
    const own = new Set(left.map(({ vm }) => vm));
    return onboardingDoubts(reaches, (vm) => own.has(vm), programProtects);
  }

  /** The VMs that Azure Policy backs up, or of which is said why it does not. To be asked when everything is complete. */
  get spokenOf(): ReadonlySet<VirtualMachine> {
    const { vms, left } = this.reach ?? { vms: [], left: [] };
    const own = new Set(left.map(({ vm }) => vm));
    return new Set(vms.flatMap(({ vm, protectedBy }) => (protectedBy || !own.has(vm) ? [vm] : [])));
  }

  /** The reach, beside the stacks. */
  files(): readonly OutputFile[] {
    return this.reach ? [policyReachFile(this.reach.vms, this.reach.left)] : [];
  }

  /** What protects a VM already, as a policy sees it. */
  private protectors(): (vm: VirtualMachine, policy: VmOnboardingPolicy) => string | undefined {
    const items = this.props.root.node.findAll().filter(ProtectedVm.isProtectedVm);
    const existing = this.options?.existing?.items.filter(({ softDeleted }) => !softDeleted) ?? [];
    const elsewhere = existing.map(
      ({ vmId, vaultName }) => [canonicalId(vmId, VM_TYPE) ?? vmId, `the vault ${vaultName}`] as const,
    );
    const backups = new Map([...elsewhere, ...items.map(({ vm }) => [vm.id, PROGRAM] as const)]);
    const replicas = new Set(this.replicated().map(({ id }) => id));
    return ({ id }, policy) => {
      if (policy !== VM_ONBOARDING.replicate) return backups.get(id);
      return replicas.has(id) ? PROGRAM : undefined;
    };
  }

  private replicated(): readonly VirtualMachine[] {
    return this.props.recoveries.all.flatMap(({ pair }) => pair.replicatedVms.map(({ vm }) => vm));
  }
}
