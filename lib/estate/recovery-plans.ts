import { addFinding } from "../core/findings";
import { fingerprint } from "../core/fingerprint";
import { groupBy } from "../core/group-by";
import { RecoveryDrill } from "../drills/recovery-drill";
import { fits } from "../inventory/vm-inventory";
import { spread } from "../placement/spread";
import type { RecoveryPlan } from "../replication/recovery-plan";
import type { ReplicatedVm } from "../replication/replicated-vm";
import type { Tier } from "../tiers/tier";
import type { RecoverySite } from "./recovery-site";

/** How many VMs a recovery plan takes (Microsoft Learn, "Create and customize recovery plans"). */
const VMS_PER_PLAN = 100;

/** VMs that are failed over together. */
interface PlannedGroup {
  /** What tells the plan from others of its tier; empty for its only one. */
  readonly word: string;
  readonly vms: readonly ReplicatedVm[];
}

/** Gives the VMs of a tier their recovery plans, and each plan its drill where the tier has a schedule. */
export function planRecovery(site: RecoverySite, tier: Tier, vms: readonly ReplicatedVm[]): void {
  const tierWord = wordOf(tier.criticality);
  for (const { word, vms: planned } of groupsOf(site, tier, vms)) {
    const id = ["Plan", tierWord, word].filter(Boolean).join("-");
    const plan = site.pair.addRecoveryPlan(id, {
      name: site.nameOf("recoveryPlan", tierWord, word || undefined),
      boot: bootGroups(site, planned),
    });
    addDrill(site, tier, plan, [tierWord, word]);
  }
}

function addDrill(site: RecoverySite, tier: Tier, plan: RecoveryPlan, words: readonly string[]): void {
  const { testNetwork } = site.pair;
  if (!tier.drill) return;
  if (!testNetwork) {
    addFinding(site.stack, {
      kind: "warning",
      subject: tier.criticality,
      reason: "the tier has a drill schedule, and its region pair no network for test failovers",
      remedy: "add testNetwork to replicate",
    });
    return;
  }
  new RecoveryDrill(site.stack, ["Drill", ...words].filter(Boolean).join("-"), {
    ...site.props.pair.drills,
    plan,
    account: site.drillAccountOf(tier, words[0] ?? ""),
    testNetwork,
    rtoMinutes: tier.rtoMinutes,
    tier: tier.criticality,
    schedule: tier.drill,
  });
}

/** By the tag's value where one is given; what is more than a plan takes is spread by the VMs' ids. */
function groupsOf(site: RecoverySite, tier: Tier, vms: readonly ReplicatedVm[]): readonly PlannedGroup[] {
  const { planTag } = site.props.pair;
  if (planTag === undefined) return spreadOver(site, tier, { word: "", vms });
  const groups = groupBy(vms, ({ vm }) => vm.tag(planTag)?.trim().toLowerCase() ?? "");
  return [...groups].flatMap(([value, own]) =>
    spreadOver(site, tier, { word: value === "" ? "other" : taggedWord(value), vms: own }),
  );
}

function spreadOver(site: RecoverySite, tier: Tier, { word, vms }: PlannedGroup): readonly PlannedGroup[] {
  if (vms.length <= VMS_PER_PLAN) return vms.length === 0 ? [] : [{ word, vms }];
  const { shards, homes } = spread(
    vms.map(({ vm }) => vm.id),
    { seed: `plan ${tier.criticality} ${word}`, limit: VMS_PER_PLAN, most: vms.length },
  );
  addFinding(site.stack, {
    kind: "warning",
    subject: [tier.criticality, word].filter(Boolean).join(" "),
    reason: `${vms.length} VMs need ${shards.length} recovery plans, which take ${VMS_PER_PLAN} each, and VMs of one application may be in different ones`,
    remedy: "give replicate a planTag that tells applications from each other",
  });
  return shards.map((shard) => ({
    word: [word, String(shard).padStart(2, "0")].filter(Boolean).join("-"),
    vms: vms.filter(({ vm }) => homes.get(vm.id) === shard),
  }));
}

/** Each VM in the first group that it fits; groups that no VM fits are left out. */
function bootGroups(site: RecoverySite, vms: readonly ReplicatedVm[]): readonly (readonly ReplicatedVm[])[] {
  const { bootOrder = [] } = site.props.pair;
  const groups: ReplicatedVm[][] = [...bootOrder, {}].map(() => []);
  for (const vm of vms) {
    const index = bootOrder.findIndex((selection) => fits(vm.vm, selection));
    groups.at(index)?.push(vm);
  }
  return groups.filter((group) => group.length > 0);
}

/** Part of ids and names: what tags may have beyond letters and digits becomes "-", and a fingerprint keeps them apart. */
function taggedWord(value: string): string {
  const word = wordOf(value);
  return word === value ? word : `${word.slice(0, 20)}-${fingerprint(value, 4)}`.replace(/^-/, "");
}

function wordOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
