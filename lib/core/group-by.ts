/** The members by a key, in the order in which keys and members first come. */
export function groupBy<K, T>(members: readonly T[], keyOf: (member: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group) group.push(member);
    else groups.set(key, [member]);
  }
  return groups;
}

/** From so many members on, what they have in common is said once to people. */
const MANY = 3;

/** Members of which the same is said: all of them together where they are many, at the place of the first; others alone. */
export function saidTogether<T>(
  members: readonly T[],
  textOf: (member: T) => string,
): readonly (readonly T[])[] {
  const groups = [...groupBy([...members.entries()], ([, member]) => textOf(member)).values()];
  return groups
    .flatMap((same) => (same.length < MANY ? same.map((one) => [one]) : [same]))
    .sort(([[a] = [0]], [[b] = [0]]) => a - b)
    .map((same) => same.map(([, member]) => member));
}
