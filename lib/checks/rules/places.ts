import { type Meaning, meaningOf } from "../../synthesized/meaning";
import type { SynthesizedResource } from "../../synthesized/synthesized-resource";

/** A resource itself, its resource group and its subscription: where a scope covers it. */
export function placesOf(resource: SynthesizedResource): readonly Meaning[] {
  const own = meaningOf(resource);
  return [own, { parts: own.parts?.slice(0, 5) }, { parts: own.parts?.slice(0, 3) }];
}
