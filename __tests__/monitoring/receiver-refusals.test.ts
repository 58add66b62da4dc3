import { type ActionGroupProps, AutomationAccount, Receiver } from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { group, secretUrl } from "./define-group";

const refused = (props: Partial<ActionGroupProps>) => refusalOf((stack) => group(stack, props));
const refusedReceiver = (receiver: Receiver) =>
  refused({ receivers: [receiver] }).replace("[test/Oncall] receivers[0].", "");
const accepted = (props: Partial<ActionGroupProps>) =>
  synthesise((stack) => group(stack, props)).only("azurerm_monitor_action_group");

describe("addresses and telephones", () => {
  test.each(["ops", "ops@contoso", "ops@@contoso.com", "a,b@contoso.com", ""])(
    "no address: %j",
    (address) => {
      expect(refusedReceiver(Receiver.push(address))).toBe(
        `address must be an e-mail address such as "ops@contoso.com", got ${JSON.stringify(address)}`,
      );
    },
  );

  test("64 characters", () => {
    const address = (length: number) => `${"a".repeat(length - "@contoso.com".length)}@contoso.com`;

    expect(
      accepted({ receivers: [Receiver.email(address(64), { name: "ops" })] }).email_receiver,
    ).toMatchObject([{ email_address: address(64) }]);
    expect(refusedReceiver(Receiver.email(address(65)))).toBe(
      "address must have 64 characters at most, got 65: Azure sends no e-mail to longer addresses",
    );
  });

  test.each(["+61", "061", "12345", ""])("the country code %j", (countryCode) => {
    expect(refusedReceiver(Receiver.sms({ countryCode, phoneNumber: "412345678" }))).toBe(
      `countryCode must be 1 to 4 digits without "+", such as "61", got ${JSON.stringify(countryCode)}`,
    );
  });

  test.each([
    ["123", false],
    ["1234", true],
    ["12345678901234", true],
    ["123456789012345", false],
    ["412 345 678", false],
  ])("the number %j is one: %j", (phoneNumber, fits) => {
    const receiver = Receiver.voice({ countryCode: "61", phoneNumber });
    if (fits)
      expect(accepted({ receivers: [receiver] }).voice_receiver).toMatchObject([
        { phone_number: phoneNumber },
      ]);
    else
      expect(refusedReceiver(receiver)).toBe(
        `phoneNumber must be 4 to 14 digits without the country code, blanks and hyphens, got ${JSON.stringify(phoneNumber)}`,
      );
  });
});

describe("secrets", () => {
  const why = (what: string) =>
    `must not hold a secret in the program, got a literal with ${what}: pass the value of a sensitive Terraform variable, new TerraformVariable(stack, "…", { sensitive: true }).stringValue`;

  test.each([
    ["https://prod-1.logic.azure.com/workflows/1/triggers/x?api-version=1&sig=abc", '"sig="'],
    ["https://func.azurewebsites.net/api/tell?code=abc", '"code="'],
    ["https://x.webhook.ae.azure-automation.net/webhooks?token=abc", '"token="'],
    ["https://user:pwd@alerts.contoso.com", "a user and a password"],
    ["https://hooks.slack.com/services/T0/B0/xyz", "the path of a webhook of hooks.slack.com"],
    ["https://contoso.webhook.office.com/webhookb2/x", "the path of a webhook of contoso.webhook.office.com"],
  ])("%s, whose secret is not repeated", (uri, what) => {
    expect(refusedReceiver(Receiver.webhook({ uri }))).toBe(`uri ${why(what)}`);
  });

  test("in URLs of what an alert starts", () => {
    const id = (type: string) => `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/${type}/x`;
    const url = "https://contoso.com/?code=abc";

    expect(
      refusedReceiver(
        Receiver.logicApp({ workflow: { id: id("Microsoft.Logic/workflows") }, callbackUrl: url }),
      ),
    ).toBe(`callbackUrl ${why('"code="')}`);
    expect(
      refusedReceiver(
        Receiver.azureFunction({
          functionApp: { id: id("Microsoft.Web/sites") },
          functionName: "tell",
          triggerUrl: url,
        }),
      ),
    ).toBe(`triggerUrl ${why('"code="')}`);
  });

  test("a parameter that merely ends alike is no secret", () => {
    const uri = "https://alerts.contoso.com/tell?country-code=61&topic=sig";

    expect(accepted({ receivers: [Receiver.webhook({ uri })] }).webhook_receiver).toMatchObject([
      { service_uri: uri },
    ]);
  });

  test.each(["alerts.contoso.com", "ftp://alerts.contoso.com", "https://"])("no URL: %j", (uri) => {
    expect(refusedReceiver(Receiver.webhook({ uri }))).toBe(
      `uri must be an http or https URL, got ${JSON.stringify(uri)}`,
    );
  });
});

