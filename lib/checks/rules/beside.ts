import type { Meaning } from "../../synthesized/meaning";
import { moduleGiven, whatModuleDoes } from "../../synthesized/modules";
import type { SynthesizedResource } from "../../synthesized/synthesized-resource";
import { type CheckResult, onResource } from "../result";

/** What is found where something holds, where it does not, and where only Terraform knows. */
export interface Found {
  readonly true: string;
  readonly false: string;
  readonly undefined: string;
}

/**
 * A result on what has to stand beside a resource: where nothing of the app does, a module that is given the resource may
 * bring it.
 */
export function onBeside(
  resource: SynthesizedResource,
  places: readonly Meaning[],
  holds: boolean | undefined,
  found: Found,
): CheckResult {
  const module = holds === false ? moduleGiven(resource.stack.app, ...places) : undefined;
  return module
    ? onResource(resource, undefined, whatModuleDoes(module))
    : onResource(resource, holds, found[`${holds}`]);
}
