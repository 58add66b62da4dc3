import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { checkEmail } from "../core/email";
import { addFinding } from "../core/findings";
import { GUID } from "../core/guid";
import { type Problems, quoted } from "../core/problems";
import { isRegion } from "../core/regions";
import { AUTOMATION_ACCOUNT_TYPE, FUNCTION_APP_TYPE, LOGIC_APP_TYPE, partsOf } from "../core/resource-id";
import type { EventHub, Itsm, Phone, Receiver, Runbook, Webhook } from "./receiver";
import { checkRole } from "./receiver-roles";
import { checkUrl } from "./receiver-urls";

type Kind = Receiver["kind"];
type Of<K extends Kind> = Extract<Receiver, { readonly kind: K }>;

interface Place {
  readonly scope: IConstruct;
  readonly problems: Problems;
  /** What the user typed: "receivers[2]". */
  readonly at: string;
}

type Check<K extends Kind> = (place: Place, receiver: Of<K>) => void;

const checkAddress = ({ problems, at }: Place, { address }: { readonly address: string }) =>
  checkEmail(problems, `${at}.address`, address);

const CHECKS: { readonly [K in Kind]: Check<K> } = {
  email: checkAddress,
  push: checkAddress,
  sms: checkPhone,
  voice: checkPhone,
  webhook: checkWebhook,
  logicApp: ({ problems, at }, { workflow, callbackUrl }) => {
    checkIdOf(problems, `${at}.workflow`, workflow.id, LOGIC_APP_TYPE, "a Logic App workflow");
    checkUrl(problems, `${at}.callbackUrl`, callbackUrl);
  },
  runbook: checkRunbook,
  function: ({ problems, at }, { functionApp, functionName, triggerUrl }) => {
    checkIdOf(problems, `${at}.functionApp`, functionApp.id, FUNCTION_APP_TYPE, "a function app");
    problems.matches(`${at}.functionName`, functionName, /\S/, "a name");
    checkUrl(problems, `${at}.triggerUrl`, triggerUrl);
  },
  eventHub: checkEventHub,
  itsm: checkItsm,
  role: ({ scope, problems, at }, { role }) => checkRole(scope, problems, `${at}.role`, role),
};

/** Refuses a receiver that Azure refuses, or that nobody would hear of. */
export function checkReceiver<K extends Kind>(place: Place, receiver: Of<K> & { readonly kind: K }): void {
  CHECKS[receiver.kind](place, receiver);
}

/** Where Azure sends text messages, or calls (Microsoft Learn, "Action groups"). */
const COUNTRIES =
  "1 7 27 31 32 33 34 39 40 41 43 44 45 46 47 49 52 55 56 60 61 64 65 81 82 86 91 351 352 353 358 372 420 852 886 971 972".split(
    " ",
  );

function checkPhone({ scope, problems, at }: Place, { countryCode, phoneNumber }: Phone): void {
  problems.matches(
    `${at}.countryCode`,
    countryCode,
    /^[1-9]\d{0,3}$/,
    '1 to 4 digits without "+", such as "61"',
  );
  problems.matches(
    `${at}.phoneNumber`,
    phoneNumber,
    /^\d{4,14}$/,
    "4 to 14 digits without the country code, blanks and hyphens",
  );
  if (Token.isUnresolved(countryCode) || COUNTRIES.includes(countryCode) || !/^\d+$/.test(countryCode))
    return;
  addFinding(scope, {
    kind: "warning",
    subject: scope.node.path,
    reason: `Azure is not known to reach telephones of the country code ${countryCode}`,
    remedy: "use a webhook of a telephone service, or test the action group in the portal",
  });
}

function checkWebhook({ problems, at }: Place, { uri, entra }: Webhook): void {
  checkUrl(problems, `${at}.uri`, uri);
  if (!entra) return;
  const { objectId, identifierUri, tenantId } = entra;
  problems.matches(`${at}.entra.objectId`, objectId, GUID, "the application's object id (a GUID)");
  if (identifierUri !== undefined)
    problems.matches(
      `${at}.entra.identifierUri`,
      identifierUri,
      /^(api|https):\/\/\S+$/,
      "api://… or https://…",
    );
  if (tenantId !== undefined) problems.matches(`${at}.entra.tenantId`, tenantId, GUID, "a tenant's GUID");
}

function checkRunbook({ problems, at }: Place, receiver: Runbook): void {
  const { account, runbookName, webhook } = receiver;
  checkIdOf(problems, `${at}.account`, account.accountId, AUTOMATION_ACCOUNT_TYPE, "an automation account");
  problems.when(
    account.localAuthentication === false,
    `${at}.account must have localAuthentication: true, since webhooks start no runbook otherwise: add it to the account`,
  );
  problems.matches(`${at}.runbookName`, runbookName, /\S/, "a name");
  problems.matches(
    `${at}.webhook.id`,
    webhook.id,
    /\/automationAccounts\/[^/]+\/webhooks\/[^/]+$/i,
    "the ARM id of a webhook of an automation account",
  );
  checkUrl(problems, `${at}.webhook.uri`, webhook.uri);
}

function checkEventHub({ problems, at }: Place, receiver: EventHub): void {
  const { namespace, eventHub, subscriptionId, tenantId } = receiver;
  problems.matches(
    `${at}.namespace`,
    namespace,
    /^[A-Za-z][A-Za-z0-9-]{4,48}[A-Za-z0-9]$/,
    "the name of a namespace: 6 to 50 letters, digits and hyphens, from a letter",
  );
  problems.matches(
    `${at}.eventHub`,
    eventHub,
    /^[A-Za-z0-9]([A-Za-z0-9._-]{0,254}[A-Za-z0-9])?$/,
    "the name of an event hub: 1 to 256 letters, digits, periods, hyphens and underscores",
  );
  if (subscriptionId !== undefined)
    problems.matches(`${at}.subscriptionId`, subscriptionId, GUID, "a subscription's GUID");
  if (tenantId !== undefined) problems.matches(`${at}.tenantId`, tenantId, GUID, "a tenant's GUID");
}

function checkItsm({ problems, at }: Place, receiver: Itsm): void {
  const { subscriptionId, workspaceId, connectionId, region, ticket } = receiver;
  problems.matches(`${at}.subscriptionId`, subscriptionId, GUID, "a subscription's GUID");
  problems.matches(`${at}.workspaceId`, workspaceId, GUID, "the workspace's own id (a GUID)");
  problems.matches(`${at}.connectionId`, connectionId, GUID, "the connection's id (a GUID)");
  problems.when(
    !Token.isUnresolved(region) && !isRegion(region),
    `${at}.region must be an Azure region, got ${quoted(region)}`,
  );
  if (Token.isUnresolved(ticket)) return;
  for (const member of ["PayloadRevision", "WorkItemType"])
    problems.when(
      ticket[member] === undefined,
      `${at}.ticket must have ${member}: Azure makes no ticket without it`,
    );
}

function checkIdOf(problems: Problems, name: string, id: string, type: string, words: string): void {
  if (Token.isUnresolved(id) || partsOf(id, type)) return;
  problems.add(`${name} must be ${words} by its ARM id, got ${quoted(id)}`);
}
