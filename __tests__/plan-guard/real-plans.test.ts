import { readdirSync } from "node:fs";
import { guardPlan } from "../../lib/plan-guard";
import { HARMFUL, HARMLESS } from "./cases";
import { PLANS, planOf } from "./plans";

/** Everything that is said of a plan. */
function toldOf(name: string): readonly string[] {
  const { findings, notes } = guardPlan(planOf(name));
  return [
    ...findings.map(({ rule, address, reason }) => `${rule} ${address}: ${reason}`),
    ...notes.map((note) => `note ${note}`),
  ];
}

describe("plans that Terraform and azurerm 4.81.0 made", () => {
  test("are all judged here, 40 at least", () => {
    const names = readdirSync(PLANS).map((file) => file.replace(".json", ""));
    expect([...Object.keys(HARMFUL), ...Object.keys(HARMLESS)].sort()).toEqual(names.sort());
    expect(names.length).toBeGreaterThanOrEqual(40);
  });

  test.each(Object.keys(HARMFUL))("are refused when they are harmful: %s", (name) => {
    expect(toldOf(name)).toEqual(HARMFUL[name]);
    expect(HARMFUL[name]?.some((line) => !line.startsWith("note "))).toBe(true);
  });

  test.each(Object.keys(HARMLESS))("pass when they are harmless: %s", (name) => {
    expect(toldOf(name)).toEqual(HARMLESS[name]);
    expect(HARMLESS[name]?.every((line) => line.startsWith("note "))).toBe(true);
  });

  test("say the same with their changes in any order", () => {
    for (const name of Object.keys(HARMFUL)) {
      const plan = planOf(name);
      const reversed = { ...plan, resource_changes: [...(plan.resource_changes ?? [])].reverse() };
      const said = guardPlan(reversed).findings.map(
        ({ rule, address, reason }) => `${rule} ${address}: ${reason}`,
      );
      expect([...said].sort()).toEqual(
        [...(HARMFUL[name] ?? [])].filter((line) => !line.startsWith("note ")).sort(),
      );
    }
  });
});
