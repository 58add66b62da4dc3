import { ActionGroup, type ActionGroupProps, Receiver } from "../../lib";
import { refusal, refusalOf, synthesise } from "../support/synthesise";
import { group } from "./define-group";

const GUID = "0b4f7a1e-93c2-4d58-8e6a-1f2d3c4b5a69";
const refused = (props: Partial<ActionGroupProps>) => refusalOf((stack) => group(stack, props));
const accepted = (props: Partial<ActionGroupProps>) =>
  synthesise((stack) => group(stack, props)).only("azurerm_monitor_action_group");

test("an action group that tells nobody", () => {
  expect(refused({ receivers: [] })).toBe(
    "[test/Oncall] receivers must have one at least, got none: an action group without receivers tells nobody",
  );
});

test("everything at once", () => {
  expect(refused({ name: "a/b", shortName: "thirteen char", receivers: [Receiver.email("ops")] })).toBe(
    [
      "[test/Oncall] 3 problems:",
      '  - name must be 1 to 260 characters, none of :<>+/&%\\?, not ending in a blank or a dot, got "a/b"',
      '  - shortName must be 1 to 12 characters, got "thirteen char"',
      '  - receivers[0].address must be an e-mail address such as "ops@contoso.com", got "ops"',
    ].join("\n"),
  );
});

test.each([
  ["a", true],
  ["a".repeat(260), true],
  ["ag oncall (night)", true],
  ["", false],
  ["a".repeat(261), false],
  ["ag.", false],
  ["ag ", false],
  ["a\tb", false],
])("the name %j is one: %j", (name, fits) => {
  if (fits) expect(accepted({ name }).name).toBe(name);
  else expect(refused({ name })).toContain("name must be 1 to 260 characters");
});

test.each([
  ["a", true],
  ["a".repeat(12), true],
  ["", false],
  ["a".repeat(13), false],
])("the short name %j is one: %j", (shortName, fits) => {
  if (fits) expect(accepted({ shortName }).short_name).toBe(shortName);
  else expect(refused({ shortName })).toContain("shortName must be 1 to 12 characters");
});

test("a second action group of the name in the group", () => {
  const message = refusalOf((stack) => {
    const { resource } = group(stack);
    new ActionGroup(stack, "Second", {
      name: "ag-oncall",
      shortName: "second",
      resourceGroup: { name: resource.resourceGroupName },
      receivers: [Receiver.email("ops@contoso.com")],
    });
    new ActionGroup(stack, "Third", {
      name: "AG-Oncall",
      shortName: "third",
      resourceGroup: { name: resource.resourceGroupName },
      receivers: [Receiver.email("ops@contoso.com")],
    });
  });

  expect(message).toBe(
    '[test/Third] name "AG-Oncall" is the name of test/Second in the same resource group: choose another name',
  );
});

describe("names of receivers", () => {
  test("the same receiver twice", () => {
    expect(
      refused({ receivers: [Receiver.email("ops@contoso.com"), Receiver.email("ops@contoso.com")] }),
    ).toBe(
      '[test/Oncall] receivers must have different names, got "email-ops-at-contoso-com" twice: remove the repeat, or give one of them a name',
    );
  });

  test("one name for receivers of two kinds, in whatever letter case", () => {
    expect(
      refused({
        receivers: [
          Receiver.email("ops@contoso.com", { name: "Duty" }),
          Receiver.push("ops@contoso.com", { name: "duty" }),
        ],
      }),
    ).toBe(
      '[test/Oncall] receivers must have different names, got "duty" twice: remove the repeat, or give one of them a name',
    );
  });

  test("no name at all", () => {
    expect(refused({ receivers: [Receiver.email("ops@contoso.com", { name: " " })] })).toBe(
      "[test/Oncall] receivers must not have an empty name: remove it, or say one",
    );
  });
});

describe("how many", () => {
  const many = <T>(count: number, one: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => one(index));
  const emails = (count: number) => many(count, (i) => Receiver.email(`ops${i}@contoso.com`));
  const hooks = (count: number, entra?: { objectId: string }) =>
    many(count, (i) =>
      Receiver.webhook({ uri: `https://alerts.contoso.com/${entra ? "secure" : "open"}/${i}`, entra }),
    );

  test("1000 e-mail receivers", () => {
    expect(accepted({ receivers: emails(1000) }).email_receiver).toHaveLength(1000);
    expect(refused({ receivers: emails(1001) })).toBe(
      "[test/Oncall] receivers must have 1000 e-mail receivers at most, got 1001: Azure takes no more in one action group; define another one",
    );
  });

  test("10 webhooks, and 10 with Entra ID authentication beside them", () => {
    expect(
      accepted({ receivers: [...hooks(10), ...hooks(10, { objectId: GUID })] }).webhook_receiver,
    ).toHaveLength(20);
    expect(refused({ receivers: hooks(11) })).toBe(
      "[test/Oncall] receivers must have 10 webhooks at most, got 11: Azure takes no more in one action group; define another one",
    );
    expect(refused({ receivers: hooks(11, { objectId: GUID }) })).toBe(
      "[test/Oncall] receivers must have 10 webhooks with Entra ID authentication at most, got 11: Azure takes no more in one action group; define another one",
    );
  });

  test.each([
    [
      "SMS receivers",
      "sms_receiver",
      (i: number) => Receiver.sms({ countryCode: "61", phoneNumber: `41234567${i}` }),
    ],
    [
      "voice receivers",
      "voice_receiver",
      (i: number) => Receiver.voice({ countryCode: "61", phoneNumber: `41234567${i}` }),
    ],
    ["push receivers", "azure_app_push_receiver", (i: number) => Receiver.push(`duty${i}@contoso.com`)],
    [
      "event hubs",
      "event_hub_receiver",
      (i: number) => Receiver.eventHub({ namespace: "evhns-contoso", eventHub: `alerts${i}` }),
    ],
    ["roles", "arm_role_receiver", (i: number) => Receiver.role("Owner", { name: `owner${i}` })],
  ])("10 %s", (words, block, receiver) => {
    expect(accepted({ receivers: many(10, receiver) })[block]).toHaveLength(10);
    expect(refused({ receivers: many(11, receiver) })).toBe(
      `[test/Oncall] receivers must have 10 ${words} at most, got 11: Azure takes no more in one action group; define another one`,
    );
  });
});

test("somebody else's action group that is none", () => {
  expect(refusal(() => ActionGroup.fromActionGroupId("/subscriptions/x"))).toBe(
    '[ActionGroup.fromActionGroupId] actionGroupId must be the ARM id of an action group, got "/subscriptions/x"',
  );
});
