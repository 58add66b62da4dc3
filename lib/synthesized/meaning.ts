import { resourceId } from "../core/resource-id";
import { allOf } from "./answers";
import { armTypeOf, composeId, isComposed } from "./arm-ids";
import { follow, isUnstable, reduceText } from "./references";
import type { SynthesizedResource } from "./synthesized-resource";
import type { SynthesizedStack } from "./synthesized-stack";

/** What something means in Azure, as far as the program knows it. */
export interface Meaning {
  /** The resource or data source of the program. */
  readonly resource?: SynthesizedResource;
  /**
   * The parts of its ARM id, in lower case, "" first; a part that only Terraform knows has `${` and its stack in it.
   * Undefined where nothing is known.
   */
  readonly parts?: readonly string[];
}

/** What was worked out already: rules ask for the same resources. */
const known = new WeakMap<SynthesizedResource, Meaning>();

/** What a resource is itself. */
export function meaningOf(resource: SynthesizedResource): Meaning {
  const meaning = known.get(resource) ?? findMeaning(resource);
  known.set(resource, meaning);
  return meaning;
}

function findMeaning(resource: SynthesizedResource): Meaning {
  const { stack } = resource;
  const text = composeId(resource, reducedSubscriptionOf(resource), (value) => reduced(stack, value));
  return { resource, parts: partsOf(stack, text) };
}

/** What an id means that is written in a resource. */
export function meaningOfValue(resource: SynthesizedResource, value: unknown): Meaning {
  const reference = resource.referenceOf(value);
  if (reference && WHOLE_ID.test(reference.attribute)) return meaningOf(reference.resource);
  const said = follow(resource.stack, value);
  const text = reduced(said.stack, said.value);
  const target = text?.startsWith("/") && !text.includes("${") ? said.stack.app.byArmId(text) : undefined;
  return { resource: target, parts: partsOf(said.stack, text) };
}

/** What the ids of a list mean; what only Terraform knows to be a list counts as one. */
export function meaningsOfList(resource: SynthesizedResource, list: unknown): readonly Meaning[] {
  const said = follow(resource.stack, list);
  const values = said.stack === resource.stack ? said.value : list;
  return [values ?? []].flat().map((value) => meaningOfValue(resource, value));
}

/** What is meant by the names of a resource group and of something in it. */
export function meaningByName(
  resource: SynthesizedResource,
  armType: string,
  group: unknown,
  name: unknown,
): Meaning {
  const reference = resource.referenceOf(name);
  const isOwn = reference && armTypeOf(reference.resource) === armType;
  if (isOwn && WHOLE_NAME.test(reference.attribute)) return meaningOf(reference.resource);
  const { stack } = resource;
  const [groupName = NOTHING, ownName = NOTHING] = [reduced(stack, group), reduced(stack, name)];
  const id = resourceId(reducedSubscriptionOf(resource), groupName, armType, ownName);
  return { parts: partsOf(stack, id) };
}

/** What is meant within something else by the kinds and names of its last parts. */
export function meaningWithin(
  { stack }: SynthesizedResource,
  { parts }: Meaning,
  ...segments: readonly (readonly [kind: string, name: unknown])[]
): Meaning {
  const last = segments.flatMap(([kind, name]) => {
    const [part = NOTHING] = partsOf(stack, reduced(stack, name)) ?? [];
    return [kind.toLowerCase(), part];
  });
  return { parts: parts && [...parts, ...last] };
}

/** What a literal id means. */
export function meaningOfId(id: string): Meaning {
  return { parts: id.toLowerCase().split("/") };
}

/** The same text for what is the same for certain; undefined where nothing is known of it, or each instance has its own. */
export function keyOfMeaning({ resource, parts }: Meaning): string | undefined {
  if (parts && !parts.some(isUnstable)) return parts.join("/");
  return resource && `${resource.stack.id}/${resource.address}`;
}

/** Are two things the same in Azure? undefined where only Terraform will know. */
export function isSame(one: Meaning, other: Meaning): boolean | undefined {
  const { resource: a } = one;
  const { resource: b } = other;
  if (a && a === b) return true;
  const same = one.parts && other.parts && haveSameParts(one.parts, other.parts);
  // two resources are two things, while two data sources may read one
  const areTwo = a && b && ((a.mode === "managed" && b.mode === "managed") || areOfTwoKinds(a, b));
  return areTwo ? same === true : same;
}

/** The last part where it is known: what is the same has the same one. */
export function lastPartOf({ parts }: Meaning): string | undefined {
  const last = parts?.at(-1);
  return last === undefined || isVague(last) ? undefined : last;
}

/** Is one of a type whose ids are composed, and the other of another type of azurerm? */
function areOfTwoKinds(a: SynthesizedResource, b: SynthesizedResource): boolean {
  const isAzurerm = a.type.startsWith("azurerm_") && b.type.startsWith("azurerm_");
  return isAzurerm && isComposed(a.type) !== isComposed(b.type);
}

/** Of a resource, or of all its instances. */
const WHOLE_ID = /^(?:\*\.)?id$/;
const WHOLE_NAME = /^(?:\*\.)?name$/;
/** Stands for an argument that is absent. */
const NOTHING = `\${null}`;

function reducedSubscriptionOf({ stack, config: { provider } }: SynthesizedResource): string {
  return stack.reducedSubscriptionOf(typeof provider === "string" ? provider : "azurerm");
}

function reduced(stack: SynthesizedStack, value: unknown): string | undefined {
  return typeof value === "string" ? reduceText(stack, value) : undefined;
}

/** "/" within an expression separates nothing. */
const PART = /(?:\$\{(?:[^{}]|\{[^{}]*\})*\}|[^/])+/g;

function partsOf(stack: SynthesizedStack, text: string | undefined): readonly string[] | undefined {
  if (!text) return undefined;
  // most ids are literals
  if (!text.includes("${"))
    return text
      .toLowerCase()
      .split("/")
      .filter((part, i) => i === 0 || part !== "");
  const parts = (text.match(PART) ?? []).map((part) => {
    const [known = "", ...rest] = part.split("${");
    return [known.toLowerCase(), ...rest.map((one, i) => (i === 0 ? `${stack.id} ${one}` : one))].join("${");
  });
  return text.startsWith("/") ? ["", ...parts] : parts;
}

const isVague = (part: string) => part.includes("${");

function haveSameParts(a: readonly string[], b: readonly string[]): boolean | undefined {
  if (a.length === b.length) {
    const same = allOf(a.map((part, i) => isSamePart(part, b[i])));
    if (same || (a[0] === "" && b[0] === "")) return same;
  } else if (a[0] === "" && b[0] === "") return false;
  // an expression that an id begins with stands for several parts: the known ones at the end have to agree
  return agree([...a].reverse(), [...b].reverse()) ? undefined : false;
}

function agree(a: readonly string[], b: readonly string[]): boolean {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]];
    if (x === undefined || y === undefined) return false;
    if (isVague(x) || isVague(y)) return true;
    if (x !== y) return false;
  }
  return true;
}

function isSamePart(x: string, y = ""): boolean | undefined {
  if (!isVague(x) && !isVague(y)) return x === y;
  if (x === y) return isUnstable(x) ? undefined : true;
  const [a = "", b = ""] = [x.split("${")[0], y.split("${")[0]];
  const isPossible = isVague(x)
    ? isVague(y)
      ? a.startsWith(b) || b.startsWith(a)
      : y.startsWith(a)
    : x.startsWith(b);
  return isPossible ? undefined : false;
}
