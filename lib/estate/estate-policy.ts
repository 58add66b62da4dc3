import type { Construct } from "constructs";
import { addFinding } from "../core/findings";
import type { Gathering } from "../core/gather";
import type { PolicyAssignment } from "../governance/policy-assignment";
import type { PolicyExemptionOptions } from "../governance/policy-exemption";
import type { PolicyRemediationOptions } from "../governance/policy-remediation";
import { subscriptionOfScope } from "../governance/scope-parts";
import type { VmInventory, VmSelection } from "../inventory/vm-inventory";

/** What is said of an exemption of VMs. */
export type VmExemptionOptions = Omit<PolicyExemptionOptions, "at" | "name">;

/** The id of what remediates resources that were there before the policy. */
export const EXISTING = "Existing";

interface EstatePolicyProps {
  readonly scope: Construct;
  readonly assignments: readonly PolicyAssignment[];
  readonly inventory: VmInventory;
  readonly gathering: Gathering;
}

/** A policy of an estate, assigned in each of its subscriptions, or at a management group above them. */
export class EstatePolicy {
  constructor(private readonly props: EstatePolicyProps) {}

  /** Exempts VMs of the inventory from the policy, each with a reason and until a day. */
  exempt(vms: VmSelection, options: VmExemptionOptions): void {
    const { assignments, inventory, gathering } = this.props;
    const chosen = inventory.where(vms).vms;
    if (chosen.length === 0) this.warn("fits no VM of the inventory", options);
    for (const vm of chosen) {
      const assignment = assignments.find(
        ({ at }) => at.kind === "managementGroup" || subscriptionOfScope(at) === vm.subscriptionId,
      );
      if (!assignment) this.warn(`is for ${vm.name}, in whose subscription it is not assigned`, options);
      else
        gathering.attempt(() =>
          assignment.addExemption(`Exempt-${vm.key}`, { displayName: vm.name, ...options, at: vm.id }),
        );
    }
  }

  /** Brings into line what was there before the policy: once, and once more with another `run`. */
  remediate(options: Omit<PolicyRemediationOptions, "at" | "name"> = {}): void {
    const { assignments, gathering } = this.props;
    for (const assignment of assignments)
      gathering.attempt(() => assignment.addRemediation(EXISTING, options));
  }

  private warn(what: string, { reason }: VmExemptionOptions): void {
    const { scope, assignments } = this.props;
    addFinding(scope, {
      kind: "warning",
      subject: assignments[0]?.assignmentName ?? scope.node.path,
      reason: `an exemption of it ${what} (${reason})`,
      remedy: "mend what it selects, or remove it",
    });
  }
}
