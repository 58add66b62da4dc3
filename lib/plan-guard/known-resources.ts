import { type Change, changesOf, listAt, valueAt } from "./change";
import type { PlannedChange, TerraformPlan, Values } from "./plan";

/** All resources that a plan knows: those it changes, and those of its prior state that a targeted plan leaves out. */
export function knownResources(plan: TerraformPlan, changes: readonly Change[]): readonly Change[] {
  const planned = new Set(changes.map(({ address }) => address));
  const prior = priorResources(valueAt(plan.prior_state, "values.root_module"));
  return [...prior.filter(({ address }) => !planned.has(address)), ...changes];
}

/** What a plan's prior state has, as resources that do not change. */
function priorResources(module: unknown): readonly Change[] {
  const own = listAt(module, "resources").flatMap((one): readonly PlannedChange[] => {
    const [address, type, values] = ["address", "type", "values"].map((member) => valueAt(one, member));
    if (typeof address !== "string" || typeof type !== "string" || !isValues(values)) return [];
    if (valueAt(one, "mode") === "data") return [];
    const before_sensitive = valueAt(one, "sensitive_values");
    const change = { actions: ["no-op"], before: values, after: values, before_sensitive };
    return [{ address, type, mode: "managed", name: "", change }];
  });
  return [...changesOf(own), ...listAt(module, "child_modules").flatMap(priorResources)];
}

const isValues = (x: unknown): x is Values => typeof x === "object" && x !== null && !Array.isArray(x);
