import { groupBy } from "../core/group-by";
import { VM_ONBOARDING, type VmOnboardingPolicy } from "../governance/onboarding-policies";
import {
  type PolicyReach,
  policyReach,
  type ReachReason,
  type VmOnboarding,
} from "../governance/policy-reach";
import type { VirtualMachine } from "../inventory/virtual-machine";

/** What Azure Policy would do with a VM, definition by definition, and what the program does with it. */
export interface VmReach {
  readonly vm: VirtualMachine;
  /** What backs it up: "the program", or a vault of somebody else's. @default - nothing */
  readonly protectedBy?: string;
  readonly reaches: readonly PolicyReach[];
}

const FOR_THE_MOMENT: readonly ReachReason["kind"][] = ["protected", "excluded"];

/** The reach of the assignments of an estate over a VM: of each definition, the assignment that comes nearest to it. */
export function reachesOf(
  vm: VirtualMachine,
  onboardings: readonly VmOnboarding[],
  protectedBy: (policy: VmOnboardingPolicy) => string | undefined,
): readonly PolicyReach[] {
  return [...groupBy(onboardings, ({ policy }) => policy)].map(([policy, own]) => {
    const here = own.filter((one) => isHere(vm, one));
    const nearest = here.find((one) => !hasKind(policyReach(vm, one), "tag")) ?? joined(here);
    return nearest ? policyReach(vm, nearest, protectedBy(policy)) : nowhere(vm, policy);
  });
}

/** What keeps the policy for backups from the VM that comes nearest to it; nothing where one would back it up. */
export function nearestReasons(reaches: readonly PolicyReach[]): readonly ReachReason[] {
  const lasting = reaches
    .filter(({ definition }) => definition !== VM_ONBOARDING.replicate)
    .map(({ reasons }) => reasons.filter(({ kind }) => !FOR_THE_MOMENT.includes(kind)));
  return lasting.reduce((best, next) => (next.length < best.length ? next : best), lasting[0] ?? []);
}

function hasKind({ reasons }: PolicyReach, kind: ReachReason["kind"]): boolean {
  return reasons.some((reason) => reason.kind === kind);
}

function isHere(vm: VirtualMachine, { at, region }: VmOnboarding): boolean {
  return vm.region === region && at.id.endsWith(vm.subscriptionId);
}

/** One assignment with the values of all, for what it says of a VM that has none of them. */
function joined(onboardings: readonly VmOnboarding[]): VmOnboarding | undefined {
  const [first] = onboardings;
  if (!first?.tag) return first;
  const values = onboardings.flatMap(({ tag }) => tag?.values ?? []);
  return { ...first, tag: { ...first.tag, values } };
}

function nowhere(vm: VirtualMachine, definition: VmOnboardingPolicy): PolicyReach {
  const reason = `nothing is assigned for ${vm.region} in its subscription`;
  return { vm, definition, acts: false, reasons: [{ kind: "region", reason }] };
}
