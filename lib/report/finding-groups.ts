import { type Finding, type FindingKind, placeInInventory } from "../core/findings";
import { groupBy } from "../core/group-by";

/** Findings that say the same of several subjects. */
export interface FindingGroup {
  readonly kind: FindingKind;
  readonly reason: string;
  readonly remedy: string;
  readonly subjects: readonly FindingSubject[];
}

/** What a finding is about, and where it comes from. */
export interface FindingSubject {
  /** The name of a VM, or the path of a construct. */
  readonly name: string;
  /** File and entry of the inventory. */
  readonly source?: string;
}

/** What weighs most comes first. */
const ORDER: readonly FindingKind[] = ["unprotected", "unreplicated", "warning", "exempt"];

/** Findings by what they say: the worst kind first, then by how many they are about; in the tree's order otherwise. */
export function findingGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = groupBy(findings, ({ kind, reason, remedy }) => `${kind}\n${reason}\n${remedy}`);
  return [...groups.values()]
    .map(groupOf)
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || b.subjects.length - a.subjects.length);
}

function groupOf(alike: readonly Finding[]): FindingGroup {
  const [{ kind, reason, remedy }] = alike as readonly [Finding, ...Finding[]];
  const subjects = alike.map(({ subject, source }) => ({
    name: subject,
    source: placeInInventory(source),
  }));
  return { kind, reason, remedy, subjects };
}

/** The numbers of the groups that are about each VM, by file and entry of the inventory. */
export function groupsBySource(groups: readonly FindingGroup[]): ReadonlyMap<string, readonly number[]> {
  const pairs = groups.flatMap(({ subjects }, index) =>
    subjects.flatMap(({ source }) => (source === undefined ? [] : [{ source, index }])),
  );
  const bySource = groupBy(pairs, ({ source }) => source);
  return new Map([...bySource].map(([source, own]) => [source, own.map(({ index }) => index)]));
}
