import { groupBy } from "../core/group-by";
import { instancesOf } from "./instances";
import { isSame, lastPartOf, type Meaning, meaningOf } from "./meaning";
import type { SynthesizedResource } from "./synthesized-resource";

/** Something that is meant, and by which resource. */
export interface Meant {
  readonly meaning: Meaning;
  readonly by: SynthesizedResource;
  /** Does only Terraform know whether it is what is asked for at all? @default false */
  readonly isVague?: boolean;
}

/** Who means a thing: for certain, or as far as the program knows. */
export interface Namer {
  readonly certain?: SynthesizedResource;
  /** Only Terraform knows what it means, or whether there is an instance of it. */
  readonly possible?: SynthesizedResource;
}

/** What resources mean, to be asked who means something: the work is linear where names differ. */
export class Meanings<M extends Meant = Meant> {
  /** Resources, to be found by what means them. */
  static ofThemselves(resources: readonly SynthesizedResource[]): Meanings {
    return new Meanings(resources.map((by) => ({ meaning: meaningOf(by), by })));
  }

  private readonly byResource: ReadonlyMap<SynthesizedResource | undefined, readonly M[]>;
  private readonly byLast: ReadonlyMap<string | undefined, readonly M[]>;

  constructor(private readonly all: readonly M[]) {
    this.byResource = groupBy(all, ({ meaning }) => meaning.resource);
    this.byLast = groupBy(all, ({ meaning }) => lastPartOf(meaning));
  }

  /** The first who means a thing. */
  of(thing: Meaning): Namer {
    let possible: SynthesizedResource | undefined;
    for (const candidates of this.candidates(thing))
      for (const { meaning, by, isVague } of candidates) {
        const same = isSame(meaning, thing);
        if (same && !isVague && instancesOf(by) === "some") return { certain: by };
        if (same !== false) possible ??= by;
      }
    return { possible };
  }

  /** Does anybody mean a thing? undefined where only Terraform knows. */
  has(thing: Meaning): boolean | undefined {
    const { certain, possible } = this.of(thing);
    if (certain) return true;
    return possible ? undefined : false;
  }

  /** All who mean a thing, or may. */
  allOf(thing: Meaning): readonly { readonly meant: M; readonly isCertain: boolean }[] {
    const found = new Map<M, boolean>();
    for (const meant of this.candidates(thing).flat()) {
      const same = isSame(meant.meaning, thing);
      if (same !== false)
        found.set(meant, same === true && !meant.isVague && instancesOf(meant.by) === "some");
    }
    return [...found].map(([meant, isCertain]) => ({ meant, isCertain }));
  }

  private candidates(thing: Meaning): readonly (readonly M[])[] {
    const own = thing.resource ? (this.byResource.get(thing.resource) ?? []) : [];
    const last = lastPartOf(thing);
    if (last === undefined) return [own, this.all];
    return [own, this.byLast.get(last) ?? [], this.byLast.get(undefined) ?? []];
  }
}
