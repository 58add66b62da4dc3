import type { IConstruct } from "constructs";
import { type Problems, quoted } from "../core/problems";
import type { Receiver } from "./receiver";
import { receiverName } from "./receiver-name";
import { checkReceiver } from "./receiver-rules";

/** How many of a kind a group takes (Microsoft Learn, "Azure Monitor service limits"); of functions it says nothing. */
const LIMITS: Readonly<Record<string, readonly [max: number, words: string]>> = {
  email: [1000, "e-mail receivers"],
  sms: [10, "SMS receivers"],
  voice: [10, "voice receivers"],
  push: [10, "push receivers"],
  webhook: [10, "webhooks"],
  secureWebhook: [10, "webhooks with Entra ID authentication"],
  logicApp: [10, "Logic Apps"],
  runbook: [10, "runbooks"],
  eventHub: [10, "event hubs"],
  itsm: [10, "ITSM receivers"],
  role: [10, "roles"],
};

/** Refuses receivers that Azure refuses, and those that nobody would hear of. */
export function checkReceivers(
  scope: IConstruct,
  problems: Problems,
  receivers: readonly Receiver[],
  prop = "receivers",
): void {
  problems.when(
    receivers.length === 0,
    `${prop} must have one at least, got none: an action group without receivers tells nobody`,
  );
  for (const [index, receiver] of receivers.entries())
    checkReceiver({ scope, problems, at: `${prop}[${index}]` }, receiver);
  checkLimits(problems, prop, receivers);
  checkNames(scope, problems, prop, receivers);
}

function checkLimits(problems: Problems, prop: string, receivers: readonly Receiver[]): void {
  for (const [kind, [max, words]] of Object.entries(LIMITS)) {
    const count = receivers.filter((receiver) => kindOf(receiver) === kind).length;
    problems.when(
      count > max,
      `${prop} must have ${max} ${words} at most, got ${count}: Azure takes no more in one action group; define another one`,
    );
  }
}

function kindOf(receiver: Receiver): string {
  return receiver.kind === "webhook" && receiver.entra ? "secureWebhook" : receiver.kind;
}

function checkNames(
  scope: IConstruct,
  problems: Problems,
  prop: string,
  receivers: readonly Receiver[],
): void {
  const names = receivers.map((receiver) => receiverName(scope, receiver).toLowerCase());
  for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index)))
    problems.add(
      `${prop} must have different names, got ${quoted(name)} twice: remove the repeat, or give one of them a name`,
    );
  problems.when(
    receivers.some(({ name }) => name?.trim() === ""),
    `${prop} must not have an empty name: remove it, or say one`,
  );
}
