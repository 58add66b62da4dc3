import { Principal, RolePropagation } from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { defineVault } from "../vault/define-vault";

const OPERATORS = Principal.group("0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11");
const READERS = Principal.group("1f3be35d-6a2d-4c7f-8d7a-3a2a6c7a3b22");

test("a wait takes further roles: it then sleeps once more, after all of them", () => {
  const stack = synthesise((s) => {
    const { access } = defineVault()(s);
    const wait = new RolePropagation(s, "Wait", { after: [access.grantOperator(OPERATORS)], seconds: 5 });
    wait.add([access.grantReader(READERS)]);
  });
  const [first, second] = stack.addresses("azurerm_role_assignment");

  expect(Object.values(stack.only("terraform_data").triggers_replace as object)).toEqual([
    `\${${first}.id}`,
    `\${${second}.id}`,
  ]);
});

test("a role that is added twice is waited for once", () => {
  const stack = synthesise((s) => {
    const role = defineVault()(s).access.grantOperator(OPERATORS);
    new RolePropagation(s, "Wait", { after: [role] }).add([role]);
  });

  expect(Object.keys(stack.only("terraform_data").triggers_replace as object)).toHaveLength(1);
});

test.each([-1, 1801])("a wait is 0 to 1800 seconds, not %p", (seconds) => {
  expect(refusalOf((s) => new RolePropagation(s, "Wait", { after: [], seconds }))).toBe(
    `[test/Wait] seconds must be 0 to 1800 seconds, got ${seconds}: Azure takes ten minutes at most`,
  );
});
