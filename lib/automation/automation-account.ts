import { AutomationAccount as AutomationAccountResource } from "@cdktf/provider-azurerm/lib/automation-account";
import { Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { checkPrincipal, type IPrincipal } from "../access/principal";
import { checkId } from "../core/construct-id";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { normalizeRegion } from "../core/regions";
import { AUTOMATION_ACCOUNT_TYPE, canonicalSegments, partsOf } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";
import { checkTags, type ResourceTags, tagMap } from "../core/tags";
import { takeName } from "../core/taken-names";
import { registerProviders } from "../provider/register-providers";

/** What others need of an automation account: those of the program and those of somebody else's. */
export interface IAutomationAccount extends IConstruct {
  /** ARM id. */
  readonly accountId: string;
  readonly accountName: string;
  readonly resourceGroupName: string;
  /** Normalised region name; undefined where it is not known before the deployment. */
  readonly region?: string;
  /** Subscription GUID; undefined where it is not known before the deployment. */
  readonly subscriptionId?: string;
  /** The system-assigned identity that its runbooks act as; undefined where it is not known. */
  readonly identity?: IPrincipal;
  /** May keys sign in, and webhooks start runbooks? Undefined where it is not known. */
  readonly localAuthentication?: boolean;
}

export interface AutomationAccountProps {
  /** 6 to 50 letters, digits and "-", unique in its region and resource group. */
  readonly name: string;
  readonly resourceGroup: IResourceGroup;
  /** @default - the resource group's region */
  readonly region?: string;

  /**
   * May jobs and hybrid workers sign in by the account's keys as well, and webhooks start runbooks? (azurerm
   * `local_authentication_enabled`)
   * @default false
   */
  readonly localAuthentication?: boolean;

  /** @default - no tags */
  readonly tags?: ResourceTags;
}

/** What the id of an automation account does not say. */
export interface ImportedAutomationAccountFacts {
  /** @default - not known */
  readonly region?: string;
  /** Object id of its system-assigned identity, for roles. @default - not known */
  readonly principalId?: string;
}

/**
 * An Azure Automation account with an identity of its own (`azurerm_automation_account`): Site Recovery updates the
 * Mobility service with one, and drills run in one.
 *
 * @example
 * const automation = new AutomationAccount(stack, "Automation", { name: "aa-contoso-dr", resourceGroup });
 */
export class AutomationAccount extends Construct implements IAutomationAccount {
  /**
   * An automation account that somebody else defined.
   * @throws ConfigurationError when the id is not one of an automation account
   */
  static fromAutomationAccountId(
    scope: Construct,
    id: string,
    accountId: string,
    facts: ImportedAutomationAccountFacts = {},
  ): IAutomationAccount {
    return new ImportedAutomationAccount(scope, id, accountId, facts);
  }

  readonly accountId: string;
  readonly accountName: string;
  readonly resourceGroupName: string;
  readonly region?: string;
  readonly subscriptionId?: string;
  readonly identity: IPrincipal;
  readonly localAuthentication: boolean;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: AutomationAccountResource;

  constructor(scope: Construct, id: string, props: AutomationAccountProps) {
    super(scope, checkId(scope, id));
    const region = checkAccount(this, props);
    this.localAuthentication = props.localAuthentication ?? false;
    takeName(this, AUTOMATION_ACCOUNT_TYPE, props.name, props.resourceGroup.name);
    registerProviders(this, ["Microsoft.Automation"]);
    this.resource = new AutomationAccountResource(this, "Default", {
      name: props.name,
      location: region,
      resourceGroupName: props.resourceGroup.name,
      skuName: "Basic",
      identity: { type: "SystemAssigned" },
      localAuthenticationEnabled: this.localAuthentication,
      tags: tagMap(props.tags),
    });
    this.accountId = this.resource.id;
    this.accountName = this.resource.name;
    this.resourceGroupName = this.resource.resourceGroupName;
    this.region = Token.isUnresolved(region) ? undefined : region;
    this.subscriptionId = subscriptionOf(this);
    this.identity = { principalId: this.resource.identity.principalId };
  }
}

class ImportedAutomationAccount extends Construct implements IAutomationAccount {
  readonly accountId: string;
  readonly accountName: string;
  readonly resourceGroupName: string;
  readonly region?: string;
  readonly subscriptionId?: string;
  readonly identity?: IPrincipal;

  constructor(scope: Construct, id: string, accountId: string, facts: ImportedAutomationAccountFacts) {
    super(scope, checkId(scope, id));
    const { region, principalId } = facts;
    const problems = new Problems(this);
    const parts = partsOf(accountId, AUTOMATION_ACCOUNT_TYPE);
    if (!parts)
      problems.add(`accountId must be the ARM id of an automation account, got ${quoted(accountId)}`);
    if (principalId !== undefined) checkPrincipal(problems, { principalId });
    problems.throwIfAny();
    this.accountId = canonicalSegments(accountId, AUTOMATION_ACCOUNT_TYPE);
    this.accountName = parts?.name ?? "";
    this.resourceGroupName = parts?.resourceGroup ?? "";
    this.subscriptionId = parts?.subscriptionId.toLowerCase();
    this.region = region === undefined ? undefined : normalizeRegion(region);
    this.identity = principalId === undefined ? undefined : { principalId };
  }
}

function checkAccount(scope: Construct, props: AutomationAccountProps): string {
  const { name, resourceGroup, region = resourceGroup.locationInput, tags } = props;
  const problems = new Problems(scope);
  problems.matches("name", name, NAME_RULES.automationAccount.pattern, NAME_RULES.automationAccount.allowed);
  if (region === undefined) problems.add("region must be given: resourceGroup does not say its own");
  checkTags(problems, tags);
  problems.throwIfAny();
  return normalizeRegion(region ?? "");
}
