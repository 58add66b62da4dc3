import { Annotations, Aspects, type IAspect, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { IVmBackupPolicy } from "../backup-policy/existing-vm-policy";
import { ConfigurationError, type Problem } from "../core/configuration-error";
import { stackOf } from "../core/construct-id";
import { addFinding } from "../core/findings";
import { waitForFirst } from "../core/first";
import { listed, Problems, quoted } from "../core/problems";
import type { IVirtualMachine } from "../core/refs";
import { protectingVault } from "./protection-checks";

/** One policy for every VM, or the policies by the value of a tag. */
export type PolicyChoice =
  | IVmBackupPolicy
  | { readonly tag: string; readonly policies: Readonly<Record<string, IVmBackupPolicy>> };

/** The provider's VMs, whatever their generation. */
const VM_RESOURCES: readonly string[] = [
  "azurerm_linux_virtual_machine",
  "azurerm_windows_virtual_machine",
  "azurerm_virtual_machine",
];

/**
 * Backs up every virtual machine that the program defines in a scope, however deep and however late: by one policy, or by
 * the policy that a tag names. VMs that are protected already keep their policy. A VM whose tag names none is a finding.
 * Scope, VMs and vault are in one stack.
 *
 * @example
 * protectAll(stack, nightly);
 * protectAll(landingZone, { tag: "Backup", policies: { gold, silver } });
 */
export function protectAll(scope: IConstruct, choice: PolicyChoice): void {
  const problems = new Problems(scope.node.path || "app");
  problems.when(
    stackOf(scope) === undefined,
    "protectAll must be called with a stack or a scope in one: cdktf does not look for VMs above its stacks; call it for each stack, with a policy of a vault in it",
  );
  problems.throwIfAny();
  const aspect = new ProtectAll(choice);
  Aspects.of(scope).add(aspect);
  scope.node.addValidation({ validate: () => aspect.refused.map(({ message }) => message) });
}

interface ProgramVm extends TerraformResource, IVirtualMachine {
  readonly tagsInput?: Readonly<Record<string, string>>;
}

class ProtectAll implements IAspect {
  /** Thrown in an aspect, the first refusal would hide the others. */
  readonly refused: Problem[] = [];

  constructor(private readonly choice: PolicyChoice) {}

  visit(node: IConstruct): void {
    if (!isVm(node)) return;
    const policy = this.policyFor(node);
    if (policy === undefined || protectingVault(policy.vault, node) !== undefined) return;
    try {
      protect(node, policy);
    } catch (error) {
      if (!ConfigurationError.isConfigurationError(error)) throw error;
      for (const one of error.problems) this.refuse(node, one);
    }
  }

  /** The error stops an app that skips validations, too. */
  private refuse(vm: ProgramVm, problem: Problem): void {
    Annotations.of(vm).addError(problem.message);
    this.refused.push({ ...problem, message: `${vm.node.path}: ${problem.message}` });
  }

  private policyFor(vm: ProgramVm): IVmBackupPolicy | undefined {
    if (!("policies" in this.choice)) return this.choice;
    const { tag, policies } = this.choice;
    const value = tagOf(vm, tag);
    const policy = Object.entries(policies).find(
      ([name]) => name.toLowerCase() === value?.toLowerCase(),
    )?.[1];
    if (!policy) reportUntagged(vm, tag, value, Object.keys(policies));
    return policy;
  }
}

/** The Aspect of the vault's private endpoints may have been there before: what it would do is done here. */
function protect(vm: ProgramVm, policy: IVmBackupPolicy): void {
  const { vault } = policy;
  const [own, other] = [stackOf(vm)?.node.path, TerraformStack.of(vault).node.path];
  const problems = new Problems(vm);
  problems.when(
    own !== other,
    `the VM must be in the vault's stack ${other}, got ${own}: use a policy of a vault in ${own}`,
  );
  problems.throwIfAny();
  waitForFirst(vault, policy.protect(vm, { id: idOf(vm) }));
}

function reportUntagged(
  vm: ProgramVm,
  tag: string,
  value: string | undefined,
  names: readonly string[],
): void {
  const reason =
    value === undefined ? `it has no tag ${quoted(tag)}` : `its tag ${quoted(tag)} is ${quoted(value)}`;
  addFinding(vm, {
    kind: "unprotected",
    subject: vm.node.path,
    reason,
    remedy: `tag it ${listed(names)}, or protect it by a policy`,
  });
}

/** Azure's tag names have no letter case. */
function tagOf({ tagsInput = {} }: ProgramVm, tag: string): string | undefined {
  return Object.entries(tagsInput).find(([name]) => name.toLowerCase() === tag.toLowerCase())?.[1];
}

/** The VM's place in its stack: "Web-Vm" of the construct `stack/Web/Vm`. */
function idOf(vm: ProgramVm): string {
  return vm.node.path.split("/").slice(1).join("-");
}

function isVm(node: IConstruct): node is ProgramVm {
  return TerraformResource.isTerraformResource(node) && VM_RESOURCES.includes(node.terraformResourceType);
}
