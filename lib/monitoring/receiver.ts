import type { NotifiedRole } from "./receiver-roles";

interface Named {
  /** Unique in its action group. @default - of the kind and what is told: "email-ops-at-contoso-com" */
  readonly name?: string;
}

interface WithSchema extends Named {
  /** Is the message in the common alert schema, the same for every kind of alert? @default true */
  readonly commonAlertSchema?: boolean;
}

/** Who or what an action group tells; see `Receiver`. */
export type Receiver =
  | EmailReceiver
  | PhoneReceiver
  | PushReceiver
  | WebhookReceiver
  | LogicAppReceiver
  | RunbookReceiver
  | FunctionReceiver
  | EventHubReceiver
  | ItsmReceiver
  | RoleReceiver;

export interface EmailReceiver extends WithSchema {
  readonly kind: "email";
  readonly address: string;
}

/** A telephone, digits alone; Azure reaches those of certain countries. */
export interface Phone extends Named {
  /** Without "+": "61" for Australia. */
  readonly countryCode: string;
  /** Without the country code, 4 to 14 digits. */
  readonly phoneNumber: string;
}

export interface PhoneReceiver extends Phone {
  readonly kind: "sms" | "voice";
}

export interface PushReceiver extends Named {
  readonly kind: "push";
  readonly address: string;
}

/** An address that is called. */
export interface Webhook extends WithSchema {
  /** http or https. What holds a secret comes from a sensitive Terraform variable. */
  readonly uri: string;
  /** How Azure Monitor signs in to it. @default - not at all */
  readonly entra?: EntraAuthentication;
}

/** The Entra ID application that a secure webhook is protected with (azurerm `aad_auth`). */
export interface EntraAuthentication {
  /** The application's object id. */
  readonly objectId: string;
  /** api://… or https://… @default - the application's */
  readonly identifierUri?: string;
  /** @default - the provider's tenant */
  readonly tenantId?: string;
}

export interface WebhookReceiver extends Webhook {
  readonly kind: "webhook";
}

/** A logic app that is called. */
export interface LogicApp extends WithSchema {
  /** A consumption workflow: the provider's `LogicAppWorkflow`, or `{ id }` with its ARM id. */
  readonly workflow: { readonly id: string };
  /** The URL of its HTTP trigger, which holds a signature: `LogicAppTriggerHttpRequest.callbackUrl`, or a sensitive Terraform variable. */
  readonly callbackUrl: string;
}

export interface LogicAppReceiver extends LogicApp {
  readonly kind: "logicApp";
}

/** A runbook that is started. */
export interface Runbook extends WithSchema {
  /** An `AutomationAccount` with `localAuthentication`, since webhooks start nothing in others, or its ARM id. */
  readonly account: { readonly accountId: string; readonly localAuthentication?: boolean };
  readonly runbookName: string;
  /** The provider's `AutomationWebhook`, or its ARM id and its URI, which holds a token. */
  readonly webhook: { readonly id: string; readonly uri: string };
  /** Is it one of Azure's own runbooks? @default false */
  readonly global?: boolean;
}

export interface RunbookReceiver extends Runbook {
  readonly kind: "runbook";
}

/** A function that is called. */
export interface AzureFunction extends WithSchema {
  /** The provider's function app, or `{ id }` with its ARM id. */
  readonly functionApp: { readonly id: string };
  readonly functionName: string;
  /** The URL of its HTTP trigger; with a key in it, a sensitive Terraform variable. */
  readonly triggerUrl: string;
}

export interface FunctionReceiver extends AzureFunction {
  readonly kind: "function";
}

/** An event hub that gets the alert. */
export interface EventHub extends WithSchema {
  readonly namespace: string;
  readonly eventHub: string;
  /** @default - the provider's subscription */
  readonly subscriptionId?: string;
  /** @default - the provider's tenant */
  readonly tenantId?: string;
}

export interface EventHubReceiver extends EventHub {
  readonly kind: "eventHub";
}

/** A tool for tickets that gets the alert. */
export interface Itsm extends Named {
  /** The subscription of the Log Analytics workspace that holds the connection (a GUID). */
  readonly subscriptionId: string;
  /** The workspace's own id (a GUID, not its ARM id). */
  readonly workspaceId: string;
  readonly connectionId: string;
  /** The workspace's region. */
  readonly region: string;
  /** What the ticket says: `PayloadRevision` and `WorkItemType` at least. */
  readonly ticket: Readonly<Record<string, unknown>>;
}

export interface ItsmReceiver extends Itsm {
  readonly kind: "itsm";
}

export interface RoleReceiver extends WithSchema {
  readonly kind: "role";
  readonly role: NotifiedRole | (string & {});
}

/**
 * Names the receivers of action groups (Microsoft Learn, "Action groups").
 *
 * @example
 * Receiver.email("ops@contoso.com")
 * Receiver.sms({ countryCode: "61", phoneNumber: "412345678" })
 * Receiver.webhook({ uri: webhookUri.stringValue, name: "pager" })
 */
export const Receiver = {
  email: (address: string, options: WithSchema = {}): Receiver => ({ kind: "email", address, ...options }),
  sms: (phone: Phone): Receiver => ({ kind: "sms", ...phone }),
  voice: (phone: Phone): Receiver => ({ kind: "voice", ...phone }),
  /** The Azure mobile app of an account, by its e-mail address. */
  push: (address: string, options: Named = {}): Receiver => ({ kind: "push", address, ...options }),
  webhook: (webhook: Webhook): Receiver => ({ kind: "webhook", ...webhook }),
  logicApp: (logicApp: LogicApp): Receiver => ({ kind: "logicApp", ...logicApp }),
  /** A runbook of Azure Automation, by a webhook. */
  runbook: (runbook: Runbook): Receiver => ({ kind: "runbook", ...runbook }),
  azureFunction: (azureFunction: AzureFunction): Receiver => ({ kind: "function", ...azureFunction }),
  eventHub: (eventHub: EventHub): Receiver => ({ kind: "eventHub", ...eventHub }),
  /** A ticket, by an existing IT service management connection. */
  itsm: (itsm: Itsm): Receiver => ({ kind: "itsm", ...itsm }),
  /** The e-mail addresses of the users and groups that hold a role on the subscription itself, by the role's name or GUID. */
  role: (role: NotifiedRole | (string & {}), options: WithSchema = {}): Receiver => ({
    kind: "role",
    role,
    ...options,
  }),
} as const;
