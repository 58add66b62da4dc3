import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { NAME_RULES } from "../core/names";
import { type Problems, quoted } from "../core/problems";
import { Registry } from "../core/registry";
import { resolvedText } from "../core/resolved";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import { checkActions } from "./recovery-action-checks";
import type { BootGroup } from "./recovery-plan-props";
import { ReplicatedVm } from "./replicated-vm";

const MAX_GROUPS = 7;
const MAX_VMS = 100;

/** The plans of each stack, by vault and name. */
const names = new Registry<TerraformStack>();

const keyOf = (scope: IConstruct, { vaultId }: IRecoveryServicesVault, name: string): string =>
  [vaultId, name].map((part) => resolvedText(scope, part)).join("/");

/** Refuses a name that Azure refuses, and the name of another plan of the vault. */
export function checkPlanName(
  problems: Problems,
  scope: IConstruct,
  name: string,
  vault: IRecoveryServicesVault,
): void {
  problems.matches("name", name, NAME_RULES.recoveryPlan.pattern, NAME_RULES.recoveryPlan.allowed);
  const other = names.holder(TerraformStack.of(scope), keyOf(scope, vault, name));
  problems.when(
    other !== undefined,
    `name ${quoted(name)} is the name of ${other} in the same vault: choose another name`,
  );
}

/** What is refused takes no name. */
export function takePlanName(scope: IConstruct, name: string, vault: IRecoveryServicesVault): void {
  names.take(TerraformStack.of(scope), keyOf(scope, vault, name), scope.node.path);
}

/**
 * Refuses boot groups that Site Recovery refuses, or that fail when they are needed: Microsoft Learn, "About recovery
 * plans in Azure Site Recovery" and "Create and customize recovery plans".
 */
export function checkBootGroups(
  problems: Problems,
  pair: DisasterRecoveryPair,
  groups: readonly BootGroup[],
): void {
  const count = groups.flatMap(({ vms }) => vms).length;
  problems.when(
    groups.length > MAX_GROUPS,
    `boot must have ${MAX_GROUPS} groups at most, got ${groups.length}: start more VMs at the same time, or split the plan`,
  );
  problems.when(count > MAX_VMS, `boot must have ${MAX_VMS} VMs at most, got ${count}: split the plan`);
  for (const [index, group] of groups.entries()) {
    const label = labelOf(index);
    problems.when(
      group.vms.length === 0,
      `${label}.vms must have at least one VM, got none: remove the group`,
    );
    checkPairs(problems, label, pair, group.vms);
    checkActions(problems, label, group, pair.vault);
  }
  checkRepeats(problems, groups);
  checkConsistency(problems, groups);
}

const labelOf = (index: number): string => `boot group ${index + 1}`;

function checkPairs(
  problems: Problems,
  label: string,
  pair: DisasterRecoveryPair,
  vms: readonly ReplicatedVm[],
): void {
  for (const { vm, pair: own } of vms) {
    problems.when(
      own !== pair,
      `${label}.vms must be VMs that ${pair.node.path} replicates, got ${vm.name} of ${own.node.path}: a plan has one source and one target, so add it to a plan of that pair`,
    );
  }
}

function checkRepeats(problems: Problems, groups: readonly BootGroup[]): void {
  const first = new Map<ReplicatedVm, number>();
  for (const [index, { vms }] of groups.entries()) {
    for (const vm of vms) {
      const known = first.get(vm);
      first.set(vm, known ?? index);
      problems.when(
        known !== undefined,
        `${labelOf(index)} has ${vm.vm.name}, which ${known === index ? "it" : labelOf(known ?? 0)} has already: remove the repeat`,
      );
    }
  }
}

/** A consistency group is one item of a plan, so it starts in one boot group. */
function checkConsistency(problems: Problems, groups: readonly BootGroup[]): void {
  for (const name of multiVmGroups(groups.flatMap(({ vms }) => vms))) {
    const places = groups.flatMap(({ vms }, index) => (vms.some(isIn(name)) ? [index + 1] : []));
    problems.when(
      places.length > 1,
      `multiVmGroup ${quoted(name)} must be in one boot group, got ${places.join(" and ")}: Azure fails its VMs over together; give the VMs of different boot groups different multi-VM groups, or none`,
    );
  }
}

/** What can only be seen when all VMs are there: consistency groups of which the plan has some VMs and lacks others. */
export function incompleteGroups(
  pair: DisasterRecoveryPair,
  vms: readonly ReplicatedVm[],
): readonly string[] {
  const groups = multiVmGroups(vms);
  if (groups.length === 0) return [];
  const all = pair.node.root.node.findAll().filter(ReplicatedVm.isReplicatedVm);
  const own = new Set(vms);
  const others = all.filter((vm) => vm.pair === pair && !own.has(vm));
  return groups.flatMap((name) => {
    const missing = others.filter(isIn(name)).map(({ vm }) => vm.name);
    if (missing.length === 0) return [];
    return `boot must have all VMs of multiVmGroup ${quoted(name)}, got it without ${missing.sort().join(", ")}: Azure does not fail over a part of a consistency group`;
  });
}

/** The names of the groups whose VMs share recovery points, which Azure compares without letter case. */
function multiVmGroups(vms: readonly ReplicatedVm[]): readonly string[] {
  const names = new Map<string, string>();
  for (const { resource } of vms) {
    const name = resource.multiVmGroupNameInput;
    if (name !== undefined && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  }
  return [...names.values()];
}

function isIn(group: string): (vm: ReplicatedVm) => boolean {
  return ({ resource }) => resource.multiVmGroupNameInput?.toLowerCase() === group.toLowerCase();
}
