import type { VirtualMachine } from "../inventory/virtual-machine";
import type { SynthesizedResource } from "../synthesized/synthesized-resource";

/** What a result is about: a resource of a stack, or a VM of the inventory. */
export interface CheckSubject {
  /** The construct's path, or the VM's name. */
  readonly at: string;
  /** The stack, and Terraform's address in it; of resources. */
  readonly stack?: string;
  readonly address?: string;
  /** The ARM id, and file and entry of the inventory; of VMs. */
  readonly vmId?: string;
  readonly source?: string;
}

/** What a rule says of one subject. */
export interface CheckResult {
  readonly subject: CheckSubject;
  /**
   * "unknown": only Terraform will know, when it plans. "exempt": the program itself leaves the subject out; exemptions of
   * `ResilienceChecks` are none of the rule's business.
   */
  readonly status: "pass" | "fail" | "unknown" | "exempt";
  /** What was found, with the values: 'immutability is "Disabled"'. */
  readonly found: string;
}

/** A result on a resource; whether it holds is undefined where only Terraform will know. */
export function onResource(
  { path, stack, address }: SynthesizedResource,
  holds: boolean | undefined,
  found: string,
): CheckResult {
  return { subject: { at: path, stack: stack.id, address }, status: statusOf(holds), found };
}

/** A result on a VM of the inventory. */
export function onVm(
  { id, name, source }: VirtualMachine,
  holds: boolean | undefined | "exempt",
  found: string,
): CheckResult {
  const status = holds === "exempt" ? holds : statusOf(holds);
  return { subject: { at: name, vmId: id, source }, status, found };
}

function statusOf(holds: boolean | undefined): "pass" | "fail" | "unknown" {
  if (holds === undefined) return "unknown";
  return holds ? "pass" : "fail";
}
