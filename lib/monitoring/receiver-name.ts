import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { fingerprint } from "../core/fingerprint";
import { resolvedText } from "../core/resolved";
import type { Receiver } from "./receiver";
import { roleName } from "./receiver-roles";
import { placeOf } from "./receiver-urls";

const MAX_READABLE = 60;

/** The name of a receiver: given, or of its kind and what it tells, so that no receiver renames another. */
export function receiverName(scope: IConstruct, receiver: Receiver): string {
  if (receiver.name !== undefined) return receiver.name;
  const target = targetOf(scope, receiver);
  const readable = target.replaceAll("@", "-at-").replace(/[^A-Za-z0-9]+/g, "-");
  const name = `${WORDS[receiver.kind]}-${readable.replace(/^-|-$/g, "")}`;
  const isWhole = /^[A-Za-z0-9.@/ -]*$/.test(target) && name.length <= MAX_READABLE;
  return isWhole ? name : `${name.slice(0, MAX_READABLE)}-${fingerprint(target, 4)}`;
}

const WORDS: Readonly<Record<Receiver["kind"], string>> = {
  email: "email",
  sms: "sms",
  voice: "voice",
  push: "push",
  webhook: "webhook",
  logicApp: "logic-app",
  runbook: "runbook",
  function: "function",
  eventHub: "event-hub",
  itsm: "itsm",
  role: "role",
};

function targetOf(scope: IConstruct, receiver: Receiver): string {
  switch (receiver.kind) {
    case "email":
    case "push":
      return text(scope, receiver.address);
    case "sms":
    case "voice":
      return `${text(scope, receiver.countryCode)} ${text(scope, receiver.phoneNumber)}`;
    case "webhook":
      return Token.isUnresolved(receiver.uri) ? text(scope, receiver.uri) : placeOf(receiver.uri);
    case "logicApp":
      return lastSegment(text(scope, receiver.workflow.id));
    case "runbook":
      return text(scope, receiver.runbookName);
    case "function":
      return `${lastSegment(text(scope, receiver.functionApp.id))} ${text(scope, receiver.functionName)}`;
    case "eventHub":
      return `${text(scope, receiver.namespace)} ${text(scope, receiver.eventHub)}`;
    case "itsm":
      return text(scope, receiver.connectionId);
    case "role":
      return roleName(text(scope, receiver.role));
  }
}

/** What only Terraform knows, in its words: "azurerm_logic_app_workflow.Tickets.id". */
function text(scope: IConstruct, value: string): string {
  return resolvedText(scope, value).replace(/^\$\{(.*)\}$/, "$1");
}

function lastSegment(id: string): string {
  return id.split("/").at(-1) ?? id;
}
