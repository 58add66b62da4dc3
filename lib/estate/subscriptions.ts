import { fingerprint } from "../core/fingerprint";
import { GUID } from "../core/guid";
import { Problems, quoted } from "../core/problems";

/** A subscription and the short name that stacks and resources carry. */
export interface Subscription {
  readonly id: string;
  readonly name: string;
}

/** What fits into the ids of stacks and the names of resources. */
export const SHORT = /^[a-z][a-z0-9]{0,11}$/;
export const SHORT_WORDS = "1 to 12 lower-case letters and digits, starting with a letter";

/** Short names of subscriptions: those that the user gives, and a fingerprint of the GUID for all others. */
export class Subscriptions {
  private readonly names: ReadonlyMap<string, string>;

  /** @throws ConfigurationError on names that do not fit into resource names, and on ids that are no GUIDs */
  constructor(named: Readonly<Record<string, string>>) {
    const problems = new Problems("subscriptions");
    const entries = Object.entries(named);
    for (const [name, id] of entries) {
      problems.matches(`the name ${quoted(name)}`, name, SHORT, SHORT_WORDS);
      problems.matches(`the id of ${quoted(name)}`, id, GUID, "a subscription's GUID");
      const twin = entries.find(
        ([other, otherId]) => other < name && otherId.toLowerCase() === id.toLowerCase(),
      );
      if (twin) problems.add(`${quoted(name)} and ${quoted(twin[0])} name the same subscription: remove one`);
    }
    problems.throwIfAny();
    this.names = new Map(entries.map(([name, id]) => [id.toLowerCase(), name]));
  }

  /** Those that the user has named. */
  get declared(): readonly Subscription[] {
    return [...this.names].map(([id, name]) => ({ id, name }));
  }

  named(id: string): Subscription {
    return { id, name: this.names.get(id) ?? `s${fingerprint(id, 8)}` };
  }
}
