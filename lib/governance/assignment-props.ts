import type { BuiltInPolicyName, BuiltInPolicyParameters } from "../../policies/built-in-policies";
import type { CustomPolicy } from "./built-in";
import type { PolicyScope } from "./policy-scope";

export interface PolicyAssignmentOptions {
  /**
   * 24 characters at most at a management group, 64 elsewhere; none of #<>%&:\?/ and no space or period at the end.
   * @default - the words of the display name, shortened with a fingerprint where they are too long
   */
  readonly name?: string;

  /**
   * Why the policy is assigned.
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

  /** ARM ids below the scope that the policy leaves alone. @default - none */
  readonly notScopes?: readonly string[];

  /** What people read who break the policy. @default - Azure's words */
  readonly nonComplianceMessage?: string;

  /**
   * Further ARM ids at which the identity needs the definition's roles: a vault or workspace outside the scope.
   * @default - the scope alone
   */
  readonly alsoGrantAt?: readonly string[];
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
