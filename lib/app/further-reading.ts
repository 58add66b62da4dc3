import type { Problem } from "../core/configuration-error";

/** What a problem is about, and the guide that says more of it. */
const GUIDES: readonly (readonly [RegExp, string])[] = [
  [/az graph query|^\[.*: data\[\d+\]/, "troubleshooting.md#the-inventory"],
  [/the context value "backend"/, "pipelines.md#where-states-are-kept"],
  [/add acknowledge: /, "vaults.md#what-cannot-be-undone"],
  [/without --frozen-placement|vmsPerVault|vaultsPerRegion/, "placement.md#vms-keep-their-place"],
  [/rpoMinutes|rtoMinutes/, "choosing-a-tier.md#what-is-checked-of-a-promise"],
  [/redundancy (cannot be )?"(Geo|Zone)Redundant"/, "geo-or-zonal.md"],
  [/refers to a resource of|both have the address/, "troubleshooting.md#stacks-and-states"],
  // what a rule of ResilienceChecks says begins with its id
  [/^[a-z]+(-[a-z]+)+: /, "troubleshooting.md#checks"],
];

/** The guides that say more of these problems, each once; none where no guide does. */
export function furtherReading(problems: readonly Problem[]): readonly string[] {
  const about = ({ where, message }: Problem) => [`[${where}]`, message];
  const texts = problems.flatMap(about);
  const pages = GUIDES.filter(([pattern]) => texts.some((text) => pattern.test(text)));
  return [...new Set(pages.map(([, page]) => `docs/guides/${page}`))];
}
