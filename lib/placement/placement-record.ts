/** Where a VM is backed up: by the numbers of its vault and of its tier's policy, counted from 1. */
export interface VmPlace {
  /** The vault, as its subscription calls it: "australiaeast/1", "australiaeast/nongeo/1". */
  readonly vault: string;
  /** Absent for VMs that no policy backs up. */
  readonly policy?: { readonly tier: string; readonly number: number };
}

/** What a run remembers of the places of VMs, for the next one. */
export interface PlacementRecord {
  /** How many policies each tier has, by vault: "6f0d3a52-…/australiaeast/1". Neither can go once it held backups. */
  readonly vaults: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** By ARM id in canonical spelling. */
  readonly vms: ReadonlyMap<string, VmPlace>;
}

/** A vault without its number: "australiaeast", "australiaeast/nongeo". */
export function groupOf(region: string, nonGeo: boolean): string {
  return nonGeo ? `${region}/nongeo` : region;
}

/** "Gold/2", as the file has it. */
export function policyText({ tier, number }: NonNullable<VmPlace["policy"]>): string {
  return `${tier}/${number}`;
}

export const VERSION = 1;

const NOTE =
  "Where each VM is backed up. Written by the synthesis: keep it in version control, since VMs that have no line here are placed anew.";

/** The file's text: sorted, a vault and a VM a line, so that a diff shows who came and who went. */
export function renderRecord({ vaults, vms }: PlacementRecord): string {
  const vaultLines = [...vaults].sort(byKey).map(([vault, policies]) => line(vault, tiersOf(policies)));
  const vmLines = [...vms].sort(byKey).map(([id, { vault, policy }]) => {
    return line(id, { vault, ...(policy && { policy: policyText(policy) }) });
  });
  return `{
  "note": ${JSON.stringify(NOTE)},
  "version": ${VERSION},
  "vaults": ${block(vaultLines)},
  "vms": ${block(vmLines)}
}
`;
}

function tiersOf(policies: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...policies].sort(byKey));
}

function line(key: string, value: Readonly<Record<string, unknown>>): string {
  const members = Object.entries(value).map(
    ([name, own]) => `${JSON.stringify(name)}: ${JSON.stringify(own)}`,
  );
  return `    ${JSON.stringify(key)}: ${members.length > 0 ? `{ ${members.join(", ")} }` : "{}"}`;
}

function block(lines: readonly string[]): string {
  return lines.length > 0 ? `{\n${lines.join(",\n")}\n  }` : "{}";
}

/** By code units, which is the same on every machine; the numbers of a vault in their order. */
function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  const [left, right] = [sortable(a), sortable(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function sortable(key: string): string {
  return key.replace(/\/(\d{1,3})$/, (_, number: string) => `/${number.padStart(3, "0")}`);
}
