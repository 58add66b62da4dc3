import type { IConstruct } from "constructs";
import { startOf } from "../backup-policy/stagger";
import { addExplanation } from "../core/explanations";
import { addFinding } from "../core/findings";
import { listed, quoted } from "../core/problems";
import { count } from "../core/words";
import type { VirtualMachine } from "../inventory/virtual-machine";
import { MAX_VMS_PER_VAULT } from "../placement/limits";
import type { Tier } from "../tiers/tier";
import type { BackupSite } from "./backup-site";
import type { Placement } from "./placement";

/** Says how many vaults share the VMs of a place, where it is more than one. */
export function explainVaults(estate: IConstruct, placements: readonly Placement[], limit: number): void {
  const places = new Map<string, number[]>();
  for (const { subscription, region, nonGeo, vms } of placements) {
    const key = `${subscription.name}/${region}${nonGeo ? " (nongeo)" : ""}`;
    places.set(key, [...(places.get(key) ?? []), vms.length]);
  }
  for (const [key, sizes] of places) {
    if (sizes.length === 1) continue;
    const all = counted(sizes.reduce((sum, size) => sum + size, 0));
    const text = `${key}: ${all} VMs in ${sizes.length} vaults of ${counted(limit)} at most`;
    addExplanation(estate, `${text}: ${sizes.map(counted).join(", ")}`);
  }
}

/** Says how many policies share the VMs of a tier in a vault, and when they start. */
export function explainPolicies(site: BackupSite, tier: Tier, sizes: readonly number[], limit: number): void {
  const all = counted(sizes.reduce((sum, size) => sum + size, 0));
  const policies = site.policiesOf(tier.criticality);
  const starts = policies.map((policy) => startOf(policy.schedule));
  const text = `${site.stack.node.id}, ${tier.criticality}: ${all} VMs by ${sizes.length} policies of ${limit} at most`;
  addExplanation(site.stack, `${text}, ${startsText(starts)}`);
  for (const [i, size] of sizes.entries()) {
    if (size <= limit) continue;
    addFinding(site.stack, {
      kind: "warning",
      subject: policies[i]?.policyName ?? tier.criticality,
      reason: `it keeps ${count(size, "VM")}, since VMs stay where they are, and vmsPerPolicy is ${limit}`,
      remedy:
        'remove "policy" from some of its lines in the placement file: they get another one of the same vault',
    });
  }
}

function startsText(starts: readonly string[]): string {
  const [first = ""] = starts;
  const sorted = [...starts].sort();
  const afterMidnight = sorted.filter((start) => start < first);
  const last = (afterMidnight.length > 0 ? afterMidnight : sorted).at(-1);
  return first === last ? `all starting at ${first}` : `starting ${first} to ${last}`;
}

/** Warns of policies of one tier that start at once. */
export function warnOfOneStart(estate: IConstruct, { criticality, backup }: Tier): void {
  addFinding(estate, {
    kind: "warning",
    subject: criticality,
    reason: `its policies all start at ${startOf(backup.schedule)}, and Azure recommends different times`,
    remedy: "give the tier a window in which they start: window: { hours: 2 }",
  });
}

/** Warns of a place whose VMs another vault would move, because nothing remembers where they are. */
export function warnOfGrowth(site: BackupSite, vaults: number): void {
  const { subscription, region } = site.placement;
  const key = `${subscription.name}/${region}`;
  const now =
    vaults === 1
      ? "1 vault for its VMs will soon be too few"
      : `its VMs share ${vaults} vaults by their ids alone`;
  addFinding(site.stack, {
    kind: "warning",
    subject: key,
    reason: `${now}, and one more would move VMs between vaults, where their backups start anew`,
    remedy: `let a file remember their places, placementFile: "placement.json", or fix the number before the first deployment: vaultsPerRegion: { ${quoted(key)}: ${vaults + 1} }`,
  });
}

/** Warns of tiers with several policies whose VMs another policy would move, because nothing remembers them. */
export function warnOfPolicies(estate: IConstruct, tiers: readonly string[]): void {
  addFinding(estate, {
    kind: "warning",
    subject: listed(tiers, "and"),
    reason:
      "several policies share the VMs by their ids alone: one more moves a share of them, and one less cannot be deleted while stopped backups are under it",
    remedy: 'let a file remember their places: placementFile: "placement.json"',
  });
}

/** Warns of a vault that is full with the backups of VMs that have just left it: Azure counts those as well. */
export function warnOfDeparted(site: BackupSite, departed: number): void {
  const { length } = site.placement.vms;
  if (departed === 0 || length + departed <= MAX_VMS_PER_VAULT) return;
  addFinding(site.stack, {
    kind: "warning",
    subject: site.stack.node.id,
    reason: `${counted(length)} ${length === 1 ? "VM" : "VMs"} and the stopped backups of ${counted(departed)} that are gone are more than the ${counted(MAX_VMS_PER_VAULT)} that Azure takes`,
    remedy:
      "delete those backups before the deployment, and leave room for the next: vmsPerVault in createVaults",
  });
}

/** Warns of a tier that left the program, and its policies with it. */
export function warnOfDroppedTier(site: BackupSite, tier: string, policies: number): void {
  const many = policies > 1;
  addFinding(site.stack, {
    kind: "warning",
    subject: site.stack.node.id,
    reason: `the tier ${quoted(tier)} is gone, and its ${many ? `${policies} policies go` : "policy goes"} with it: Azure deletes none that backups are under, stopped ones included`,
    remedy: "keep the tier in the program until they are gone",
  });
}

/** Warns of a VM whose disks no longer fit the vault that it was in. */
export function warnOfMove(site: BackupSite, vm: VirtualMachine, former: string): void {
  addFinding(site.stack, {
    kind: "warning",
    subject: vm.name,
    source: vm.source,
    reason: `it no longer fits the vault ${quoted(former)}, and its backups start anew in another`,
    remedy: "delete or move its backups there first, since Azure backs a VM up in one vault at a time",
  });
}

function counted(number: number): string {
  return number.toLocaleString("en-US");
}
