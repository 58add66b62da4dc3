import { guardPlan } from "../../lib/plan-guard";
import { planOf } from "./plans";

/** Plans that are derived from real ones: every resource that stays as it is, is treated as `how` says. */
function derived(name: string, how: (values: Record<string, unknown>) => object, more: object = {}) {
  const real = planOf(name);
  const resource_changes = (real.resource_changes ?? [])
    .filter(({ change }) => change.actions.join() === "no-op")
    .map((one) => ({ ...one, ...more, change: { ...one.change, ...how({ ...one.change.before }) } }));
  return { ...real, resource_changes };
}

const typesOf = (name: string) =>
  derived(name, () => ({}))
    .resource_changes.map(({ address }) => address)
    .sort();

const losses = (given: ReturnType<typeof derived>) =>
  guardPlan(given)
    .findings.filter(({ rule }) => rule.endsWith("-destroyed") || rule === "guard-removed")
    .map(({ address }) => address)
    .sort();

describe.each(["nothing", "replication-lengthened"])("all resources of the stack of %s", (name) => {
  test("are found, each of them, when they are destroyed", () => {
    expect(typesOf(name).length).toBeGreaterThan(8);
    expect(losses(derived(name, () => ({ actions: ["delete"], after: null })))).toEqual(typesOf(name));
  });

  test.each([[["delete", "create"]], [["create", "delete"]]])(
    "are found when they are replaced: %j",
    (actions) => {
      expect(losses(derived(name, () => ({ actions })))).toEqual(typesOf(name));
    },
  );

  test("are found when they are what a replacement left behind", () => {
    const left = derived(name, () => ({ actions: ["delete"], after: null }), { deposed: "8a4e2c11" });
    expect(losses(left)).toEqual(typesOf(name).map((address) => `${address} (deposed 8a4e2c11)`));
  });

  test("are noted, and refuse nothing, when Terraform forgets them", () => {
    const { findings, notes } = guardPlan(derived(name, () => ({ actions: ["forget"], after: null })));
    expect([findings, notes.length]).toEqual([[], typesOf(name).length]);
  });

  test("pass when they are imported, read or moved", () => {
    for (const more of [{ importing: { id: "/id" } }, {}])
      expect(guardPlan(derived(name, () => more, { previous_address: "x.y" })).findings).toEqual([]);
    expect(guardPlan(derived(name, () => ({ actions: ["delete"] }), { mode: "data" })).findings).toEqual([]);
  });

  test("are unknown, where it matters, when nothing of them is known", () => {
    const unknown = derived(name, (values) => ({
      actions: ["update"],
      after: {},
      after_unknown: Object.fromEntries(Object.keys(values).map((key) => [key, true])),
    }));
    const found = guardPlan(unknown).findings;
    expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(["unknown-value"]));
    const decisive =
      /recovery_services_vault|backup_vault|_policy(_|\.)|protected_vm|instance|replicated_vm|recovery_plan/;
    const left = typesOf(name).filter((address) => !found.some((one) => one.address === address));
    expect(left.filter((address) => decisive.test(address))).toEqual([]);
  });
});

describe("plans that are real but for one value", () => {
  test.each([
    [null, ["alert-suppressed"]],
    ["", ["alert-suppressed"]],
    ["2027-01-31T00:00:00", []],
  ])(
    "a suppression that ends on %j, with the empty list of recurrences that Terraform writes: %j",
    (end, found) => {
      const real = planOf("suppression-with-end");
      const resource_changes = (real.resource_changes ?? []).map((one) => {
        if (!one.type.includes("suppression")) return one;
        const [schedule] = (one.change.after?.schedule ?? []) as readonly object[];
        const after = {
          ...one.change.after,
          schedule: [{ ...schedule, effective_until: end, recurrence: [] }],
        };
        return { ...one, change: { ...one.change, after } };
      });
      expect(guardPlan({ ...real, resource_changes }).findings.map(({ rule }) => rule)).toEqual(found);
    },
  );

  test.each(["data.azurerm_backup_policy_vm.small.id", "var.other_policy_id", "module.small.policy_id"])(
    "an item whose policy a condition chooses, %s or another one, goes to nobody knows which",
    (other) => {
      const real = JSON.parse(JSON.stringify(planOf("item-to-new-policy")));
      for (const { expressions } of real.configuration.root_module.resources)
        expressions.backup_policy_id?.references.unshift(other);
      expect(guardPlan(real).findings.map(({ rule }) => rule)).toContain("unknown-value");
      expect(guardPlan(planOf("item-to-new-policy")).findings).toEqual([]);
    },
  );
});
