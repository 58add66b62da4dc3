import type { SynthesizedResource } from "./synthesized-resource";
import type { SynthesizedStack } from "./synthesized-stack";

/** A text that is nothing but an attribute of a resource: `${azurerm_x.Name.identity[0].principal_id}`. */
const WHOLE = /^\$\{((?:data\.)?[a-z]\w*\.[\w-]+)(?:\[[^\]]*\])?\.([\w.[\]*-]+)\}$/;
const EACH = /\$\{((?:data\.)?[a-z]\w*\.[\w-]+)(?:\[[^\]]*\])?\.([\w.[\]*-]+)\}/g;
const LOCAL = /\$\{local\.([\w-]+)\}/g;
const WHOLE_LOCAL = /^\$\{local\.([\w-]+)\}$/;

/** What says something else in each instance of a resource, or in each run. */
const UNSTABLE = /\b(?:each|self)\.|\bcount\.index\b|\b(?:uuid|bcrypt|timestamp|plantimestamp)\(/;

/** How far one attribute may be taken from another: a guard against circles, which Terraform refuses. */
const MAX_DEPTH = 8;

/** A reference of one block to another. */
export interface Reference {
  readonly resource: SynthesizedResource;
  readonly attribute: string;
}

/** A value, and the stack in which its references are meant. */
interface Said {
  readonly stack: SynthesizedStack;
  readonly value: unknown;
}

/** Follows a value that is a local value, or an output that cdktf hands from one stack of the app to another. */
export function follow(stack: SynthesizedStack, value: unknown, depth = 0): Said {
  const next = typeof value === "string" && depth < MAX_DEPTH ? sourceOf(stack, value) : undefined;
  return next ? follow(next.stack, next.value, depth + 1) : { stack, value };
}

function sourceOf(stack: SynthesizedStack, text: string): Said | undefined {
  const [, local] = WHOLE_LOCAL.exec(text) ?? [];
  if (local !== undefined)
    return Object.hasOwn(stack.locals, local) ? { stack, value: stack.locals[local] } : undefined;
  const [, address = "", attribute = ""] = WHOLE.exec(text) ?? [];
  const [, id] = /^data\.terraform_remote_state\.cross-stack-reference-input-(.+)$/.exec(address) ?? [];
  if (id === undefined) return undefined;
  const other = stack.app.stacks.find((one) => one.id === id);
  const output = other?.outputs[attribute.replace(/^outputs\./, "")];
  return other && output ? { stack: other, value: output.value } : undefined;
}

/** The addresses of all resources and data sources that a text mentions, within functions too. */
export function addressesIn(text: string): readonly string[] {
  return text.includes("${") ? (text.match(/\b(?:data\.)?[a-z]\w*\.[\w-]+/g) ?? []) : [];
}

/** The resource, and its attribute, that a text is; undefined for other expressions. */
export function referenceOf(stack: SynthesizedStack, text: string): Reference | undefined {
  const { stack: own, value } = follow(stack, text);
  const [, address = "", attribute = ""] = WHOLE.exec(typeof value === "string" ? value : "") ?? [];
  const resource = own.find(address);
  return resource && { resource, attribute };
}

/** The text with every reference replaced by what the program says of it; undefined where only Terraform will know. */
export function renderText(stack: SynthesizedStack, text: string, depth = 0): string | undefined {
  if (!text.includes("${")) return text;
  const rendered = render(stack, text, depth, (own, value, next) => renderText(own, value, next));
  return rendered.includes("${") ? undefined : rendered;
}

/**
 * The text with those references replaced that the program knows something of: two texts of a stack that are the same
 * afterwards say the same, whatever Terraform will know.
 */
export function reduceText(stack: SynthesizedStack, text: string, depth = 0): string {
  if (!text.includes("${")) return text;
  return render(stack, text, depth, (own, value, next) => {
    const reduced = reduceText(own, value, next);
    return reduced.includes("${") && (own !== stack || isUnstable(reduced)) ? undefined : reduced;
  });
}

/** Does a text mean something else in each instance or each run, so that it is not equal to itself? */
export function isUnstable(text: string): boolean {
  return UNSTABLE.test(text);
}

function render(
  stack: SynthesizedStack,
  text: string,
  depth: number,
  inner: (stack: SynthesizedStack, text: string, depth: number) => string | undefined,
): string {
  if (depth > MAX_DEPTH) return text;
  const said = (own: SynthesizedStack, value: unknown) =>
    typeof value === "string" ? inner(own, value, depth + 1) : undefined;
  const followed = follow(stack, text);
  if (followed.value !== text) return said(followed.stack, followed.value) ?? text;
  return text
    .replace(LOCAL, (whole, name: string) => said(stack, stack.locals[name]) ?? whole)
    .replace(EACH, (whole, address: string, attribute: string) => {
      const resource = stack.find(address);
      if (!resource) return whole;
      return (attribute === "id" ? resource.armId : said(stack, resource.config[attribute])) ?? whole;
    });
}
