import { instancesOf } from "./instances";
import { type Meaning, meaningOf, meaningOfValue } from "./meaning";
import { Meanings, type Meant } from "./meanings";
import { perApp } from "./per-app";
import { addressesIn } from "./references";
import type { SynthesizedApp } from "./synthesized-app";
import type { SynthesizedResource } from "./synthesized-resource";

/** The type of calls of modules. */
export const MODULE = "module";

/** The first module that is given one of some things: only Terraform knows what it does with it. */
export function moduleGiven(
  app: SynthesizedApp,
  ...things: readonly Meaning[]
): SynthesizedResource | undefined {
  return things.map((thing) => given(app).of(thing).possible).find((module) => module !== undefined);
}

/** What is not known of a thing that a module is given. */
export function whatModuleDoes({ path }: SynthesizedResource): string {
  return `only Terraform knows what ${path} does with it`;
}

const given = perApp((app) => {
  const modules = app.stacks.flatMap((stack) => stack.modules);
  const calls = modules.filter((module) => instancesOf(module) !== "none");
  return new Meanings(calls.flatMap((by) => textsIn(by.config).flatMap((text) => meantIn(by, text))));
});

/** The resources that an input mentions, or the id that it is; what is nothing but a variable means nothing here. */
function meantIn(by: SynthesizedResource, text: string): readonly Meant[] {
  const resources = addressesIn(text).map((address) => by.stack.find(address));
  const own = meaningOfValue(by, text);
  const meanings = [
    ...resources.flatMap((resource) => (resource ? [meaningOf(resource)] : [])),
    ...(own.resource !== undefined || own.parts?.[0] === "" ? [own] : []),
  ];
  return meanings.map((meaning) => ({ meaning, by, isVague: true }));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
