import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { App, TerraformStack } from "cdktf";
import { AzureProvider, BackupVault, ResilienceStack } from "../../lib";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";

const OTHER = "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6";
const registered = (json: Record<string, unknown>) =>
  (json.provider as { azurerm: Record<string, unknown>[] }).azurerm.map(
    (provider) => provider.resource_providers_to_register as string[] | undefined,
  );
const vault = (s: TerraformStack) =>
  new BackupVault(s, "Vault", { name: "bvault", resourceGroup: { name: "rg" }, region: "westeurope" });

test("what a construct needs is registered beside the rest, once and in order", () => {
  const [names] = registered(
    synthesise((s) => {
      vault(s);
      new BackupVault(s, "Second", { name: "two", resourceGroup: { name: "rg" }, region: "westeurope" });
    }).json,
  );

  expect(names).toEqual([...new Set(names)].sort());
  expect(names).toContain("Microsoft.DataProtection");
  expect(names).toContain("Microsoft.RecoveryServices");
});

test("by the provider of the construct's own subscription alone", () => {
  const [own, other] = registered(
    synthesise((s) => {
      new AzureProvider(s, "Dev", { subscriptionId: OTHER, alias: "dev" });
      vault(s);
    }).json,
  );

  expect(own).toContain("Microsoft.DataProtection");
  expect(other).not.toContain("Microsoft.DataProtection");
});

test("a provider that is not this library's stays as it is, since its owner decides what it registers", () => {
  const stack = new TerraformStack(new App(), "plain");
  new AzurermProvider(stack, "Azure", { features: [{}], subscriptionId: SUBSCRIPTION });
  vault(stack);

  expect(registered(stack.toTerraform())).toEqual([undefined]);
});

test("providers are told apart without instanceof", () => {
  const stack = new ResilienceStack(new App(), "s", { subscriptionId: SUBSCRIPTION });

  expect([AzureProvider.isAzureProvider(stack.azure), AzureProvider.isAzureProvider(stack)]).toEqual([
    true,
    false,
  ]);
});
