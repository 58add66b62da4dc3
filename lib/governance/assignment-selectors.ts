import { listed, type Problems, quoted } from "../core/problems";
import { isRegion, normalizeRegion } from "../core/regions";
import { EFFECTS } from "./policy-document-checks";

/** Another effect than the parameters say, for some policies of an initiative, or in some regions. */
export interface PolicyOverride {
  /** The effect: "Audit", "Deny", "Disabled", … as far as the definitions allow it. */
  readonly effect: string;
  /** Reference ids of the initiative's policies that it is for, 50 at most. @default - all of them */
  readonly members?: readonly string[];
  /** Reference ids of those that it is not for, 50 at most; instead of `members`. @default - none */
  readonly notMembers?: readonly string[];
  /** Regions of the resources that it is for, 50 at most. @default - everywhere */
  readonly regions?: readonly string[];
}

/** Resources that an assignment holds for; each list has 50 values at most, and in or not in is given, not both. */
export interface ResourceSelector {
  /** What it is called, such as "first-ring". */
  readonly name: string;
  /** Regions, as in "australiaeast". @default - all */
  readonly regions?: readonly string[];
  /** Regions that it is not for. @default - none */
  readonly notRegions?: readonly string[];
  /** Resource types, as in "Microsoft.RecoveryServices/vaults". @default - all */
  readonly types?: readonly string[];
  /** Resource types that it is not for. @default - none */
  readonly notTypes?: readonly string[];
}

interface Selector {
  readonly kind: string;
  readonly in?: string[];
  readonly notIn?: string[];
}

/** Overrides and selectors of an assignment, and the lists of each (Microsoft Learn, "Azure Policy assignment structure"). */
const MAX_ENTRIES = 10;
const MAX_VALUES = 50;

const TYPE = /^[A-Za-z0-9]+(\.[A-Za-z0-9]+)+(\/[A-Za-z0-9]+)+$/;

export function overrideBlocks(overrides: readonly PolicyOverride[] | undefined) {
  return overrides?.map(({ effect, members, notMembers, regions }) => ({
    value: effect,
    selectors: selectors([
      ["policyDefinitionReferenceId", members, notMembers],
      ["resourceLocation", regions?.map(normalizeRegion), undefined],
    ]),
  }));
}

export function selectorBlocks(given: readonly ResourceSelector[] | undefined) {
  return given?.map(({ name, regions, notRegions, types, notTypes }) => ({
    name,
    selectors: selectors([
      ["resourceLocation", regions?.map(normalizeRegion), notRegions?.map(normalizeRegion)],
      ["resourceType", types, notTypes],
    ]),
  }));
}

function selectors(
  kinds: readonly [kind: string, within?: readonly string[], without?: readonly string[]][],
): Selector[] {
  return kinds.flatMap(([kind, within, without]): Selector[] => {
    if (within) return [{ kind, in: [...within] }];
    return without ? [{ kind, notIn: [...without] }] : [];
  });
}

/** What an override may say: the reference ids of an initiative (undefined where nobody knows them), and effects. */
export interface Overridable {
  readonly members?: readonly string[];
  readonly effects?: readonly string[];
}

export function checkOverrides(
  problems: Problems,
  overrides: readonly PolicyOverride[] = [],
  { members, effects }: Overridable,
): void {
  checkCount(problems, "overrides", overrides.length);
  overrides.forEach((override, i) => {
    const where = `overrides[${i}]`;
    checkEffect(problems, where, override.effect, effects);
    checkLists(problems, where, { members: override.members, notMembers: override.notMembers });
    checkLists(problems, where, { regions: override.regions });
    checkRegions(problems, `${where}.regions`, override.regions);
    for (const id of [...(override.members ?? []), ...(override.notMembers ?? [])]) {
      const known = members === undefined || members.includes(id);
      const have = members && members.length > 0 ? listed(members) : "none, since it is no initiative";
      problems.when(!known, `${where} names ${quoted(id)}, which is no reference id: the policy has ${have}`);
    }
  });
}

export function checkResourceSelectors(problems: Problems, given: readonly ResourceSelector[] = []): void {
  checkCount(problems, "resourceSelectors", given.length);
  given.forEach((selector, i) => {
    const where = `resourceSelectors[${i}]`;
    const { name, regions, notRegions, types, notTypes } = selector;
    problems.when(name.trim() === "", `${where}.name must not be empty: say what it selects`);
    checkLists(problems, where, { regions, notRegions });
    checkLists(problems, where, { types, notTypes });
    checkRegions(problems, `${where}.regions`, regions);
    checkRegions(problems, `${where}.notRegions`, notRegions);
    for (const type of [...(types ?? []), ...(notTypes ?? [])])
      problems.matches(
        `${where} type`,
        type,
        TYPE,
        'a resource type such as "Microsoft.RecoveryServices/vaults"',
      );
    const empty = [regions, notRegions, types, notTypes].every((list) => list === undefined);
    problems.when(empty, `${where} selects nothing: give regions, types, or both`);
  });
}

function checkCount(problems: Problems, name: string, count: number): void {
  problems.when(
    count > MAX_ENTRIES,
    `${name} must be ${MAX_ENTRIES} at most, got ${count}: Azure takes no more`,
  );
}

/** At least one value each, 50 at most, and one list of the two. */
function checkLists(
  problems: Problems,
  where: string,
  lists: Readonly<Record<string, readonly string[] | undefined>>,
): void {
  const given = Object.entries(lists).filter(([, list]) => list !== undefined);
  const names = given.map(([name]) => name).join(" and ");
  problems.when(given.length > 1, `${where} has ${names}: Azure takes one of the two`);
  for (const [name, list = []] of given) {
    const fits = list.length >= 1 && list.length <= MAX_VALUES;
    problems.when(!fits, `${where}.${name} must have 1 to ${MAX_VALUES} values, got ${list.length}`);
  }
}

function checkRegions(problems: Problems, where: string, regions: readonly string[] = []): void {
  for (const region of regions)
    problems.when(!isRegion(region), `${where} must be Azure regions, got ${quoted(region)}`);
}

function checkEffect(
  problems: Problems,
  where: string,
  effect: string,
  effects: readonly string[] | undefined,
): void {
  const allowed = effects ?? EFFECTS;
  if (allowed.some((one) => one.toLowerCase() === effect.toLowerCase())) return;
  problems.add(`${where}.effect must be ${listed(allowed)}, got ${quoted(effect)}`);
}
