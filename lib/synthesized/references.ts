import type { SynthesizedResource } from "./synthesized-resource";
import type { SynthesizedStack } from "./synthesized-stack";

/** A text that is nothing but an attribute of a resource: `${azurerm_x.Name.identity[0].principal_id}`. */
const WHOLE = /^\$\{((?:data\.)?[a-z]\w*\.[\w-]+)(?:\[[^\]]*\])?\.([\w.[\]*-]+)\}$/;
const EACH = /\$\{((?:data\.)?[a-z]\w*\.[\w-]+)(?:\[[^\]]*\])?\.([\w.[\]*-]+)\}/g;

/** How far one attribute may be taken from another: a guard against circles, which Terraform refuses. */
const MAX_DEPTH = 8;

/** A reference of one block to another. */
export interface Reference {
  readonly resource: SynthesizedResource;
  readonly attribute: string;
}

/** The resource of the stack, and its attribute, that a text is; undefined for other expressions. */
export function referenceOf(stack: SynthesizedStack, text: string): Reference | undefined {
  const [, address = "", attribute = ""] = WHOLE.exec(text) ?? [];
  const resource = stack.find(address);
  return resource && { resource, attribute };
}

/** The text with every reference replaced by what the program says of it; undefined where only Terraform will know. */
export function renderText(stack: SynthesizedStack, text: string, depth = 0): string | undefined {
  if (!text.includes("${")) return text;
  if (depth > MAX_DEPTH) return undefined;
  const rendered = text.replace(EACH, (whole, address: string, attribute: string) => {
    const resource = stack.find(address);
    return (resource && attributeText(resource, attribute, depth + 1)) ?? whole;
  });
  return rendered.includes("${") ? undefined : rendered;
}

function attributeText(resource: SynthesizedResource, attribute: string, depth: number): string | undefined {
  if (attribute === "id") return resource.armId;
  const value = resource.config[attribute];
  return typeof value === "string" ? renderText(resource.stack, value, depth) : undefined;
}
