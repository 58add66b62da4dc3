import { AutomationAccount, type AutomationAccountProps, type ResilienceStack } from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";

const ACCOUNT = "azurerm_automation_account";
const ID = `/subscriptions/${SUBSCRIPTION.toUpperCase()}/resourceGroups/rg-ops/providers/Microsoft.Automation/automationAccounts/aa-theirs`;
const PRINCIPAL = "11111111-2222-3333-4444-555555555555";

const account =
  (changes: Partial<AutomationAccountProps> = {}) =>
  (stack: ResilienceStack) =>
    new AutomationAccount(stack, "Automation", {
      name: "aa-contoso-dr",
      resourceGroup: resourceGroup(stack, "Central India"),
      ...changes,
    });

describe("an automation account", () => {
  test("has an identity of its own, the basic SKU and no sign-in by keys", () => {
    expect(synthesise(account()).only(ACCOUNT)).toEqual({
      name: "aa-contoso-dr",
      location: "centralindia",
      resource_group_name: "${azurerm_resource_group.Group.name}",
      sku_name: "Basic",
      identity: { type: "SystemAssigned" },
      local_authentication_enabled: false,
    });
  });

  test("takes another region than its group's, keys and tags where they are asked for", () => {
    const changes = { region: "Australia East", localAuthentication: true, tags: { Application: "DR" } };
    expect(synthesise(account(changes)).only(ACCOUNT)).toMatchObject({
      location: "australiaeast",
      local_authentication_enabled: true,
      tags: { Application: "DR" },
    });
  });

  test("has its resource provider registered, which azurerm does not do by itself in a new subscription", () => {
    const registered = (define: (stack: ResilienceStack) => void) => {
      const [provider] = (synthesise(define).json.provider as { azurerm: Record<string, unknown>[] }).azurerm;
      return provider?.resource_providers_to_register;
    };
    expect(registered(account())).toContain("Microsoft.Automation");
    expect(registered(() => {})).not.toContain("Microsoft.Automation");
  });

  test.each(["aa-con", "a".repeat(50), "0-0-0-0"])("may be called %s", (name) => {
    expect(synthesise(account({ name })).only(ACCOUNT).name).toBe(name);
  });

  test.each(["aa-co", "a".repeat(51), "-aa-contoso", "aa-contoso-", "aa_contoso"])(
    "is refused the name %s",
    (name) => {
      expect(refusalOf(account({ name }))).toBe(
        `[test/Automation] name must be 6 to 50 letters, digits and "-", starting and ending with a letter or digit, got "${name}"`,
      );
    },
  );

  test("is refused without a region that its group would say", () => {
    expect(refusalOf(account({ resourceGroup: { name: "rg" } }))).toBe(
      "[test/Automation] region must be given: resourceGroup does not say its own",
    );
  });

  test("is refused under the name of another in its group", () => {
    const twice = (stack: ResilienceStack) => {
      const group = resourceGroup(stack);
      for (const id of ["One", "Two"])
        new AutomationAccount(stack, id, { name: "aa-contoso", resourceGroup: group });
    };
    expect(refusalOf(twice)).toBe(
      '[test/Two] name "aa-contoso" is the name of test/One in the same resource group: choose another name',
    );
  });

  test("is refused with tags that Azure refuses", () => {
    expect(refusalOf(account({ tags: { "a/b": "c" } }))).toBe(
      '[test/Automation] the tag "a/b" must not have any of <>%&\\?/ in its name',
    );
  });
});

describe("somebody else's automation account", () => {
  test("is known by its id, with the subscription in lower case, and makes no resource", () => {
    const synthesized = synthesise((stack) => {
      const theirs = AutomationAccount.fromAutomationAccountId(stack, "Theirs", ID, {
        region: "Central India",
        principalId: PRINCIPAL,
      });
      const { accountId, accountName, resourceGroupName, region, subscriptionId, identity } = theirs;
      expect({ accountId, accountName, resourceGroupName, region, subscriptionId, identity }).toEqual({
        accountId: ID.replace(SUBSCRIPTION.toUpperCase(), SUBSCRIPTION),
        accountName: "aa-theirs",
        resourceGroupName: "rg-ops",
        region: "centralindia",
        subscriptionId: SUBSCRIPTION,
        identity: { principalId: PRINCIPAL },
      });
    });
    expect(synthesized.all(ACCOUNT)).toEqual({});
  });

  test("is refused by an id of something else, and with an identity that is none", () => {
    const wrong = (stack: ResilienceStack) =>
      AutomationAccount.fromAutomationAccountId(stack, "Theirs", `${ID}/runbooks/drill`, {
        principalId: "aa",
      });
    expect(refusalOf(wrong)).toBe(
      [
        "[test/Theirs] 2 problems:",
        `  - accountId must be the ARM id of an automation account, got "${ID}/runbooks/drill"`,
        '  - principalId must be an object id in Entra ID (a GUID), got "aa": look it up with az ad group show, az ad user show or az ad sp show',
      ].join("\n"),
    );
  });
});
