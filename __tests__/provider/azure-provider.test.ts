import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { TerraformVariable } from "cdktf";
import { AzureProvider, type AzureProviderProps, type ResilienceStack } from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";

const OTHER = "11111111-2222-3333-4444-555555555555";

/** The stack's own provider, and another one of a second subscription. */
const second =
  (props: Partial<AzureProviderProps> = {}) =>
  (stack: ResilienceStack): AzureProvider =>
    new AzureProvider(stack, "Other", { subscriptionId: OTHER, alias: "other", ...props });

const providersOf = (define: (stack: ResilienceStack) => void) =>
  (synthesise(define).json.provider as { azurerm: Record<string, unknown>[] }).azurerm;

const REGISTERED = [
  "Microsoft.Authorization",
  "Microsoft.Compute",
  "Microsoft.Network",
  "Microsoft.PolicyInsights",
  "Microsoft.RecoveryServices",
  "Microsoft.Storage",
];

describe("the azurerm provider of a stack", () => {
  test("keeps recovery points, takes soft-deleted VMs up again, and registers only what it needs", () => {
    expect(providersOf(() => {})).toEqual([
      {
        subscription_id: SUBSCRIPTION,
        features: [
          {
            recovery_service: [{ vm_backup_stop_protection_and_retain_data_on_destroy: true }],
            recovery_services_vaults: [{ recover_soft_deleted_backup_protected_vm: true }],
            resource_group: [{ prevent_deletion_if_contains_resources: true }],
          },
        ],
        resource_provider_registrations: "none",
        resource_providers_to_register: REGISTERED,
      },
    ]);
  });

  test("asks for an azurerm in which vaults can be created, and not for the next major one", () => {
    const { required_providers } = synthesise(() => {}).json.terraform as Record<string, unknown>;

    expect(required_providers).toEqual({
      azurerm: { source: "hashicorp/azurerm", version: ">= 4.81.0, < 5.0.0" },
    });
  });
});

describe("a second azurerm provider", () => {
  test("has its alias and its subscription, and leaves the stack's own as it is", () => {
    expect(providersOf(second()).map(({ alias, subscription_id }) => ({ alias, subscription_id }))).toEqual([
      { alias: undefined, subscription_id: SUBSCRIPTION },
      { alias: "other", subscription_id: OTHER },
    ]);
  });

  test("is referred to by the resources that are given it", () => {
    const group = synthesise((stack) => {
      new ResourceGroup(stack, "Group", { name: "rg", location: "westeurope", provider: second()(stack) });
    });

    expect(group.only("azurerm_resource_group").provider).toBe("azurerm.other");
  });

  test("suspends backups where their points shall live until they expire, by azurerm's other flag alone", () => {
    const features = providersOf(second({ retainBackupDataOnDestroy: "until they expire" }))[1]?.features;

    expect(features).toMatchObject([
      { recovery_service: [{ vm_backup_suspend_protection_and_retain_data_on_destroy: true }] },
    ]);
    expect(JSON.stringify(features)).not.toContain("vm_backup_stop");
  });

  test("purges vaults on destroy only where nothing shall be kept", () => {
    const purge = { purgeVaultsOnDestroy: true } as const;
    const features = providersOf(second({ ...purge, retainBackupDataOnDestroy: false }))[1]?.features;

    expect(features).toMatchObject([
      {
        recovery_service: [
          {
            vm_backup_stop_protection_and_retain_data_on_destroy: false,
            purge_protected_items_from_vault_on_destroy: true,
          },
        ],
      },
    ]);
    expect(refusalOf(second(purge))).toBe(
      "[test/Other] purgeVaultsOnDestroy deletes what retainBackupDataOnDestroy keeps: add retainBackupDataOnDestroy: false, or remove it",
    );
  });

  test.each([
    { says: true, flag: true },
    { says: false, flag: false },
    { says: undefined, flag: true },
  ])("sets only one of azurerm's two flags when told $says, since azurerm refuses both", ({ says, flag }) => {
    const features = providersOf(second({ retainBackupDataOnDestroy: says }))[1]?.features;

    expect(features).toMatchObject([
      { recovery_service: [{ vm_backup_stop_protection_and_retain_data_on_destroy: flag }] },
    ]);
  });

  test("leaves soft-deleted VMs alone when told to", () => {
    expect(providersOf(second({ recoverSoftDeletedVms: false }))[1]?.features).toMatchObject([
      { recovery_services_vaults: [{ recover_soft_deleted_backup_protected_vm: false }] },
    ]);
  });

  test("registers more resource providers in one sorted list without repeats, so that order is no change", () => {
    const resourceProvidersToRegister = ["Microsoft.Web", "Microsoft.Compute", "Microsoft.KeyVault"];

    expect(providersOf(second({ resourceProvidersToRegister }))[1]?.resource_providers_to_register).toEqual([
      "Microsoft.Authorization",
      "Microsoft.Compute",
      "Microsoft.KeyVault",
      "Microsoft.Network",
      "Microsoft.PolicyInsights",
      "Microsoft.RecoveryServices",
      "Microsoft.Storage",
      "Microsoft.Web",
    ]);
  });
});

