import type { MonitorActionGroupConfig } from "@cdktf/provider-azurerm/lib/monitor-action-group";
import type { IConstruct } from "constructs";
import { normalizeRegion } from "../core/regions";
import {
  AUTOMATION_ACCOUNT_TYPE,
  canonicalSegments,
  FUNCTION_APP_TYPE,
  LOGIC_APP_TYPE,
} from "../core/resource-id";
import type { Receiver } from "./receiver";
import { receiverName } from "./receiver-name";
import { roleGuid } from "./receiver-roles";

type Kind = Receiver["kind"];
type Of<K extends Kind> = Extract<Receiver, { readonly kind: K }>;

/** The receivers as azurerm takes them: a block for each, by kind, in the order given. */
export function receiverBlocks(
  scope: IConstruct,
  receivers: readonly Receiver[],
): Partial<MonitorActionGroupConfig> {
  const name = (receiver: Receiver) => ({ name: receiverName(scope, receiver) });
  const schema = ({ commonAlertSchema = true }: { readonly commonAlertSchema?: boolean }) => ({
    useCommonAlertSchema: commonAlertSchema,
  });
  const all = <K extends Kind, B>(kind: K, block: (receiver: Of<K>) => B): B[] | undefined => {
    const found = receivers.filter((receiver): receiver is Of<K> => receiver.kind === kind);
    return found.length > 0 ? found.map(block) : undefined;
  };
  const phone = ({ countryCode, phoneNumber }: Of<"sms">) => ({ countryCode, phoneNumber });
  return {
    emailReceiver: all("email", (r) => ({ ...name(r), emailAddress: r.address, ...schema(r) })),
    smsReceiver: all("sms", (r) => ({ ...name(r), ...phone(r) })),
    voiceReceiver: all("voice", (r) => ({ ...name(r), ...phone(r) })),
    azureAppPushReceiver: all("push", (r) => ({ ...name(r), emailAddress: r.address })),
    webhookReceiver: all("webhook", (r) => ({
      ...name(r),
      serviceUri: r.uri,
      aadAuth: r.entra,
      ...schema(r),
    })),
    logicAppReceiver: all("logicApp", (r) => ({
      ...name(r),
      resourceId: canonicalSegments(r.workflow.id, LOGIC_APP_TYPE),
      callbackUrl: r.callbackUrl,
      ...schema(r),
    })),
    automationRunbookReceiver: all("runbook", (r) => ({
      ...name(r),
      automationAccountId: canonicalSegments(r.account.accountId, AUTOMATION_ACCOUNT_TYPE),
      runbookName: r.runbookName,
      webhookResourceId: r.webhook.id,
      serviceUri: r.webhook.uri,
      isGlobalRunbook: r.global ?? false,
      ...schema(r),
    })),
    azureFunctionReceiver: all("function", (r) => ({
      ...name(r),
      functionAppResourceId: canonicalSegments(r.functionApp.id, FUNCTION_APP_TYPE),
      functionName: r.functionName,
      httpTriggerUrl: r.triggerUrl,
      ...schema(r),
    })),
    eventHubReceiver: all("eventHub", (r) => ({
      ...name(r),
      eventHubNamespace: r.namespace,
      eventHubName: r.eventHub,
      subscriptionId: r.subscriptionId,
      tenantId: r.tenantId,
      ...schema(r),
    })),
    itsmReceiver: all("itsm", (r) => ({
      ...name(r),
      workspaceId: `${r.subscriptionId}|${r.workspaceId}`,
      connectionId: r.connectionId,
      ticketConfiguration: JSON.stringify(r.ticket),
      region: normalizeRegion(r.region),
    })),
    armRoleReceiver: all("role", (r) => ({ ...name(r), roleId: roleGuid(r.role), ...schema(r) })),
  };
}
