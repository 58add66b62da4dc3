import { fingerprint } from "../../lib/core/fingerprint";
import { resources } from "../support/run";
import {
  DRILLED,
  gold,
  listedIn,
  many,
  plansOf,
  REPLICA,
  replicated,
  STACK,
  TEST_NETWORK,
} from "./define-recovery";

const sizes = (plans: ReturnType<typeof plansOf>) =>
  Object.fromEntries(Object.entries(plans).map(([name, groups]) => [name, groups.flat().length]));
const names = (...given: Parameters<typeof replicated>) => Object.keys(plansOf(replicated(...given)));

describe("the recovery plans of a tier", () => {
  test("are one for 100 VMs, which is as many as a plan takes", () => {
    expect(sizes(plansOf(replicated(many(100))))).toEqual({ "rp-contoso-gold-prod-australiaeast": 100 });
  });

  test("are two for 101, of which the first keeps its name, and somebody is told", () => {
    const ran = replicated(many(101));
    const found = sizes(plansOf(ran));

    expect(Object.keys(found).sort()).toEqual([
      "rp-contoso-gold-02-prod-australiaeast",
      "rp-contoso-gold-prod-australiaeast",
    ]);
    expect(Object.values(found).reduce((a, b) => a + b)).toBe(101);
    expect(Math.max(...Object.values(found))).toBeLessThanOrEqual(100);
    expect(listedIn(ran, "Look at")).toContain(
      "Gold: 101 VMs need 2 recovery plans, which take 100 each, and VMs of one application may be in different ones; give replicate a planTag that tells applications from each other",
    );
  });

  test("are in one stack with 501 VMs, of whose size somebody is told, and not with 500", () => {
    const told = (vms: number) =>
      listedIn(replicated(many(vms)), "Look at").filter((line) => line.includes(" replicated VMs are "));

    expect(told(500)).toEqual([]);
    expect(told(501)).toEqual([
      "dr-prod-australiaeast: its 501 replicated VMs are in one vault, and so in one plan: from about 500 on its time grows faster than they do; keep applications in subscriptions of their own, each of which has its stack (docs/guides/scale.md)",
    ]);
  });

  test("keep their VMs when one comes or goes, since only the number of plans moves VMs", () => {
    const before = plansOf(replicated(many(120)));
    const more = plansOf(replicated([...many(120), ...gold("newcomer")]));
    const fewer = plansOf(replicated(many(121).filter((row) => !String(row.name).startsWith("vm050"))));
    const without = (plans: typeof before, vm: string) =>
      Object.fromEntries(
        Object.entries(plans).map(([name, groups]) => [
          name,
          groups.map((g) => g.filter((one) => one !== vm)),
        ]),
      );

    expect(without(more, "newcomer")).toEqual(before);
    expect(without(fewer, "vm120")).toEqual(without(before, "vm050"));
  });

  test("are none where no VM of the tier can be replicated", () => {
    const bronze = gold("web", { Criticality: "Bronze" });
    expect(names([...gold("db"), ...bronze])).toEqual(["rp-contoso-gold-prod-australiaeast"]);
    expect(Object.keys(replicated(bronze).stacks)).toEqual(["backup-prod-australiaeast"]);
  });

  test("are cut to what Azure takes, and stay different", () => {
    const rows = [...gold("a", { App: "x".repeat(256) }), ...gold("b", { App: "x".repeat(255) })];
    const ran = replicated(
      rows,
      { planTag: "app", testNetwork: TEST_NETWORK },
      { tiers: DRILLED, organisation: "contosogroup", subscriptions: {} },
    );
    const [stack = ""] = Object.keys(ran.stacks).filter((id) => id.startsWith("dr-"));
    const nameOf = (type: string) =>
      Object.values(resources(ran.stacks[stack], type)).map(({ name }) => String(name));

    for (const [type, most] of [
      ["azurerm_site_recovery_replication_recovery_plan", 65],
      ["azurerm_automation_runbook", 63],
      ["azurerm_automation_schedule", 128],
      ["azurerm_automation_account", 50],
      ["azurerm_storage_account", 24],
    ] as const) {
      const found = nameOf(type);
      expect(Math.max(...found.map(({ length }) => length))).toBeLessThanOrEqual(most);
      expect(new Set(found.map((name) => name.toLowerCase())).size).toBe(found.length);
    }
    expect(nameOf("azurerm_automation_runbook")).toHaveLength(2);
  });
});

