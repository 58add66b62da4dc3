import { refusalOf, synthesise } from "../support/synthesise";
import { networkId } from "../support/vms";
import { accountIn, drillIn, LINK, planIn, ROLE } from "./define-drill";

const WAIT = "terraform_data";
const twoDrills = (stack: Parameters<typeof drillIn>[0], ids: readonly string[]) => {
  for (const id of ids) drillIn(stack, { plan: planIn(stack, { id: `Plan${id}` }) }, id);
};

describe("drills of one account", () => {
  test("share roles and wait, which no drill takes with it when it goes", () => {
    const both = synthesise((stack) => twoDrills(stack, ["A", "B"]));
    const second = synthesise((stack) => twoDrills(stack, ["B"]));

    expect(both.addresses(ROLE)).toEqual(second.addresses(ROLE));
    expect(both.all(ROLE)).toEqual(second.all(ROLE));
    expect(both.all(WAIT)).toEqual(second.all(WAIT));
    expect(both.addresses(WAIT)).toHaveLength(1);
    for (const link of Object.values(both.all(LINK))) expect(link.depends_on).toEqual(both.addresses(WAIT));
  });

  test("wait for the roles of all of them, where they have different networks", () => {
    const stack = synthesise((s) => {
      drillIn(s, { plan: planIn(s, { id: "PlanA" }) }, "A");
      drillIn(
        s,
        { plan: planIn(s, { id: "PlanB" }), testNetwork: { networkId: networkId("vnet-test-2") } },
        "B",
      );
    });
    expect(stack.addresses(ROLE)).toHaveLength(3);
    expect(Object.values(stack.only(WAIT).triggers_replace as object).sort()).toEqual(
      stack
        .addresses(ROLE)
        .map((address) => `\${${address}.id}`)
        .sort(),
    );
  });
});

test("a network that is not isolated is refused once, however many drills of a pair are run in it", () => {
  const message = refusalOf((stack) => {
    const plan = planIn(stack);
    const testNetwork = { networkId: networkId("vnet-app") };
    const account = accountIn(stack);
    drillIn(stack, { plan, account, testNetwork }, "A");
    drillIn(
      stack,
      {
        plan: Object.assign(planIn(stack, { id: "PlanB" }), { pair: plan.pair }),
        account,
        testNetwork: { networkId: networkId("VNET-APP") },
      },
      "B",
    );
  });
  expect(message).toBe(
    "[test/A] testNetwork is a network that VMs of the pair run in or are recovered to: give a network of its own to tests",
  );
});
