import { Aspects, type IAspect, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import type { IVmBackupPolicy } from "../backup-policy/existing-vm-policy";
import { ConfigurationError, type Problem } from "../core/configuration-error";
import { addFinding } from "../core/findings";
import { listed, quoted } from "../core/problems";
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
 *
 * @example
 * protectAll(stack, nightly);
 * protectAll(landingZone, { tag: "Backup", policies: { gold, silver } });
 */
export function protectAll(scope: IConstruct, choice: PolicyChoice): void {
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
      policy.protect(node, { id: idOf(node) });
    } catch (error) {
      if (!ConfigurationError.isConfigurationError(error)) throw error;
      this.refused.push(
        ...error.problems.map((one) => ({ ...one, message: `${node.node.path}: ${one.message}` })),
      );
    }
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
