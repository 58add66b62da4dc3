import { TerraformVariable } from "cdktf";
import {
  ActionGroup,
  type ActionGroupProps,
  type IActionGroup,
  Receiver,
  type ResilienceStack,
} from "../../lib";
import { resourceGroup, SUBSCRIPTION } from "../support/synthesise";

export const oncallId = (name = "ag-oncall") =>
  `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-ops/providers/Microsoft.Insights/actionGroups/${name}`;

/** An action group that exists already. */
export const oncall: IActionGroup = { actionGroupId: oncallId() };

/** An action group that sends one e-mail; say only what matters. */
export function group(stack: ResilienceStack, props: Partial<ActionGroupProps> = {}): ActionGroup {
  return new ActionGroup(stack, "Oncall", {
    name: "ag-oncall",
    shortName: "oncall",
    resourceGroup: resourceGroup(stack),
    receivers: [Receiver.email("ops@contoso.com")],
    ...props,
  });
}

/** A URL with a secret in it, as a program should have it. */
export function secretUrl(stack: ResilienceStack, id = "HookUrl"): string {
  return new TerraformVariable(stack, id, { type: "string", sensitive: true }).stringValue;
}