describe("a provider's subscription", () => {
  test.each([
    "",
    "production",
    `/subscriptions/${SUBSCRIPTION}`,
    SUBSCRIPTION.slice(1),
    `${SUBSCRIPTION}0`,
    SUBSCRIPTION.replaceAll("-", ""),
    SUBSCRIPTION.replace("6", "g"),
  ])("refuses %p because it is no GUID", (subscriptionId) => {
    expect(refusalOf(second({ subscriptionId }))).toBe(
      `[test/Other] subscriptionId must be a subscription's GUID, got "${subscriptionId}"`,
    );
  });

  test("is taken in upper case, since GUIDs have no letter case", () => {
    const subscriptionId = "ABCDEFAB-CDEF-ABCD-EFAB-CDEFABCDEFAB";

    expect(providersOf(second({ subscriptionId }))[1]?.subscription_id).toBe(subscriptionId);
  });

  test("may be known to Terraform only", () => {
    const providers = providersOf((stack) => {
      const variable = new TerraformVariable(stack, "subscription", { type: "string" });
      second({ subscriptionId: variable.stringValue })(stack);
    });

    expect(providers[1]?.subscription_id).toBe("${var.subscription}");
  });

  test("refuses an id of the construct that Terraform addresses would shorten", () => {
    expect(
      refusalOf((stack) => {
        new AzureProvider(stack, "eu.1", { subscriptionId: OTHER, alias: "eu" });
      }),
    ).toBe('[test] the id "eu.1" must be letters, digits, "_" and "-": choose another id');
  });
});

describe("an alias", () => {
  const other = { subscriptionId: "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6" };

  test.each(["", "my alias", "1st", "a.b"])("%j is refused, since Terraform would refuse it", (alias) => {
    expect(refusalOf((stack) => new AzureProvider(stack, "Other", { ...other, alias }))).toBe(
      `[test/Other] alias must be letters, digits, "_" and "-", starting with a letter or "_", got "${alias}"`,
    );
  });

  test("is refused a second time in a stack, and so is a second provider without one", () => {
    const twice = (stack: ResilienceStack) =>
      ["One", "Two"].map((id) => new AzureProvider(stack, id, { ...other, alias: "dev" }));
    expect(refusalOf(twice)).toBe('[test/Two] alias "dev" is the alias of test/One: choose another one');
    expect(refusalOf((stack) => new AzureProvider(stack, "Other", other))).toBe(
      "[test/Other] alias is missing: test/Azure is the stack's own provider already; name this one",
    );
  });
});

test.each(["", "RecoveryServices", "Microsoft."])(
  "%j is refused as a resource provider to register, which is a namespace",
  (name) => {
    expect(refusalOf(second({ resourceProvidersToRegister: [name] }))).toBe(
      `[test/Other] resourceProvidersToRegister must be namespaces such as "Microsoft.Web", got "${name}"`,
    );
  },
);
