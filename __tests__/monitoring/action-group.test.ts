import { App } from "cdktf";
import { ActionGroup, AutomationAccount, Receiver, ResilienceStack } from "../../lib";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";
import { group, secretUrl } from "./define-group";

const TYPE = "azurerm_monitor_action_group";
const GUID = "0b4f7a1e-93c2-4d58-8e6a-1f2d3c4b5a69";
const inGroup = (type: string, name: string) =>
  `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/${type}/${name}`;

test("an action group is global, enabled, and speaks the common alert schema unless told otherwise", () => {
  const s = synthesise((stack) =>
    group(stack, {
      receivers: [
        Receiver.email("ops@contoso.com"),
        Receiver.email("old@contoso.com", { commonAlertSchema: false, name: "old tool" }),
      ],
      tags: { Application: "Backup" },
    }),
  );

  expect(s.only(TYPE)).toEqual({
    name: "ag-oncall",
    short_name: "oncall",
    resource_group_name: "${azurerm_resource_group.Group.name}",
    location: "global",
    enabled: true,
    tags: { Application: "Backup" },
    email_receiver: [
      {
        name: "email-ops-at-contoso-com",
        email_address: "ops@contoso.com",
        use_common_alert_schema: true,
      },
      { name: "old tool", email_address: "old@contoso.com", use_common_alert_schema: false },
    ],
  });
});

test("people are told by telephone, the app and their role; azurerm wants the bare GUID of the role", () => {
  const s = synthesise((stack) =>
    group(stack, {
      receivers: [
        Receiver.sms({ countryCode: "61", phoneNumber: "412345678" }),
        Receiver.voice({ countryCode: "61", phoneNumber: "412345678" }),
        Receiver.push("duty@contoso.com"),
        Receiver.role("Monitoring Reader"),
        Receiver.role("8e3af657-a8ff-443c-a75c-2fe8c4bcb635"),
      ],
    }),
  );
  const phone = { country_code: "61", phone_number: "412345678" };

  expect(s.only(TYPE)).toMatchObject({
    sms_receiver: [{ name: "sms-61-412345678", ...phone }],
    voice_receiver: [{ name: "voice-61-412345678", ...phone }],
    azure_app_push_receiver: [{ name: "push-duty-at-contoso-com", email_address: "duty@contoso.com" }],
    arm_role_receiver: [
      {
        name: "role-Monitoring-Reader",
        role_id: "43d0d8ad-25c7-4714-9337-8ba259a9fe05",
        use_common_alert_schema: true,
      },
      {
        name: "role-Owner",
        role_id: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
        use_common_alert_schema: true,
      },
    ],
  });
  expect(s.findings).toEqual([]);
});

test("a webhook is open, or protected by Entra ID", () => {
  const s = synthesise((stack) =>
    group(stack, {
      receivers: [
        Receiver.webhook({ uri: "https://alerts.contoso.com/oncall" }),
        Receiver.webhook({
          uri: "https://alerts.contoso.com/secure",
          entra: { objectId: GUID, identifierUri: "api://alerts" },
        }),
      ],
    }),
  );

  expect(s.only(TYPE).webhook_receiver).toEqual([
    {
      name: "webhook-alerts-contoso-com-oncall",
      service_uri: "https://alerts.contoso.com/oncall",
      use_common_alert_schema: true,
    },
    {
      name: "webhook-alerts-contoso-com-secure",
      service_uri: "https://alerts.contoso.com/secure",
      use_common_alert_schema: true,
      aad_auth: { object_id: GUID, identifier_uri: "api://alerts" },
    },
  ]);
});

test("what an alert starts: ids in azurerm's letter case, secrets from variables", () => {
  const s = synthesise((stack) => {
    const url = secretUrl(stack);
    const account = new AutomationAccount(stack, "Automation", {
      name: "aa-contoso",
      resourceGroup: { name: "rg-app" },
      region: "australiaeast",
      localAuthentication: true,
    });
    return group(stack, {
      receivers: [
        Receiver.logicApp({
          workflow: { id: inGroup("microsoft.logic/WORKFLOWS", "tickets") },
          callbackUrl: url,
        }),
        Receiver.runbook({
          account,
          runbookName: "rb-isolate",
          webhook: { id: `${account.accountId}/webhooks/isolate`, uri: url },
        }),
        Receiver.azureFunction({
          functionApp: { id: inGroup("microsoft.web/sites", "func-alerts") },
          functionName: "tell",
          triggerUrl: url,
        }),
      ],
    });
  });

  expect(s.only(TYPE)).toMatchObject({
    logic_app_receiver: [
      {
        name: "logic-app-tickets",
        resource_id: inGroup("Microsoft.Logic/workflows", "tickets"),
        callback_url: "${var.HookUrl}",
        use_common_alert_schema: true,
      },
    ],
    automation_runbook_receiver: [
      {
        name: "runbook-rb-isolate",
        automation_account_id: "${azurerm_automation_account.Automation.id}",
        runbook_name: "rb-isolate",
        webhook_resource_id: "${azurerm_automation_account.Automation.id}/webhooks/isolate",
        service_uri: "${var.HookUrl}",
        is_global_runbook: false,
        use_common_alert_schema: true,
      },
    ],
    azure_function_receiver: [
      {
        name: "function-func-alerts-tell",
        function_app_resource_id: inGroup("Microsoft.Web/sites", "func-alerts"),
        function_name: "tell",
        http_trigger_url: "${var.HookUrl}",
        use_common_alert_schema: true,
      },
    ],
  });
});

