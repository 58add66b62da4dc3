import { PolicyDefinition as AzurermPolicyDefinition } from "@cdktf/provider-azurerm/lib/policy-definition";
import { Construct } from "constructs";
import type { BuiltInPolicyParameter } from "../../policies/built-in-policies";
import { checkId } from "../core/construct-id";
import { Problems, quoted } from "../core/problems";
import { subscriptionOf } from "../core/subscription-of";
import type { CustomPolicy } from "./built-in";
import { checkDefinitionName, checkDefinitionScope, claimName, definitionName } from "./definition-names";
import { effectsOf, type PolicyDocument, parametersOf, rolesOf } from "./policy-document";
import { checkDocument } from "./policy-document-checks";
import type { PolicyScope } from "./policy-scope";

export interface PolicyDefinitionProps {
  /** What it says: a file of the policy language, or one of this library's, `policyDocument("vault-lock")`. */
  readonly document: PolicyDocument;

  /**
   * Where it is defined: a management group, or the stack's own subscription. It can be assigned there and below.
   * @default - the stack's subscription
   */
  readonly at?: PolicyScope;

  /**
   * 1 to 64 characters, none of #<>%&:\?/ and no space or period at the end.
   * @default - the words of the display name, shortened with a fingerprint where they are too long
   */
  readonly name?: string;
}

/**
 * A policy definition of your own (`azurerm_policy_definition`), for what no built-in covers.
 *
 * @example
 * const locked = new PolicyDefinition(stack, "VaultLock", { document: policyDocument("vault-lock") });
 * new PolicyAssignment(stack, "Locked", { at: PolicyScope.subscription(subscriptionId), policy: locked });
 */
export class PolicyDefinition extends Construct implements CustomPolicy {
  static isPolicyDefinition(x: unknown): x is PolicyDefinition {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly id: string;
  readonly displayName: string;
  readonly roleDefinitionIds: readonly string[];
  readonly parameters: Readonly<Record<string, BuiltInPolicyParameter>>;
  readonly effects?: readonly string[];
  readonly definedAt?: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: AzurermPolicyDefinition;

  constructor(scope: Construct, id: string, props: PolicyDefinitionProps) {
    super(scope, checkId(scope, id));
    const { document, at } = props;
    const name = props.name ?? definitionName(document.properties?.displayName, id);
    checkDefinition(this, name, props);
    const { displayName, description, mode = "All", metadata, parameters, policyRule } = document.properties;
    this.resource = new AzurermPolicyDefinition(this, "Default", {
      name,
      policyType: "Custom",
      displayName,
      description,
      mode,
      managementGroupId: at?.kind === "managementGroup" ? at.id : undefined,
      metadata: metadata && JSON.stringify(metadata),
      parameters: parameters && JSON.stringify(parameters),
      policyRule: JSON.stringify(policyRule),
    });
    this.id = this.resource.id;
    this.displayName = displayName;
    this.roleDefinitionIds = rolesOf(document);
    this.parameters = parametersOf(document);
    this.effects = effectsOf(document);
    this.definedAt = at?.id ?? homeSubscription(this);
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/PolicyDefinition");

function homeSubscription(scope: Construct): string | undefined {
  const subscription = subscriptionOf(scope);
  return subscription === undefined ? undefined : `/subscriptions/${subscription}`;
}

function checkDefinition(scope: Construct, name: string, { document, at }: PolicyDefinitionProps): void {
  const problems = new Problems(scope);
  checkDefinitionScope(problems, scope, at);
  checkDefinitionName(problems, name);
  const other = claimName(scope, "definition", at, name);
  problems.when(
    other !== undefined,
    `name ${quoted(name)} is the name of ${other} at the same scope: give one of them another name`,
  );
  checkDocument(problems, document);
  problems.throwIfAny();
}
