import { DataAzurermResourceGroup } from "@cdktf/provider-azurerm/lib/data-azurerm-resource-group";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Construct } from "constructs";
import {
  AzureProvider,
  FileSharePolicy,
  ProtectedFileShare,
  ProtectedVm,
  RecoveryServicesVault,
  type ResilienceApp,
  ResilienceStack,
  Schedule,
  StorageRegistration,
  VmBackupPolicy,
  WorkloadPolicy,
} from "../../lib";
import { resources, run } from "../support/run";
import { refusalOf, SUBSCRIPTION } from "../support/synthesise";
import { vm, vmId } from "../support/vms";

const OTHER = "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6";

/** A vault of another subscription in a stack of Contoso's, and one VM of `subscriptionId` in it. */
const otherSubscription = (subscriptionId: string) => (app: ResilienceApp) => {
  const stack = new ResilienceStack(app, "one", { subscriptionId: SUBSCRIPTION });
  new ResourceGroup(stack, "Own", { name: "rg-own", location: "australiaeast" });
  const dev = new Construct(stack, "Dev");
  new AzureProvider(stack, "DevAzure", { subscriptionId: OTHER, alias: "dev" }).useFor(dev);
  const resourceGroup = new ResourceGroup(dev, "Group", { name: "rg-dev", location: "australiaeast" });
  const vault = new RecoveryServicesVault(dev, "Vault", { name: "rsv-dev", resourceGroup });
  const nightly = vault.addVmPolicy("Nightly", {
    schedule: Schedule.daily("02:00"),
    retention: { daily: 30 },
  });
  nightly.protect(vm({ subscriptionId, id: vmId("vm1", subscriptionId) }));
};

describe("a provider for a part of a stack", () => {
  const { stacks } = run(otherSubscription(OTHER));

  test("is written beside the stack's own, under its alias", () => {
    const { azurerm: providers } = { ...(stacks.one?.provider as { azurerm: Record<string, unknown>[] }) };
    expect(providers.map((one) => [one.alias, one.subscription_id])).toEqual([
      [undefined, SUBSCRIPTION],
      ["dev", OTHER],
    ]);
  });

  test("is used by every resource of that part, and by no other", () => {
    for (const type of ["recovery_services_vault", "backup_policy_vm", "backup_protected_vm"]) {
      const [one] = Object.values(resources(stacks.one, `azurerm_${type}`));
      expect(one?.provider).toBe("azurerm.dev");
    }
    const groups = Object.values(resources(stacks.one, "azurerm_resource_group"));
    expect(groups.map((group) => [group.name, group.provider])).toEqual([
      ["rg-dev", "azurerm.dev"],
      ["rg-own", undefined],
    ]);
  });

  test("is used by every data source of that part, which would read from another subscription", () => {
    const found = run((app) => {
      const stack = new ResilienceStack(app, "one", { subscriptionId: SUBSCRIPTION });
      const dev = new Construct(stack, "Dev");
      new AzureProvider(stack, "DevAzure", { subscriptionId: OTHER, alias: "dev" }).useFor(dev);
      new DataAzurermResourceGroup(dev, "Group", { name: "rg-dev" });
      new DataAzurermResourceGroup(stack, "Own", { name: "rg-own" });
    });
    const data = found.stacks.one?.data as Record<string, Record<string, Record<string, unknown>>>;
    const groups = data.azurerm_resource_group;
    expect(Object.values(groups ?? {}).map(({ name, provider }) => [name, provider])).toEqual([
      ["rg-dev", "azurerm.dev"],
      ["rg-own", undefined],
    ]);
  });

  test("is used by what stands in a vault of that part, though it is defined elsewhere", () => {
    const found = run((app) => {
      const stack = new ResilienceStack(app, "one", { subscriptionId: SUBSCRIPTION });
      const dev = new Construct(stack, "Dev");
      new AzureProvider(stack, "DevAzure", { subscriptionId: OTHER, alias: "dev" }).useFor(dev);
      const resourceGroup = { name: "rg-dev", locationInput: "australiaeast" };
      const vault = new RecoveryServicesVault(dev, "Vault", { name: "rsv-dev", resourceGroup });
      const options = { vault, schedule: Schedule.daily("02:00"), retention: { daily: 30 } } as const;
      const account = `/subscriptions/${OTHER}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stdev`;
      const policy = new VmBackupPolicy(stack, "Nightly", options);
      new ProtectedVm(stack, "Item", { vm: vm({ subscriptionId: OTHER, id: vmId("vm1", OTHER) }), policy });
      const full = { schedule: options.schedule, retention: options.retention };
      new WorkloadPolicy(stack, "Sql", { vault, workload: "SQL", full });
      new StorageRegistration(stack, "Account", { vault, storageAccountId: account });
      const share = { storageAccountId: account, shareName: "finance" };
      new ProtectedFileShare(stack, "Share", { share, policy: new FileSharePolicy(stack, "Files", options) });
    });
    const types = Object.entries(found.stacks.one?.resource as Record<string, object>);
    const backups = types.filter(([type]) => type.startsWith("azurerm_backup_"));
    expect(backups.map(([, named]) => Object.values(named)[0]?.provider)).toEqual(
      Array.from({ length: 6 }, () => "azurerm.dev"),
    );
  });

  test("decides which VMs the vault may take, since Azure backs up VMs within their subscription", () => {
    expect(() => run(otherSubscription(SUBSCRIPTION))).toThrow(
      `vm must be in the vault's subscription ${OTHER}, got ${SUBSCRIPTION}: use a vault of that subscription`,
    );
  });

  test("is refused without an alias, and after something is defined in its scope", () => {
    const refused = refusalOf((stack) => {
      const scope = new Construct(stack, "Dev");
      new Construct(scope, "Early");
      stack.azure.useFor(scope);
    });
    expect(refused).toBe(
      [
        "[test/Dev] 2 problems:",
        "  - useFor needs a provider with an alias: the stack's own is used anyway",
        "  - useFor must be called before anything is defined in the scope",
      ].join("\n"),
    );
  });

  test("is refused for a scope that is not in its stack, where it would do nothing", () => {
    const refused = refusalOf((stack) => {
      const azure = new AzureProvider(stack, "Dev", { subscriptionId: OTHER, alias: "dev" });
      azure.useFor(new Construct(stack.node.root, "Above"));
    });
    expect(refused).toBe(
      "[Above] useFor must be called with a scope in the provider's own stack: no stack uses the provider of another one",
    );
  });
});