describe("the boot groups of a plan", () => {
  test("have each VM in the first that it fits, and the rest in the last", () => {
    const rows = [...gold("db-1"), ...gold("app-1"), ...gold("db-2"), ...gold("web-1")];
    const bootOrder = [{ name: /^db/ }, { name: /-1$/ }];
    expect(plansOf(replicated(rows, { bootOrder }))).toEqual({
      "rp-contoso-gold-prod-australiaeast": [
        ["db-1", "db-2"],
        ["app-1", "web-1"],
      ],
    });
  });

  test("that no VM fits are left out, since Azure refuses empty ones", () => {
    const bootOrder = [{ name: "nobody" }, { tags: { Role: "db" } }];
    expect(plansOf(replicated([...gold("a"), ...gold("b", { role: "DB" })], { bootOrder }))).toEqual({
      "rp-contoso-gold-prod-australiaeast": [["b"], ["a"]],
    });
  });

  test("may be seven: six selections and the rest", () => {
    const letters = ["a", "b", "c", "d", "e", "f"];
    const rows = [...letters, "g"].flatMap((name) => gold(name));
    const bootOrder = letters.map((name) => ({ name }));
    expect(Object.values(plansOf(replicated(rows, { bootOrder })))).toEqual([
      [["a"], ["b"], ["c"], ["d"], ["e"], ["f"], ["g"]],
    ]);
  });

  test("take every VM that an expression fits, whatever its flags, since some make it remember", () => {
    const rows = ["sql-a", "sql-b", "sql-c", "app"].flatMap((name) => gold(name));
    for (const name of [/^sql/, /^sql/g, /^sql/y]) {
      expect(Object.values(plansOf(replicated(rows, { bootOrder: [{ name }] })))).toEqual([
        [["sql-a", "sql-b", "sql-c"], ["app"]],
      ]);
    }
  });
});

describe("a tag that tells applications from each other", () => {
  const apps = (...values: readonly (string | undefined)[]) =>
    values.flatMap((App, i) => gold(`vm${i}`, App === undefined ? {} : { App }));
  const planned = (...values: readonly (string | undefined)[]) =>
    Object.entries(plansOf(replicated(apps(...values), { planTag: "app" })))
      .map(([name, groups]) => [
        /^rp-contoso-gold-(.*)-prod-australiaeast$/.exec(name)?.[1],
        groups.flat().join(),
      ])
      .sort();

  test("has a plan for each value, without regard to letter case and blanks around it", () => {
    expect(planned("ERP", " erp ", "Shop")).toEqual([
      ["erp", "vm0,vm1"],
      ["shop", "vm2"],
    ]);
  });

  test("has a plan of its own for VMs without it, which no value can take", () => {
    expect(planned(undefined, "Other", "")).toEqual([
      ["other", "vm0,vm2"],
      ["other-d9298a", "vm1"],
    ]);
  });

  test("keeps values apart that are written alike in names", () => {
    const words = planned("a-b", "a b", "a_b", "Ünï", "重要", "--").map(([word]) => String(word));
    expect(words.filter((word) => !word.includes("a-b"))).toEqual([
      expect.stringMatching(/^[0-9a-f]{6}$/),
      expect.stringMatching(/^[0-9a-f]{6}$/),
      expect.stringMatching(/^n-[0-9a-f]{6}$/),
    ]);
    expect(words.filter((word) => /^a-b(-[0-9a-f]{6})?$/.test(word))).toHaveLength(3);
    expect(new Set(words).size).toBe(6);
  });

  test("keeps the further plans of a large application from the one that is called like them", () => {
    const rows = [...many(101, { App: "erp" }), ...gold("other", { App: "ERP-02" })];
    const found = plansOf(replicated(rows, { planTag: "app" }));
    expect(Object.keys(found).sort()).toEqual([
      expect.stringMatching(/^rp-contoso-gold-erp-02-[0-9a-f]{6}-prod-australiaeast$/),
      "rp-contoso-gold-erp-02-prod-australiaeast",
      "rp-contoso-gold-erp-prod-australiaeast",
    ]);
  });

  test("keeps the plans of two tiers apart, though one's name goes on like the other's", () => {
    const [first, ...others] = DRILLED;
    const tier = (criticality: string) =>
      first && { ...first, criticality, backup: { ...first.backup, name: criticality } };
    const tiers = [tier("Top"), tier("Top-Most"), ...others].filter((one) => one !== undefined);
    const rows = [
      ...gold("a", { Criticality: "Top", App: "most-c" }),
      ...gold("b", { Criticality: "Top-Most", App: "c" }),
    ];
    const ran = replicated(rows, { planTag: "app", testNetwork: TEST_NETWORK }, { tiers });
    expect(plansOf(ran)).toEqual({
      "rp-contoso-top-most-c-prod-australiaeast": [["a"]],
      [`rp-contoso-top-most-c-${fingerprint("top-most/c")}-prod-australiaeast`]: [["b"]],
    });
  });
});

