import type { Problems } from "./problems";
import { quoted } from "./problems";

/** Azure tags. The named ones are those that the operations of a vault need; any other is allowed. */
export interface ResourceTags {
  readonly Application?: string;
  readonly "Support Team"?: string;
  readonly Environment?: string;
  readonly "Cost Center"?: string;
  readonly Criticality?: string;
  readonly [name: string]: string | undefined;
}

const MAX_TAGS = 50;
const MAX_NAME = 512;
const MAX_VALUE = 256;
const FORBIDDEN = /[<>%&\\?/]/;

/** Repeats the rules of Microsoft Learn, "Use tags to organize your Azure resources", before the deployment does. */
export function checkTags(problems: Problems, tags: ResourceTags | undefined): void {
  const entries = Object.entries(tagMap(tags) ?? {});
  const names = entries.map(([name]) => name.toLowerCase());
  problems.when(
    entries.length > MAX_TAGS,
    `tags must be ${MAX_TAGS} at most, got ${entries.length}: remove some`,
  );
  for (const [name, value] of entries) {
    const label = `the tag ${quoted(name)}`;
    problems.when(name === "", `${label} must have a name`);
    problems.when(
      names.indexOf(name.toLowerCase()) !== names.lastIndexOf(name.toLowerCase()),
      `${label} is there twice: Azure's tag names have no letter case`,
    );
    problems.when(name.length > MAX_NAME, `${label} must have a name of ${MAX_NAME} characters at most`);
    problems.when(FORBIDDEN.test(name), `${label} must not have any of <>%&\\?/ in its name`);
    const length = value?.length ?? 0;
    problems.when(
      length > MAX_VALUE,
      `${label} must have a value of ${MAX_VALUE} characters at most, got ${length}`,
    );
  }
}

/** The tags as the provider takes them: undefined values left out. */
export function tagMap(tags: ResourceTags | undefined): Record<string, string> | undefined {
  const entries = Object.entries(tags ?? {}).filter((e): e is [string, string] => e[1] !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
