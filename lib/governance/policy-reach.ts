import { listed, quoted } from "../core/problems";
import { normalizeRegion } from "../core/regions";
import type { VirtualMachine } from "../inventory/virtual-machine";
import { backupObstacle, type PolicyTraits, policyObstacle } from "../protection/backup-support";
import type { VaultRedundancy } from "../vault/vault-props";
import { imageReason } from "./backup-images";
import { leavesTaggedOut, VM_ONBOARDING, type VmOnboardingPolicy } from "./onboarding-policies";
import { isWithin, type PolicyScope } from "./policy-scope";
import { replicationByPolicyObstacles } from "./replication-by-policy";

/** An assignment of a built-in that backs up or replicates virtual machines: what decides which of them. */
export interface VmOnboarding {
  readonly policy: VmOnboardingPolicy;
  /** Where it is assigned. */
  readonly at: PolicyScope;
  /** Its parameter `vaultLocation` or `sourceRegion`. @default - any region: definitions that make the vault */
  readonly region?: string;
  /** The tag whose values let VMs in, or leave them out. @default - tags do not matter */
  readonly tag?: { readonly name: string; readonly values: readonly string[] };
  /** ARM ids that it leaves alone. @default - none */
  readonly notScopes?: readonly string[];
  /** The backup policy and its vault. @default - not known: what they cannot protect is not looked at */
  readonly backup?: PolicyTraits & { readonly redundancy?: VaultRedundancy };
  /** Where VMs are replicated to. @default - not known */
  readonly targetRegion?: string;
}

/** What keeps a policy from a VM. */
export type ReachReasonKind =
  /** The assignment is of another subscription or resource group. */
  | "scope"
  /** The assignment's exclusions have it. */
  | "excluded"
  | "region"
  | "tag"
  /** A marketplace image that the definition does not list. */
  | "image"
  /** An image of a gallery, or another of one's own. */
  | "custom image"
  /** A VM made from a disk, or an inventory that does not say its image. */
  | "unknown image"
  /** The policy deploys, and Azure refuses. */
  | "unsupported"
  /** It is protected already, which is what the policy looks for first. */
  | "protected";

/** Why Azure Policy would leave a VM alone. */
export interface ReachReason {
  readonly kind: ReachReasonKind;
  readonly reason: string;
}

/** Would a policy ever protect a VM, and what keeps it from that? */
export interface PolicyReach {
  readonly vm: VirtualMachine;
  readonly definition: VmOnboardingPolicy;
  readonly acts: boolean;
  readonly reasons: readonly ReachReason[];
}

/**
 * Would an assignment ever protect a VM? The conditions are those of the definitions in version 9.5.0 (backup) and 2.1.1
 * (Site Recovery); comparisons have no letter case, as in Azure Policy.
 *
 * @param protectedBy what protects the VM already; the definitions for backup look for an item in any vault
 */
export function policyReach(vm: VirtualMachine, onboarding: VmOnboarding, protectedBy?: string): PolicyReach {
  const reasons = CONDITIONS.flatMap((condition) => condition(vm, onboarding));
  if (protectedBy !== undefined) reasons.push({ kind: "protected", reason: `${protectedBy} protects it` });
  return { vm, definition: onboarding.policy, acts: reasons.length === 0, reasons };
}

type Condition = (vm: VirtualMachine, onboarding: VmOnboarding) => readonly ReachReason[];

const CONDITIONS: readonly Condition[] = [
  (vm, { at }) =>
    isWithin(vm.id, at.id) !== false ? [] : [{ kind: "scope", reason: `it is not within ${at.id}` }],
  (vm, { notScopes = [] }) =>
    notScopes.some((scope) => isWithin(vm.id, scope) === true)
      ? [{ kind: "excluded", reason: "the assignment leaves it out" }]
      : [],
  (vm, { region }) =>
    region === undefined || vm.region === normalizeRegion(region)
      ? []
      : [
          {
            kind: "region",
            reason: `it is in ${vm.region}, and the assignment is for ${normalizeRegion(region)}`,
          },
        ],
  tagReasons,
  (vm, { policy }) => (policy === VM_ONBOARDING.replicate ? [] : [imageReason(vm) ?? []].flat()),
  supportReasons,
];

function tagReasons(vm: VirtualMachine, { policy, tag }: VmOnboarding): readonly ReachReason[] {
  if (!tag || tag.values.length === 0) return [];
  const value = vm.tag(tag.name);
  const has = value !== undefined && tag.values.some((one) => one.toLowerCase() === value.toLowerCase());
  if (has !== leavesTaggedOut(policy)) return [];
  const name = `tag ${quoted(tag.name)}`;
  if (value === undefined) return [{ kind: "tag", reason: `it has no ${name}` }];
  const why = has ? "which leaves it out" : `and the assignment is for ${listed(tag.values)}`;
  return [{ kind: "tag", reason: `its ${name} is ${quoted(value)}, ${why}` }];
}

function supportReasons(vm: VirtualMachine, onboarding: VmOnboarding): readonly ReachReason[] {
  const { policy, backup, targetRegion } = onboarding;
  const found =
    policy === VM_ONBOARDING.replicate
      ? replicationByPolicyObstacles(vm, targetRegion)
      : [backupObstacle(vm) ?? (backup && policyObstacle(vm, backup, backup.redundancy)) ?? []].flat();
  return found.map(({ reason }) => ({ kind: "unsupported", reason }));
}
