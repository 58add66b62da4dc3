import type { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { Problems } from "../core/problems";
import { TerraformData } from "../core/terraform-data";

/** Seconds that Azure is given to make new role assignments known to its services. */
const ROLE_PROPAGATION_SECONDS = 180;

export interface RolePropagationProps {
  readonly after: readonly RoleAssignment[];
  /**
   * How long to wait, 0 to 1800 seconds.
   * @default 180
   */
  readonly seconds?: number;
}

/**
 * Waits, once, after role assignments were made (`terraform_data` with a sleep): azurerm returns when Azure Resource
 * Manager knows them, and the services learn of them later (Microsoft Learn, "Troubleshoot Azure RBAC": up to ten
 * minutes). It needs no provider, and nothing but a shell where Terraform runs.
 */
export class RolePropagation extends Construct {
  /** What has to wait depends on this. */
  readonly resource: TerraformData;

  constructor(scope: Construct, id: string, props: RolePropagationProps) {
    super(scope, checkId(scope, id));
    const { after, seconds = ROLE_PROPAGATION_SECONDS } = props;
    const problems = new Problems(this);
    checkRoleWait(problems, "seconds", seconds);
    problems.throwIfAny();
    this.resource = new TerraformData(this, "Default", {
      triggersReplace: triggers(after),
      // the second command is for the shell of Windows, which has no sleep
      provisioners: [{ type: "local-exec", command: `sleep ${seconds} || ping -n ${seconds + 1} 127.0.0.1` }],
    });
  }

  /**
   * Waits after these too. Terraform then replaces the wait, which sleeps once more; what depends on it stays as it is.
   */
  add(after: readonly RoleAssignment[]): void {
    this.resource.addTriggers(triggers(after));
  }
}

/** Refuses a wait under the name that the user gave it. */
export function checkRoleWait(problems: Problems, name: string, seconds: number | undefined): void {
  problems.integer(name, seconds, [0, 1800], "seconds", "Azure takes ten minutes at most");
}

function triggers(after: readonly RoleAssignment[]): Record<string, string> {
  return Object.fromEntries(after.map((assignment) => [assignment.node.id, assignment.id]));
}
