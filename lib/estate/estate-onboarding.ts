import type { IConstruct } from "constructs";
import type { OutputFile } from "../core/output-file";
import { VM_ONBOARDING } from "../governance/onboarding-policies";
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

  /** Assigns what was asked for, when everything else is known. @throws ConfigurationError */
  assign(tiers: TierChoice): void {
    const { governance, recoveries } = this.props;
    if (!this.options) return;
    const replicated = this.replicated().map((vm) => ({ vm, why: "the program replicates it" }));
    const { options } = this;
    onboardByPolicy({ governance, recoveries, tiers, left: this.leftBy(tiers), replicated, options });
  }

  /** What the assignments do with every VM, and the VMs that nothing backs up. */
  doubts(tiers: TierChoice, programProtects: boolean): readonly OnboardingDoubt[] {
    const { governance, root, vms } = this.props;
    if (governance.onboardings.length === 0) return [];
    const items = root.node.findAll().filter(ProtectedVm.isProtectedVm);
    const backedUp = new Set(items.map(({ vm }) => vm.id));
    const replicated = new Set(this.replicated().map(({ id }) => id));
    const protects = (vm: VirtualMachine, policy: string) =>
      (policy === VM_ONBOARDING.replicate ? replicated : backedUp).has(vm.id);
    const reaches = vms.map((vm) => ({
      vm,
      isProtected: backedUp.has(vm.id),
      reaches: reachesOf(vm, governance.onboardings, (policy) =>
        protects(vm, policy) ? "the program" : undefined,
      ),
    }));
    const left = this.leftBy(tiers);
    this.reach = { vms: reaches, left };
    warnOfManyVms(governance, vms, (vm, { policy }) => protects(vm, policy));
    const own = new Set(left.map(({ vm }) => vm));
    return onboardingDoubts(reaches, (vm) => own.has(vm), programProtects);
  }

  /** The reach, beside the stacks. */
  files(): readonly OutputFile[] {
    return this.reach ? [policyReachFile(this.reach.vms, this.reach.left)] : [];
  }

  private replicated(): readonly VirtualMachine[] {
    return this.props.recoveries.all.flatMap(({ pair }) => pair.replicatedVms.map(({ vm }) => vm));
  }
}