test("an event hub of another subscription, and a ticket with what Azure wants to know", () => {
  const s = synthesise((stack) =>
    group(stack, {
      receivers: [
        Receiver.eventHub({ namespace: "evhns-contoso", eventHub: "alerts", subscriptionId: GUID }),
        Receiver.itsm({
          subscriptionId: SUBSCRIPTION,
          workspaceId: GUID,
          connectionId: GUID,
          region: "Australia East",
          ticket: { PayloadRevision: 0, WorkItemType: "Incident" },
          name: "tickets",
        }),
      ],
    }),
  );

  expect(s.only(TYPE)).toMatchObject({
    event_hub_receiver: [
      {
        name: "event-hub-evhns-contoso-alerts",
        event_hub_namespace: "evhns-contoso",
        event_hub_name: "alerts",
        subscription_id: GUID,
        use_common_alert_schema: true,
      },
    ],
    itsm_receiver: [
      {
        name: "tickets",
        workspace_id: `${SUBSCRIPTION}|${GUID}`,
        connection_id: GUID,
        region: "australiaeast",
        ticket_configuration: '{"PayloadRevision":0,"WorkItemType":"Incident"}',
      },
    ],
  });
});

test("a name is of the receiver alone, so that a further receiver renames none", () => {
  const names = (...receivers: Receiver[]) => {
    const found = synthesise((stack) => group(stack, { receivers })).only(TYPE).email_receiver;
    return (found as { name: string }[]).map(({ name }) => name);
  };
  const [a, b] = [Receiver.email("a@contoso.com"), Receiver.email("b+night@contoso.com")];

  expect(names(b)).toEqual(["email-b-night-at-contoso-com-ec2d"]);
  expect(names(a, b)).toEqual(["email-a-at-contoso-com", ...names(b)]);
});

test("what only Terraform knows is named after where it comes from", () => {
  const s = synthesise((stack) =>
    group(stack, { receivers: [Receiver.webhook({ uri: secretUrl(stack, "PagerUrl") })] }),
  );

  expect(s.only(TYPE).webhook_receiver).toMatchObject([{ name: "webhook-var-PagerUrl" }]);
});

test("the namespace of action groups is registered in Azure's own spelling, which azurerm compares letter by letter", () => {
  const { provider } = synthesise((stack) => group(stack)).json as {
    provider: { azurerm: { resource_providers_to_register: string[] }[] };
  };

  expect(provider.azurerm[0]?.resource_providers_to_register).toContain("microsoft.insights");
});

test("messages stay in a region where they have to", () => {
  const s = synthesise((stack) => group(stack, { region: "swedencentral" }));

  expect(s.only(TYPE).location).toBe("swedencentral");
});

test("an action group of somebody else's is spelled as azurerm wants it, and told from others without instanceof", () => {
  const id = `/subscriptions/${SUBSCRIPTION.toUpperCase()}/resourcegroups/rg-ops/providers/microsoft.insights/actiongroups/ag`;
  const stack = new ResilienceStack(new App(), "s", { subscriptionId: SUBSCRIPTION });
  const imported = ActionGroup.fromActionGroupId(id);

  expect(imported).toEqual({
    actionGroupId: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-ops/providers/Microsoft.Insights/actionGroups/ag`,
  });
  expect([ActionGroup.isActionGroup(group(stack)), ActionGroup.isActionGroup(imported)]).toEqual([
    true,
    false,
  ]);
});

describe("worth a look", () => {
  const reasons = (...receivers: Receiver[]) =>
    synthesise((stack) => group(stack, { receivers })).findings.map(({ reason }) => reason);

  test("a role that Azure is not known to send e-mails to", () => {
    expect(reasons(Receiver.role(GUID))).toEqual([
      `the role ${GUID} is not one that Azure is known to send e-mails to`,
    ]);
  });

  test("a country whose telephones Azure is not known to reach", () => {
    expect(reasons(Receiver.sms({ countryCode: "354", phoneNumber: "4123456" }))).toEqual([
      "Azure is not known to reach telephones of the country code 354",
    ]);
  });

  test("an action group that is not enabled", () => {
    const s = synthesise((stack) => group(stack, { enabled: false }));

    expect(s.only(TYPE).enabled).toBe(false);
    expect(s.findings.map(({ reason }) => reason)).toEqual([
      "the action group is not enabled, and tells nobody",
    ]);
  });
});
