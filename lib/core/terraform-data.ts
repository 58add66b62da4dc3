import { type LocalExecProvisioner, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

export interface TerraformDataProps {
  /** The resource is replaced, and its commands run again, when one of these changes. */
  readonly triggersReplace: Readonly<Record<string, string>>;
  /** What is run where Terraform runs, once the resource is made. */
  readonly provisioners: readonly LocalExecProvisioner[];
}

/**
 * `terraform_data`, which Terraform knows without a provider. The framework's own `DataResource` writes the same, and
 * runs `terraform version` for each one: a program could not be synthesised where Terraform is not installed.
 */
export class TerraformData extends TerraformResource {
  private triggers: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { triggersReplace, provisioners }: TerraformDataProps) {
    super(scope, id, {
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
      provisioners: [...provisioners],
    });
    this.triggers = triggersReplace;
  }

  /** Replaces the resource when these change, too. */
  addTriggers(more: Readonly<Record<string, string>>): void {
    this.triggers = { ...this.triggers, ...more };
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { triggers_replace: this.triggers };
  }
}
