import { addFinding } from "../core/findings";
import { fingerprint } from "../core/fingerprint";
import { groupBy } from "../core/group-by";
import { cafName } from "../core/names";
import { RecoveryDrill } from "../drills/recovery-drill";
import { fits } from "../inventory/vm-inventory";
import { spread } from "../placement/spread";
import type { RecoveryPlan } from "../replication/recovery-plan";
import type { ReplicatedVm } from "../replication/replicated-vm";
import type { Tier } from "../tiers/tier";
import { tierWord, withFingerprint, wordOf } from "../tiers/tier-id";
import type { RecoverySite } from "./recovery-site";

/** How many VMs a recovery plan takes (Microsoft Learn, "Create and customize recovery plans"). */
const VMS_PER_PLAN = 100;

/** VMs that are failed over together. */
interface PlannedGroup {
  /** What tells the plan from others of its tier; empty for its first one. */
  readonly word: string;
  readonly vms: readonly ReplicatedVm[];
}

/** Gives the VMs of a tier their recovery plans, and each plan its drill where the tier has a schedule. */
export function planRecovery(site: RecoverySite, tier: Tier, vms: readonly ReplicatedVm[]): void {
  if (tier.drill && !site.pair.testNetwork && vms.length > 0) warnOfNoTestNetwork(site, tier);
  for (const { word, vms: planned } of groupsOf(site, tier, vms)) {
    const words = wordsOf(site, tier, word);
    const plan = site.pair.addRecoveryPlan(["Plan", ...words].join("-"), {
      name: site.nameOf("recoveryPlan", ...words),
      boot: bootGroups(site, planned),
    });
    addDrill(site, tier, plan, words);
  }
}

/** "gold", "erp"; with a fingerprint where the plan of another tier is called so: "a-b" and "c", "a" and "b-c". */
function wordsOf(site: RecoverySite, tier: Tier, word: string): readonly string[] {
  const words = [tierWord(tier.criticality), word].filter(Boolean);
  const taken = site.pair.node.tryFindChild(["Plan", ...words].join("-")) !== undefined;
  return taken ? [...words, fingerprint(`${tier.criticality.toLowerCase()}/${word}`, 6)] : words;
}

function addDrill(site: RecoverySite, tier: Tier, plan: RecoveryPlan, words: readonly string[]): void {
  const { testNetwork } = site.pair;
  if (!tier.drill || !testNetwork) return;
  new RecoveryDrill(site.stack, ["Drill", ...words].join("-"), {
    ...site.props.pair.drills,
    name: cafName("automationRunbook", "drill", ...words),
    plan,
    account: site.drillAccountOf(tier),
    testNetwork,
    rtoMinutes: tier.rtoMinutes,
    tier: tier.criticality,
    schedule: tier.drill,
    tags: site.props.tags,
  });
}

function warnOfNoTestNetwork(site: RecoverySite, tier: Tier): void {
  addFinding(site.stack, {
    kind: "warning",
    subject: tier.criticality,
    reason: "the tier has a drill schedule, and its region pair no network for test failovers",
    remedy: "add testNetwork to replicate",
  });
}

/** By the tag's value where one is given; what is more than a plan takes is spread by the VMs' ids. */
function groupsOf(site: RecoverySite, tier: Tier, vms: readonly ReplicatedVm[]): readonly PlannedGroup[] {
  const { planTag } = site.props.pair;
  if (planTag === undefined) return spreadOver(site, tier, { word: "", vms });
  const groups = groupBy(vms, ({ vm }) => vm.tag(planTag)?.trim().toLowerCase() ?? "");
  return [...groups].flatMap(([value, own]) =>
    spreadOver(site, tier, { word: value === "" ? NO_VALUE : taggedWord(value), vms: own }),
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
  const members = groupBy(vms, ({ vm }) => homes.get(vm.id) ?? 1);
  // the first keeps its name when there is a second one
  return shards.flatMap((shard) => {
    const number = shard > 1 ? String(shard).padStart(2, "0") : "";
    const own = members.get(shard) ?? [];
    return own.length > 0 ? [{ word: [word, number].filter(Boolean).join("-"), vms: own }] : [];
  });
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

/** What the plan of VMs without the tag is called. */
const NO_VALUE = "other";
/** What the further plans of a value end with. */
const NUMBERED = /(^|-)\d{2,}$/;

/**
 * Part of ids and names: what tags may have beyond letters and digits becomes "-". A fingerprint keeps those apart that
 * are written alike then, or as a plan that is named otherwise.
 */
function taggedWord(value: string): string {
  const word = wordOf(value);
  const clear = word === value && word !== NO_VALUE && !NUMBERED.test(word);
  return clear ? word : withFingerprint(word, value);
}