describe("the drills of a tier", () => {
  const drillsOf = (...given: Parameters<typeof replicated>) =>
    Object.values(resources(replicated(...given).stacks[STACK], "azurerm_automation_runbook")).map(
      ({ name }) => name,
    );

  test("are one for each plan, named as the plan is, in an account of the tier", () => {
    const rows = [...gold("a", { App: "erp" }), ...gold("b", { App: "shop" })];
    const pair = { planTag: "App", testNetwork: TEST_NETWORK };
    expect(drillsOf(rows, pair, { tiers: DRILLED })).toEqual(["rb-drill-gold-erp", "rb-drill-gold-shop"]);
  });

  test("are none without a network for them, of which somebody is told once, however many plans there are", () => {
    const rows = [...gold("a", { App: "erp" }), ...gold("b", { App: "shop" })];
    const ran = replicated(rows, { planTag: "App" }, { tiers: DRILLED });
    expect(resources(ran.stacks[STACK], "azurerm_automation_runbook")).toEqual({});
    expect(listedIn(ran, "Look at")).toEqual([
      "Gold: the tier has a drill schedule, and its region pair no network for test failovers; add testNetwork to replicate",
    ]);
  });

  test("take the region pair's settings", () => {
    const drills = { dwellMinutes: 0, recoveryPoint: "Latest" } as const;
    const ran = replicated(gold("a"), { testNetwork: TEST_NETWORK, drills }, { tiers: DRILLED });
    const [{ content } = {}] = Object.values(resources(ran.stacks[STACK], "azurerm_automation_runbook"));
    expect(content).toContain('"dwellMinutes": 0,');
    expect(content).toContain('"recoveryPoint": "Latest",');
  });
});

describe("a VM that the program takes out of its plans", () => {
  const overrides = { b: { recoveryPlan: false } } as const;

  test("is replicated on, so that it can go in the next deployment", () => {
    const ran = replicated([...gold("a"), ...gold("b")], {}, { overrides });
    expect(plansOf(ran)).toEqual({ "rp-contoso-gold-prod-australiaeast": [["a"]] });
    expect(Object.keys(resources(ran.stacks[STACK], REPLICA))).toHaveLength(2);
  });

  test("takes the plan with it when it is the only one", () => {
    const ran = replicated(gold("b"), {}, { overrides });
    expect(plansOf(ran)).toEqual({});
    expect(Object.keys(resources(ran.stacks[STACK], REPLICA))).toHaveLength(1);
  });
});
