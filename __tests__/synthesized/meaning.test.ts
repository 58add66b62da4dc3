import fc from "fast-check";
import { SynthesizedApp } from "../../lib";
import { VAULT_TYPE } from "../../lib/core/resource-id";
import { isSame, meaningByName, meaningOf, meaningOfValue } from "../../lib/synthesized/meaning";
import { SUBSCRIPTION } from "../support/synthesise";

type Json = Record<string, unknown>;
const VAULT = "azurerm_recovery_services_vault";

/** A stack with a vault V, and an item X that names a vault by `group` and `name`, or an id by `scope`. */
const stack = (vault: Json, item: Json, subscription?: string) => ({
  provider: { azurerm: [{ subscription_id: subscription }] },
  locals: { prod: "prod", env: "${var.b}" },
  resource: {
    azurerm_resource_group: { G: { name: "rg-${var.a}" } },
    [VAULT]: { V: vault },
    azurerm_backup_protected_vm: { X: item },
  },
});
const both = (stacks: Record<string, unknown>, vaultIn: string, itemIn: string) => {
  const app = SynthesizedApp.fromJson(stacks as never);
  const find = (id: string, address: string) => {
    const found = app.stacks.find((one) => one.id === id)?.find(address);
    if (!found) throw new Error(`no ${address}`);
    return found;
  };
  return [find(vaultIn, `${VAULT}.V`), find(itemIn, "azurerm_backup_protected_vm.X")] as const;
};

/** What a program may write where a name belongs, and what Terraform makes of it with the values of variables. */
const TEXTS = [
  "prod",
  "PROD",
  "test",
  "rg-1",
  "${var.a}",
  "${var.b}",
  "${local.prod}",
  "${local.env}",
  "rg-${var.a}",
  "rg-${local.env}",
  "${azurerm_resource_group.G.name}",
];
const evaluate = (text: string, { a, b }: { a: string; b: string }) =>
  text
    .replace("${azurerm_resource_group.G.name}", "rg-${var.a}")
    .replace("${local.prod}", "prod")
    .replace("${local.env}", "${var.b}")
    .replace("${var.a}", a)
    .replace("${var.b}", b)
    .toLowerCase();

describe("what two texts mean", () => {
  const text = fc.constantFrom(...TEXTS);
  const values = fc.record({ a: fc.constantFrom("prod", "1", "x"), b: fc.constantFrom("prod", "1", "x") });
  const subscription = fc.constantFrom(SUBSCRIPTION, undefined);

  test("is said to be the same, or another, where no value of a variable makes it otherwise", () => {
    fc.assert(
      fc.property(
        fc.tuple(text, text, text, text),
        fc.boolean(),
        subscription,
        fc.tuple(values, values),
        ([group, name, ownGroup, ownName], apart, id, [here, there]) => {
          const vault = { name: ownName, resource_group_name: ownGroup };
          const item = { group, name };
          const stacks = { s: stack(vault, item, id), t: stack(vault, item, id) };
          const [v, x] = both(stacks, "s", apart ? "t" : "s");
          const said = isSame(meaningOf(v), meaningByName(x, VAULT_TYPE, group, name));
          const own = apart ? there : here;
          const names =
            evaluate(group, own) === evaluate(ownGroup, here) &&
            evaluate(name, own) === evaluate(ownName, here);
          // two stacks that leave the subscription to the environment may have two of them
          const anyOther = apart && id === undefined;
          if (said === true) expect(names && !anyOther).toBe(true);
          if (said === false) expect(names).toBe(false);
          const literal = ![group, name, ownGroup, ownName].some(
            (one) => one.includes("var.") || one.includes("env") || one.includes("G.name"),
          );
          if (literal && id) expect(said).toBe(names);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("is the same for an expression that is written twice in a stack, except where each instance has its own", () => {
    const said = (name: string) => {
      const [v, x] = both({ s: stack({ name, resource_group_name: "rg" }, {}, SUBSCRIPTION) }, "s", "s");
      return isSame(meaningOf(v), meaningByName(x, VAULT_TYPE, "rg", name));
    };
    expect(['${split("/", var.id)[8]}', "${each.key}", "v-${count.index}", "${uuid()}"].map(said)).toEqual([
      true,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each([
    ["${azurerm_recovery_services_vault.V.id}", true],
    ["${azurerm_recovery_services_vault.V[0].id}", true],
    ["${azurerm_recovery_services_vault.V.*.id}", true],
    ["${azurerm_resource_group.G.id}", false],
    ["${azurerm_mssql_server.S.id}", undefined],
    ["${var.vault}", undefined],
    ["${var.vault}/backupPolicies/p", false],
    ["${var.group}/providers/Microsoft.RecoveryServices/vaults/RSV", undefined],
    ["${var.group}/providers/Microsoft.RecoveryServices/vaults/other", false],
    [
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/RG/providers/microsoft.recoveryservices/vaults/rsv`,
      undefined,
    ],
    [`/subscriptions/${SUBSCRIPTION}/resourceGroups/RG`, false],
    [
      `/subscriptions/\${var.s}/resourceGroups/\${var.g}/providers/Microsoft.RecoveryServices/vaults/rsv`,
      undefined,
    ],
    [7, undefined],
  ])("an id that is %s, of a vault in a group that only Terraform knows: %s", (scope, said) => {
    const [v, x] = both(
      { s: stack({ name: "rsv", resource_group_name: "${var.g}" }, {}, SUBSCRIPTION) },
      "s",
      "s",
    );
    expect(isSame(meaningOf(v), meaningOfValue(x, scope))).toBe(said);
  });

  test("two resources are two things, though only Terraform knows their names; two data sources may read one", () => {
    const name = (id: string) => ({ name: `\${var.${id}}`, resource_group_name: "rg" });
    const stacks = {
      s: {
        resource: { [VAULT]: { A: name("a"), B: name("b") } },
        data: { [VAULT]: { C: name("c"), D: name("d") } },
      },
    };
    const [one] = SynthesizedApp.fromJson(stacks as never).stacks;
    const [a, b] = one?.resources.map(meaningOf) ?? [];
    const [c, d] = one?.dataSources.map(meaningOf) ?? [];
    if (!a || !b || !c || !d) throw new Error("four are defined");
    expect([isSame(a, b), isSame(a, a), isSame(a, c), isSame(c, d)]).toEqual([
      false,
      true,
      undefined,
      undefined,
    ]);
  });
});
