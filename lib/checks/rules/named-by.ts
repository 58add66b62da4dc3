import { meaningOf, meaningOfValue } from "../../synthesized/meaning";
import { Meanings } from "../../synthesized/meanings";
import type { SynthesizedResource } from "../../synthesized/synthesized-resource";
import type { CheckResult } from "../result";
import type { CheckContext } from "../rule";
import { isGiven } from "./attribute";
import { onBeside } from "./beside";

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
    const meant = app
      .ofType(by)
      .filter((one) => isGiven(read(one)))
      .map((one) => ({ meaning: meaningOfValue(one, read(one)), by: one }));
    const names = new Meanings(meant);
    const found = {
      true: named,
      false: unnamed,
      undefined: `only Terraform knows what a ${by} of the app names`,
    };
    return app.ofType(type).map((resource) => {
      const own = meaningOf(resource);
      return onBeside(resource, [own], names.has(own), found);
    });
  };
}
