import { RecoveryServicesVault } from "@cdktf/provider-azurerm/lib/recovery-services-vault";
import { TerraformVariable } from "cdktf";
import { RecoveryServicesVault as Vault } from "../../../../lib";
import { vaultImmutability } from "../../../../lib/checks/rules/vault/vault-immutability";
import { inStack, verdictsOf } from "../../../support/checks";
import { resourceGroup } from "../../../support/synthesise";

const PLAIN = { name: "rsv-a", resourceGroupName: "rg", location: "australiaeast", sku: "Standard" };

describe("the rule vault-immutability", () => {
  test.each(["Unlocked", "Locked"])("passes a vault of level 1 whose immutability is %s", (immutability) => {
    const define = inStack((stack) => {
      new RecoveryServicesVault(stack, "Vault", { ...PLAIN, immutability });
    });
    expect(verdictsOf(vaultImmutability, define)).toEqual([
      `test/Vault: pass, immutability is "${immutability}"`,
    ]);
  });

  test("passes the library's vault, which is immutable unless it says otherwise", () => {
    const define = inStack((stack) => {
      new Vault(stack, "Vault", { name: "rsv-a", resourceGroup: resourceGroup(stack) });
    });
    expect(verdictsOf(vaultImmutability, define)).toEqual([
      'test/Vault/Default: pass, immutability is "Unlocked"',
    ]);
  });

  test("fails a vault that is Disabled, and one that says nothing, since azurerm's default is Disabled", () => {
    const define = inStack((stack) => {
      new RecoveryServicesVault(stack, "Off", { ...PLAIN, immutability: "Disabled" });
      new RecoveryServicesVault(stack, "Silent", { ...PLAIN, name: "rsv-b" });
    });
    expect(verdictsOf(vaultImmutability, define)).toEqual([
      'test/Off: fail, immutability is "Disabled"',
      "test/Silent: fail, immutability is nothing",
    ]);
  });

  test("fails a vault whose immutability an override takes away: what Terraform reads counts", () => {
    const define = inStack((stack) => {
      const vault = new Vault(stack, "Vault", { name: "rsv-a", resourceGroup: resourceGroup(stack) });
      vault.resource.addOverride("immutability", "Disabled");
    });
    expect(verdictsOf(vaultImmutability, define)).toEqual([
      'test/Vault/Default: fail, immutability is "Disabled"',
    ]);
  });

  test("does not know a vault whose immutability is a variable, and says nothing without vaults", () => {
    const define = inStack((stack) => {
      const variable = new TerraformVariable(stack, "Immutability", {});
      new RecoveryServicesVault(stack, "Vault", { ...PLAIN, immutability: variable.stringValue });
    });
    expect(verdictsOf(vaultImmutability, define)).toEqual([
      'test/Vault: unknown, immutability is "${var.Immutability}"',
    ]);
    expect(verdictsOf(vaultImmutability, inStack(resourceGroup))).toEqual([]);
  });
});
