import type { SynthesizedResource } from "../../synthesized/synthesized-resource";
import { type CheckResult, onResource } from "../result";
import type { CheckContext } from "../rule";

/** What every resource of a type has to have, where azurerm gives it by a resource of its own that names the first. */
export interface NamedByCheck {
  readonly type: string;
  /** The type that names it: an association. */
  readonly by: string;
  /** What that one means. */
  readonly read: (association: SynthesizedResource) => unknown;
  /** What is found where there is one, and where there is none. */
  readonly found: readonly [named: string, unnamed: string];
}

/** Asks whether another resource names each resource of a type. */
export function onNamedBy({ type, by, read, found: [named, unnamed] }: NamedByCheck) {
  return ({ app }: CheckContext): readonly CheckResult[] => {
    const keys = new Set(app.ofType(by).map((one) => one.keyOf(read(one))));
    return app.ofType(type).map((resource) => {
      if (keys.has(resource.key)) return onResource(resource, true, named);
      return keys.has(undefined)
        ? onResource(resource, undefined, `only Terraform knows what a ${by} of the app names`)
        : onResource(resource, false, unnamed);
    });
  };
}
