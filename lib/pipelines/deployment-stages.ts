import { ConfigurationError } from "../core/configuration-error";
import type { SynthesizedStack } from "./synthesized-stacks";

/**
 * The stacks in the order of their deployment: those of one stage depend on earlier stages alone, and can be deployed
 * at the same time.
 *
 * @throws ConfigurationError when stacks wait for each other, or for one that is not there
 */
export function deploymentStages(stacks: readonly SynthesizedStack[]): readonly (readonly string[])[] {
  const stages: (readonly string[])[] = [];
  const done = new Set<string>();
  let waiting = stacks;
  while (waiting.length > 0) {
    const ready = waiting.filter(({ dependencies }) => dependencies.every((id) => done.has(id)));
    if (ready.length === 0) throw stuck(waiting, done);
    stages.push(ready.map(({ id }) => id));
    for (const { id } of ready) done.add(id);
    waiting = waiting.filter(({ id }) => !done.has(id));
  }
  return stages;
}

function stuck(waiting: readonly SynthesizedStack[], done: ReadonlySet<string>): ConfigurationError {
  const problems = waiting.map(({ id, dependencies }) => {
    const missing = dependencies.filter((other) => !done.has(other));
    return { where: id, message: `waits for ${missing.join(", ")}, which can never be deployed before it` };
  });
  return new ConfigurationError(problems);
}
