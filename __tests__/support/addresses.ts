import type { SynthesizedApp } from "../../lib";

/** The addresses of an app, by stack and in order: what Terraform's states are written against. */
export function listed(app: SynthesizedApp): string {
  const stacks = [...app.stacks].sort((one, other) => (one.id < other.id ? -1 : 1));
  const ofStack = (id: string) =>
    app.resources
      .filter((resource) => resource.stack.id === id)
      .map(({ address }) => address)
      .sort();
  return `${stacks.map(({ id }) => [`[${id}]`, ...ofStack(id)].join("\n")).join("\n\n")}\n`;
}

/** What is different between the list that was agreed to and the list of now, and what that means; nothing where they are the same. */
export function changedAddresses(name: string, agreed: string, now: string): string {
  const [before, after] = [agreed, now].map(entries) as [readonly string[], readonly string[]];
  const gone = before.filter((entry) => !after.includes(entry));
  const come = after.filter((entry) => !before.includes(entry));
  if (gone.length + come.length === 0) return "";
  return [
    `The addresses of ${name} are not those of __tests__/addresses/${name}.txt:`,
    ...gone.map((entry) => `  - ${entry}`),
    ...come.map((entry) => `  + ${entry}`),
    ...(gone.length > 0 ? DESTROYED : ADDED),
  ].join("\n");
}

const DESTROYED = [
  "Where an address is gone (-), Terraform destroys the resource in every estate that has it, and its backups with it:",
  "a breaking change, which needs a new major version and a way to move the state. Give the construct its id back.",
  "If the change is meant, UPDATE_ADDRESSES=1 npx jest addresses writes the lists; the CHANGELOG says so under Breaking.",
];

const ADDED = [
  "Whoever updates the package gets these resources (+) with the next apply: a change to tell of in the CHANGELOG.",
  "If the change is meant, UPDATE_ADDRESSES=1 npx jest addresses writes the lists.",
];

/** "stack: address", one for each resource of a list. */
function entries(list: string): readonly string[] {
  let stack = "";
  return list.split("\n").flatMap((line) => {
    const heading = /^\[(.+)\]$/.exec(line)?.[1];
    if (heading !== undefined) stack = heading;
    return heading !== undefined || line === "" ? [] : [`${stack}: ${line}`];
  });
}
