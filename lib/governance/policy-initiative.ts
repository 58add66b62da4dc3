import { ManagementGroupPolicySetDefinition } from "@cdktf/provider-azurerm/lib/management-group-policy-set-definition";
import { PolicySetDefinition } from "@cdktf/provider-azurerm/lib/policy-set-definition";
import { Construct } from "constructs";
import type { BuiltInPolicyParameter } from "../../policies/built-in-policies";
import { checkId } from "../core/construct-id";
import { subscriptionOf } from "../core/subscription-of";
import type { CustomPolicy } from "./built-in";
import { definitionName } from "./definition-names";
import { placesOf } from "./grant-scopes";
import { checkInitiative, type Member, membersOf } from "./initiative-checks";
import type { PolicyInitiativeProps } from "./initiative-props";
import { parameterOf, parametersOf } from "./policy-document";
import type { PolicyScope } from "./policy-scope";

/**
 * An initiative: policies that are assigned together (`azurerm_policy_set_definition`, and
 * `azurerm_management_group_policy_set_definition` at a management group).
 *
 * @example
 * const initiative = new PolicyInitiative(stack, "Vaults", {
 *   displayName: "Vaults keep what they have",
 *   members: [
 *     { reference: "immutability", policy: "Immutability must be enabled for Recovery Services vaults" },
 *     { reference: "locks", policy: new PolicyDefinition(stack, "Locks", { document: policyDocument("vault-lock") }) },
 *   ],
 * });
 */
export class PolicyInitiative extends Construct implements CustomPolicy {
  static isPolicyInitiative(x: unknown): x is PolicyInitiative {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly id: string;
  readonly displayName: string;
  /** The roles of all policies that may deploy or modify. */
  readonly roleDefinitionIds: readonly string[];
  readonly parameters: Readonly<Record<string, BuiltInPolicyParameter>>;
  /** The effects of its policies; undefined where one's are not known. */
  readonly effects?: readonly string[];
  /** The reference ids of its policies. */
  readonly members: readonly string[];
  readonly definedAt?: string;
  private readonly policies: readonly Member[];
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: PolicySetDefinition | ManagementGroupPolicySetDefinition;

  constructor(scope: Construct, id: string, props: PolicyInitiativeProps) {
    super(scope, checkId(scope, id));
    const name = props.name ?? definitionName(props.displayName, id);
    checkInitiative(this, name, props);
    const members = membersOf(props);
    this.policies = members;
    this.resource = define(this, props.at, initiativeConfig(name, props, members));
    this.id = this.resource.id;
    this.displayName = props.displayName;
    this.roleDefinitionIds = [...new Set(members.flatMap(({ roles }) => roles))];
    this.parameters = parametersOf({
      properties: { displayName: "", parameters: props.parameters, policyRule: {} },
    });
    this.effects = allEffects(members);
    this.members = props.members.map(({ reference }) => reference);
    const subscription = subscriptionOf(this);
    this.definedAt = props.at?.id ?? (subscription && `/subscriptions/${subscription}`);
    Object.defineProperty(this, MARK, { value: true });
  }

  /** What its policies deploy to or join, with the parameters of an assignment. */
  actsAt(parameters: Readonly<Record<string, unknown>>): readonly string[] {
    const acting = this.policies.filter(({ roles }) => roles.length > 0);
    return acting.flatMap(({ given }) => placesOf(withPassed(given.parameters, parameters)));
  }
}

/** The values of a policy, those that are passed on filled in. */
function withPassed(values: object | undefined, parameters: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [
      name,
      parameters[parameterOf(value) ?? ""] ?? value,
    ]),
  );
}

const MARK = Symbol.for("cdktf-azure-resilience/PolicyInitiative");

type InitiativeConfig = Omit<
  ConstructorParameters<typeof ManagementGroupPolicySetDefinition>[2],
  "managementGroupId"
>;

function define(scope: Construct, at: PolicyScope | undefined, config: InitiativeConfig) {
  if (at?.kind !== "managementGroup") return new PolicySetDefinition(scope, "Default", config);
  return new ManagementGroupPolicySetDefinition(scope, "Default", { ...config, managementGroupId: at.id });
}

function initiativeConfig(
  name: string,
  props: PolicyInitiativeProps,
  members: readonly Member[],
): InitiativeConfig {
  const { displayName, description, category = "Backup", version = "1.0.0", parameters, groups } = props;
  return {
    name,
    policyType: "Custom",
    displayName,
    description,
    metadata: JSON.stringify({ category, version }),
    parameters: parameters && JSON.stringify(parameters),
    policyDefinitionGroup: groups?.map((group) => ({ ...group })),
    policyDefinitionReference: members.map(({ given, definition, values }) => ({
      policyDefinitionId: definition.policyDefinitionId,
      referenceId: given.reference,
      parameterValues: values.length > 0 ? JSON.stringify(Object.fromEntries(values)) : undefined,
      policyGroupNames: given.groups && [...given.groups],
      version: given.version,
    })),
  };
}

function allEffects(members: readonly Member[]): readonly string[] | undefined {
  const all = members.map(({ definition }) => definition.effects);
  if (all.includes(undefined)) return undefined;
  return [...new Set(all.flatMap((effects) => effects ?? []))];
}
