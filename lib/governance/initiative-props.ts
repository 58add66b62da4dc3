import type { BuiltInPolicyName, BuiltInPolicyParameters } from "../../policies/built-in-policies";
import type { CustomPolicy } from "./built-in";
import type { PolicyDocumentParameter } from "./policy-document";
import type { PolicyScope } from "./policy-scope";

/** `[parameters('effect')]`: the value that an assignment gives to a parameter of the initiative. */
export type ParameterReference = `[parameters('${string}')]`;

type Values<P> = { readonly [K in keyof P]: P[K] | ParameterReference };

/** What an initiative says of one of its policies. */
interface MemberOptions {
  /**
   * How remediations, exemptions and messages call it, unique in the initiative: 1 to 128 letters, digits, "_" and "-".
   */
  readonly reference: string;

  /** Names of groups of the initiative that it belongs to. @default - none */
  readonly groups?: readonly string[];

  /**
   * The version of a built-in, as in "1.*.*": what Azure changes within it is taken over.
   * @default - the newest, Azure's default
   */
  readonly version?: string;
}

/** A built-in of the catalogue as a part of an initiative; the compiler knows its parameters. */
export type BuiltInMember<N extends BuiltInPolicyName = BuiltInPolicyName> = MemberOptions & {
  readonly policy: N;
  /** Values, or references to parameters of the initiative. @default - the definition's defaults */
  readonly parameters?: Values<BuiltInPolicyParameters[N]>;
};

/** A definition of your own as a part of an initiative. */
export type CustomMember = MemberOptions & {
  readonly policy: CustomPolicy;
  readonly parameters?: Readonly<Record<string, unknown>>;
};

/** A policy of an initiative, with its parameters. */
export type InitiativeMember =
  | { [N in BuiltInPolicyName]: BuiltInMember<N> }[BuiltInPolicyName]
  | CustomMember;

/** A group of policies of an initiative, such as a control of a standard. */
export interface InitiativeGroup {
  readonly name: string;
  /** @default - the name */
  readonly displayName?: string;
  /** @default - none */
  readonly category?: string;
  /** @default - none */
  readonly description?: string;
}

export interface PolicyInitiativeProps {
  /** 128 characters at most. */
  readonly displayName: string;

  /** 512 characters at most. @default - none */
  readonly description?: string;

  /** What the portal files it under. @default "Backup" */
  readonly category?: string;

  /** Its version, "1.0.0". @default "1.0.0" */
  readonly version?: string;

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

  /** Parameters that its assignments give, 400 at most, in the format of a definition's. @default - none */
  readonly parameters?: Readonly<Record<string, PolicyDocumentParameter>>;

  /** Groups that its policies belong to. @default - none */
  readonly groups?: readonly InitiativeGroup[];

  /** Its policies, 1 to 1,000. */
  readonly members: readonly InitiativeMember[];
}
