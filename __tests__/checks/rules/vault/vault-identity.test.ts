import { RecoveryServicesVault } from "@cdktf/provider-azurerm/lib/recovery-services-vault";
import { vaultIdentity } from "../../../../lib/checks/rules/vault/vault-identity";
import { inStack, verdictsOf } from "../../../support/checks";

const PLAIN = { name: "rsv-a", resourceGroupName: "rg", location: "australiaeast", sku: "Standard" };

describe("the rule vault-identity", () => {
  test("passes an identity, whether the JSON has it as an object or as a list of one", () => {
    const define = inStack((stack) => {
      new RecoveryServicesVault(stack, "Object", { ...PLAIN, identity: { type: "SystemAssigned" } });
      const list = new RecoveryServicesVault(stack, "List", { ...PLAIN, name: "rsv-b" });
      list.addOverride("identity", [{ type: "UserAssigned", identity_ids: ["/subscriptions/x"] }]);
    });
    expect(verdictsOf(vaultIdentity, define)).toEqual([
      'test/List: pass, identity.type is "UserAssigned"',
      'test/Object: pass, identity.type is "SystemAssigned"',
    ]);
  });

  test("fails a vault without one, and one whose type is empty", () => {
    const define = inStack((stack) => {
      new RecoveryServicesVault(stack, "None", PLAIN);
      new RecoveryServicesVault(stack, "Empty", { ...PLAIN, name: "rsv-b", identity: { type: "" } });
    });
    expect(verdictsOf(vaultIdentity, define)).toEqual([
      'test/Empty: fail, identity.type is ""',
      "test/None: fail, identity.type is nothing",
    ]);
  });
});