test("roles that Azure sends no e-mails to", () => {
  expect(refusedReceiver(Receiver.role("Backup Contributor"))).toBe(
    'role must be "Owner", "Contributor", "Reader", "Monitoring Contributor" or "Monitoring Reader" or a role\'s GUID, got "Backup Contributor": Azure sends e-mails to the members of these roles alone',
  );
});

test("ids of something else, and a webhook's own", () => {
  const vault = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/x`;
  const message = refusalOf((stack) => {
    const url = secretUrl(stack);
    group(stack, {
      receivers: [
        Receiver.logicApp({ workflow: { id: vault }, callbackUrl: url }),
        Receiver.azureFunction({ functionApp: { id: vault }, functionName: "", triggerUrl: url }),
        Receiver.runbook({
          account: { accountId: vault },
          runbookName: "rb",
          webhook: { id: vault, uri: url },
        }),
      ],
    });
  });

  expect(message).toBe(
    [
      "[test/Oncall] 5 problems:",
      `  - receivers[0].workflow must be a Logic App workflow by its ARM id, got "${vault}"`,
      `  - receivers[1].functionApp must be a function app by its ARM id, got "${vault}"`,
      '  - receivers[1].functionName must be a name, got ""',
      `  - receivers[2].account must be an automation account by its ARM id, got "${vault}"`,
      `  - receivers[2].webhook.id must be the ARM id of a webhook of an automation account, got "${vault}"`,
    ].join("\n"),
  );
});

test("a runbook in an account whose webhooks start nothing", () => {
  const message = refusalOf((stack) => {
    const account = new AutomationAccount(stack, "Automation", {
      name: "aa-contoso",
      resourceGroup: { name: "rg" },
      region: "australiaeast",
    });
    const webhook = { id: `${account.accountId}/webhooks/x`, uri: secretUrl(stack) };
    group(stack, { receivers: [Receiver.runbook({ account, runbookName: "rb", webhook })] });
  });

  expect(message).toBe(
    "[test/Oncall] receivers[0].account must have localAuthentication: true, since webhooks start no runbook otherwise: add it to the account",
  );
});

test("event hubs, tickets and applications that Azure can't have", () => {
  const message = refused({
    receivers: [
      Receiver.eventHub({ namespace: "1abcde", eventHub: "-", subscriptionId: "x", tenantId: "y" }),
      Receiver.itsm({
        subscriptionId: "a",
        workspaceId: "b",
        connectionId: "c",
        region: "atlantis",
        ticket: { WorkItemType: "Incident" },
      }),
      Receiver.webhook({
        uri: "https://alerts.contoso.com",
        entra: { objectId: "x", identifierUri: "alerts", tenantId: "y" },
      }),
    ],
  });

  expect(message.split("\n")).toEqual([
    "[test/Oncall] 12 problems:",
    '  - receivers[0].namespace must be the name of a namespace: 6 to 50 letters, digits and hyphens, from a letter, got "1abcde"',
    '  - receivers[0].eventHub must be the name of an event hub: 1 to 256 letters, digits, periods, hyphens and underscores, got "-"',
    '  - receivers[0].subscriptionId must be a subscription\'s GUID, got "x"',
    '  - receivers[0].tenantId must be a tenant\'s GUID, got "y"',
    '  - receivers[1].subscriptionId must be a subscription\'s GUID, got "a"',
    '  - receivers[1].workspaceId must be the workspace\'s own id (a GUID), got "b"',
    '  - receivers[1].connectionId must be the connection\'s id (a GUID), got "c"',
    '  - receivers[1].region must be an Azure region, got "atlantis"',
    "  - receivers[1].ticket must have PayloadRevision: Azure makes no ticket without it",
    '  - receivers[2].entra.objectId must be the application\'s object id (a GUID), got "x"',
    '  - receivers[2].entra.identifierUri must be api://… or https://…, got "alerts"',
    '  - receivers[2].entra.tenantId must be a tenant\'s GUID, got "y"',
  ]);
});
