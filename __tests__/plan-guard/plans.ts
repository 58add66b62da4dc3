import { readFileSync } from "node:fs";
import { join } from "node:path";
import { guardPlan, type PlannedChange, readPlan, type TerraformPlan } from "../../lib/plan-guard";

export const PLANS = join(__dirname, "plans");

/** A plan that Terraform and azurerm 4.81.0 made, without what the guard does not read. */
export function planOf(name: string): TerraformPlan {
  return readPlan(readFileSync(join(PLANS, `${name}.json`)), `${name}.json`);
}

type Values = Record<string, unknown>;

/** One change of a plan made by hand. */
export function change(
  type: string,
  before: Values | null,
  after: Values | null,
  more: Partial<PlannedChange> & { unknown?: unknown } = {},
): PlannedChange {
  const { unknown, ...rest } = more;
  const actions = before === null ? ["create"] : after === null ? ["delete"] : ["update"];
  return {
    address: `${type}.This`,
    mode: "managed",
    type,
    name: "This",
    change: { actions, before, after, ...(unknown === undefined ? {} : { after_unknown: unknown }) },
    ...rest,
  };
}

export function plan(...changes: readonly PlannedChange[]): TerraformPlan {
  return { format_version: "1.2", resource_changes: changes };
}

/** "rule address: reason" of every finding. */
export function findingsOf(given: TerraformPlan): readonly string[] {
  return guardPlan(given).findings.map(({ rule, address, reason }) => `${rule} ${address}: ${reason}`);
}

/** The findings of one change, without its address. */
export function reasonsOf(...given: Parameters<typeof change>): readonly string[] {
  return guardPlan(plan(change(...given))).findings.map(({ rule, reason }) => `${rule}: ${reason}`);
}
