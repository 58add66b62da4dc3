import type { Construct, IConstruct } from "constructs";
import { ConfigurationError } from "../core/configuration-error";
import { quoted } from "../core/problems";
import { Registry } from "../core/registry";
import { ResilienceStack } from "../stack/resilience-stack";
import type { EstateProps } from "./estate-props";

/** The stacks of the estates of each app, by their ids, and by what their resources are named after. */
const ids = new Registry<IConstruct>();
const places = new Registry<IConstruct>();

/** The stacks of one estate: each has an id, and resources in Azure, that no other estate of the app has. */
export class EstateStacks {
  private refusal?: ConfigurationError;

  constructor(
    private readonly app: Construct,
    private readonly estate: Construct,
    private readonly props: Pick<EstateProps, "organisation" | "stackPrefix" | "synthesis">,
  ) {}

  /** Defines a stack beside the estate. @throws ConfigurationError, the same one for each, where another estate has it */
  define(parts: readonly (string | undefined)[], subscriptionId: string): ResilienceStack {
    const { organisation, stackPrefix, synthesis } = this.props;
    const plain = parts.filter(Boolean).join("-");
    const id = stackPrefix === undefined ? plain : `${stackPrefix}-${plain}`;
    const { node } = this.estate;
    const other = ids.holder(node.root, id) ?? (this.app.node.tryFindChild(id) && "the program");
    if (other !== undefined) throw this.refuse(takenId(id, other));
    const place = `${organisation}/${subscriptionId}/${plain}`;
    const twin = places.holder(node.root, place);
    if (twin !== undefined) throw this.refuse(takenPlace(organisation, twin, plain, subscriptionId));
    ids.take(node.root, id, node.path);
    places.take(node.root, place, node.path);
    return new ResilienceStack(this.app, id, { subscriptionId, synthesis });
  }

  /** What is wrong with one stack is wrong with all of them, and said of the first. */
  private refuse(message: string): ConfigurationError {
    this.refusal ??= new ConfigurationError([{ where: this.estate.node.path, message }]);
    return this.refusal;
  }
}

function takenId(id: string, other: string): string {
  return `the stack ${quoted(id)} is ${other}'s already: give an estate a stackPrefix, which its stacks begin with, or other short names of subscriptions`;
}

function takenPlace(organisation: string, other: string, id: string, subscriptionId: string): string {
  return `organisation ${quoted(organisation)} is ${other}'s as well, and both have the stack ${quoted(id)} in subscription ${subscriptionId}, with resource groups and vaults of one name: give an estate another organisation, or make them one`;
}
