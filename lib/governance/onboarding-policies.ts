import type { BuiltInPolicyName } from "../../policies/built-in-policies";

/** The built-ins with which Azure Policy itself backs up or replicates virtual machines, by what they do. */
export const VM_ONBOARDING = {
  backUpTagged:
    "Configure backup on virtual machines with a given tag to an existing recovery services vault in the same location",
  backUpUntagged:
    "Configure backup on virtual machines without a given tag to an existing recovery services vault in the same location",
  backUpTaggedToNewVault:
    "Configure backup on virtual machines with a given tag to a new recovery services vault with a default policy",
  backUpUntaggedToNewVault:
    "Configure backup on virtual machines without a given tag to a new recovery services vault with a default policy",
  replicate:
    "Configure disaster recovery on virtual machines by enabling replication via Azure Site Recovery",
} as const satisfies Record<string, BuiltInPolicyName>;

/** A built-in that backs up or replicates virtual machines, by its display name. */
export type VmOnboardingPolicy = (typeof VM_ONBOARDING)[keyof typeof VM_ONBOARDING];

/** Is it the VMs without the tag's values that the definition acts on? */
export function leavesTaggedOut(policy: VmOnboardingPolicy): boolean {
  return policy === VM_ONBOARDING.backUpUntagged || policy === VM_ONBOARDING.backUpUntaggedToNewVault;
}
