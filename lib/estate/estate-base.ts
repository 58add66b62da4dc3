import { Construct } from "constructs";
import { ConfigurationError } from "../core/configuration-error";
import { Gathering } from "../core/gather";
import type { PolicyAssignment } from "../governance/policy-assignment";
import type { VmInventory } from "../inventory/vm-inventory";
import { EstatePolicy } from "./estate-policy";

/** How an estate's verbs refuse: everything is gathered, and shown when the app is synthesised; and what they return. */
export abstract class EstateBase extends Construct {
  abstract readonly inventory: VmInventory;
  protected readonly gathering = new Gathering();

  protected get app(): Construct {
    return this.node.scope as Construct;
  }

  /** Does a check refuse nothing? What it refuses is reported once, not once for each vault. */
  protected accepts(check: () => void): boolean {
    return this.gathering.attempt(() => check() ?? true) ?? false;
  }

  /** What an earlier verb made; where it did not, that verb is asked for, unless it has been refused itself. */
  protected need<T>(value: T | undefined, first: string, then: string): T | undefined {
    if (value === undefined && this.gathering.problems.length === 0)
      this.refuse(`${then} needs ${first} before it`);
    return value;
  }

  /** What a verb that assigns a policy returns, for exemptions and remediations. */
  protected policyOf(assignments: readonly PolicyAssignment[]): EstatePolicy {
    const { gathering, inventory } = this;
    return new EstatePolicy({ scope: this, assignments, inventory, gathering });
  }

  protected refuse(message: string): void {
    this.gathering.attempt(() => {
      throw new ConfigurationError([{ where: this.node.path, message }]);
    });
  }
}
