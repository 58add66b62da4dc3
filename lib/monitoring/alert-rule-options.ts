import { Token } from "cdktf";
import type { Construct } from "constructs";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { resolvedText } from "../core/resolved";
import { subscriptionOf } from "../core/subscription-of";
import { checkTags, type ResourceTags, tagMap } from "../core/tags";
import { takeName } from "../core/taken-names";
import { registerProviders } from "../provider/register-providers";
import { type AlertFilters, checkFilters, conditionBlock } from "./alert-filters";
import { type AlertSchedule, checkAlertSchedule, scheduleBlock } from "./alert-schedule";

/** What alert processing rules of both kinds have. */
export interface AlertRuleOptions {
  /** 1 to 260 letters, digits, "_" and "-", unique in the resource group. */
  readonly name: string;
  readonly resourceGroup: IResourceGroup;
  /** Which alerts of the scopes. @default - all */
  readonly filters?: AlertFilters;
  /** Up to 2048 characters. @default - none */
  readonly description?: string;
  /** @default true */
  readonly enabled?: boolean;
  /** @default - no tags */
  readonly tags?: ResourceTags;
}

interface CommonProps extends AlertRuleOptions {
  readonly scopes: readonly string[];
  readonly schedule?: AlertSchedule;
}

const MAX_DESCRIPTION = 2048;

/** Refuses what Azure refuses of both kinds; the caller adds its own and throws. */
export function alertRuleProblems(scope: Construct, props: CommonProps): Problems {
  const problems = new Problems(scope);
  const { pattern, allowed } = NAME_RULES.alertProcessingRule;
  problems.matches("name", props.name, pattern, allowed);
  checkScopes(problems, scope, props.scopes);
  checkFilters(problems, props.filters);
  checkAlertSchedule(problems, props.schedule);
  const length = props.description?.length ?? 0;
  problems.when(
    length > MAX_DESCRIPTION,
    `description must have ${MAX_DESCRIPTION} characters at most, got ${length}`,
  );
  checkTags(problems, props.tags);
  return problems;
}

const SCOPE =
  /^\/subscriptions\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\/resourceGroups\/[^/]+(\/providers\/([^/]+\/){2,}[^/]+)?)?$/i;

function checkScopes(problems: Problems, scope: Construct, scopes: readonly string[]): void {
  problems.when(scopes.length === 0, "scopes must have one at least, got none: no alert would be meant");
  const own = subscriptionOf(scope);
  for (const [index, id] of scopes.entries()) {
    if (Token.isUnresolved(id)) continue;
    const subscription = SCOPE.exec(id)?.[1]?.toLowerCase();
    if (subscription === undefined)
      problems.add(
        `scopes[${index}] must be the ARM id of a subscription, a resource group or a resource, got ${quoted(id)}`,
      );
    else
      problems.when(
        own !== undefined && subscription !== own,
        `scopes[${index}] must be in the rule's own subscription ${own}, got ${quoted(id)}: define a rule in each subscription`,
      );
  }
  const keys = scopes.map((id) => resolvedText(scope, id).toLowerCase());
  problems.when(
    new Set(keys).size < keys.length,
    "scopes must be different, got one of them twice: remove the repeat",
  );
}

/** What azurerm takes for both kinds; their namespace is not one that azurerm registers by itself. */
export function alertRuleConfig(scope: Construct, props: CommonProps) {
  takeName(scope, "Microsoft.AlertsManagement/actionRules", props.name, props.resourceGroup.name);
  registerProviders(scope, ["Microsoft.AlertsManagement"]);
  return {
    name: props.name,
    resourceGroupName: props.resourceGroup.name,
    scopes: [...props.scopes],
    condition: conditionBlock(props.filters),
    schedule: scheduleBlock(props.schedule),
    description: props.description,
    enabled: props.enabled ?? true,
    tags: tagMap(props.tags),
  };
}
