import type { BuiltInPolicyName, BuiltInPolicyParameters } from "../../policies/built-in-policies";
import type { PolicyOverride, ResourceSelector } from "./assignment-selectors";
import type { CustomPolicy } from "./built-in";
import type { PolicyScope } from "./policy-scope";

/** A user-assigned managed identity, with what azurerm says of it. */
export interface PolicyIdentity {
  /** ARM id of the identity. */
  readonly id: string;
  /** Object id of its service principal: what the roles are given to. */
  readonly principalId: string;
}

export interface PolicyAssignmentOptions {
  /**
   * 24 characters at most at a management group, 64 elsewhere; none of #<>%&:\?/ and no space or period at the end.
   * @default - the words of the display name, shortened with a fingerprint where they are too long
   */
  readonly name?: string;

  /**
   * Why the policy is assigned, 512 characters at most.
   * @default - none
   */
  readonly description?: string;

  /**
   * The region of the assignment's identity; needed where the definition deploys or modifies.
   * @default - none
   */
  readonly location?: string;

  /**
   * Does the policy act, or only show what it would do (enforcement mode "Default" or "DoNotEnforce")?
   * @default true
   */
  readonly enforce?: boolean;

  /** ARM ids below the scope that the policy leaves alone, 400 at most. @default - none */
  readonly notScopes?: readonly string[];

  /** What people read who break the policy. @default - Azure's words */
  readonly nonComplianceMessage?: string;

  /**
   * What people read who break one policy of an initiative, by its reference id.
   * @default - the message of all, or Azure's words
   */
  readonly nonComplianceMessages?: Readonly<Record<string, string>>;

  /**
   * Further ARM ids at which the identity needs the definition's roles. What the parameters of a built-in name outside
   * the scope, such as the vault of `backupPolicyId`, needs not be repeated.
   * @default - the scope, and what the parameters name
   */
  readonly alsoGrantAt?: readonly string[];

  /**
   * Who deploys and modifies.
   * @default - an identity of the assignment's own ("SystemAssigned") where the definition names roles, or else none
   */
  readonly identity?: PolicyIdentity;

  /** Effects that differ from the parameters', for some policies of an initiative or some regions; 10 at most. @default - none */
  readonly overrides?: readonly PolicyOverride[];

  /** Resources that the policy holds for, by region or type: a roll-out in steps; 10 at most. @default - all in the scope */
  readonly resourceSelectors?: readonly ResourceSelector[];

  /** Further facts, shown in the portal: `{ assignedBy: "…" }`. @default - none */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

type Parameters<P> =
  Record<never, never> extends P ? { readonly parameters?: P } : { readonly parameters: P };

/** A built-in by its display name in the portal (without "[Preview]: "), with the parameters that it takes. */
export type BuiltInPolicyAssignment<N extends BuiltInPolicyName> = { readonly policy: N } & Parameters<
  BuiltInPolicyParameters[N]
>;

/** A definition or initiative of your own. */
export interface CustomPolicyAssignment {
  readonly policy: CustomPolicy;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

export type PolicyAssignmentProps<N extends BuiltInPolicyName> = PolicyAssignmentOptions & {
  /** Where the policy holds. */
  readonly at: PolicyScope;
} & (BuiltInPolicyAssignment<N> | CustomPolicyAssignment);
