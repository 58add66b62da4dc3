import { longestGapMinutes } from "../backup-policy/schedule";
import { checkStartWindow } from "../backup-policy/stagger";
import { groupBy } from "../core/group-by";
import { listed, Problems, quoted } from "../core/problems";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { Obstacle } from "../protection/backup-support";
import { CRASH_CONSISTENT_MINUTES } from "../replication/crash-consistency";
import { checkReplicationPolicy } from "../replication/replication-policy";
import type { Tier } from "./tier";
import { tierDoubts } from "./tier-doubts";
import { tierWord } from "./tier-id";

export interface TierSetOptions {
  /**
   * The tag that picks a VM's tier; letter case does not matter.
   * @default "Criticality"
   */
  readonly tag?: string;

  /**
   * The tier of VMs that have no such tag, by its `criticality`.
   * @default - they are not protected, and listed
   */
  readonly defaultTier?: string;
}

/** Why a VM has no tier. */
export interface NoTier {
  readonly reason: string;
  readonly remedy: string;
}

/** The tiers of an organisation, and how a VM gets its own. */
export class TierSet {
  readonly tag: string;
  readonly tiers: readonly Tier[];
  private readonly fallback?: Tier;

  /** @throws ConfigurationError when tiers contradict themselves or each other */
  constructor(tiers: readonly Tier[], options: TierSetOptions = {}) {
    this.tiers = tiers;
    this.tag = options.tag ?? "Criticality";
    this.fallback = this.named(options.defaultTier);
    checkTiers(tiers, options, this.fallback);
  }

  /** What tiers promise and may not keep. */
  get doubts(): readonly (Obstacle & Pick<Tier, "criticality">)[] {
    return this.tiers.flatMap((tier) =>
      tierDoubts(tier).map((doubt) => ({ ...doubt, criticality: tier.criticality })),
    );
  }

  /** The tier that the VM's tag picks, or why there is none. */
  tierOf(vm: VirtualMachine): Tier | NoTier {
    const value = vm.tag(this.tag)?.trim();
    if (value) return this.named(value) ?? this.unknown(value);
    return this.fallback ?? { reason: `it has no tag ${quoted(this.tag)}`, remedy: this.remedy() };
  }

  /** A tier by its tag value. */
  named(criticality: string | undefined): Tier | undefined {
    const wanted = criticality?.trim().toLowerCase();
    return this.tiers.find((tier) => tier.criticality.trim().toLowerCase() === wanted);
  }

  /** A tier by its tag value. @throws ConfigurationError where there is none */
  require(where: string, criticality: string): Tier {
    const tier = this.named(criticality);
    const problems = new Problems(where);
    problems.when(
      !tier,
      `tier must be ${listed(this.tiers.map((t) => t.criticality))}, got ${quoted(criticality)}`,
    );
    problems.throwIfAny();
    return tier as Tier;
  }

  private unknown(value: string): NoTier {
    return {
      reason: `its tag ${quoted(this.tag)} has the unknown value ${quoted(value)}`,
      remedy: this.remedy(),
    };
  }

  private remedy(): string {
    return `set the tag to ${listed(this.tiers.map((tier) => tier.criticality))}`;
  }
}

export function isTier(found: Tier | NoTier): found is Tier {
  return "criticality" in found;
}

function checkTiers(
  tiers: readonly Tier[],
  { defaultTier }: TierSetOptions,
  fallback: Tier | undefined,
): void {
  const problems = new Problems("tiers");
  problems.when(tiers.length === 0, "there must be at least one tier");
  problems.when(
    tiers.some((tier) => tier.criticality.trim() === ""),
    "criticality must not be empty: it is the tag value that picks the tier",
  );
  problems.when(
    tiers.length > 0 && defaultTier !== undefined && !fallback,
    `defaultTier must be ${listed(tiers.map((t) => t.criticality))}, got ${quoted(defaultTier)}`,
  );
  for (const [what, of] of [
    ["criticality", (t: Tier) => t.criticality.trim()],
    ["backup.name", (t: Tier) => t.backup.name],
  ] as const) {
    for (const twin of repeated(tiers.map((t) => of(t).toLowerCase()))) {
      problems.add(
        `${what} ${quoted(twin)} is given to more than one tier: letter case does not tell them apart`,
      );
    }
  }
  checkWords(problems, tiers);
  for (const tier of tiers) checkObjectives(problems, tier);
  problems.throwIfAny();
}

/** Names of policies, plans and accounts have the tier's letters and digits. */
function checkWords(problems: Problems, tiers: readonly Tier[]): void {
  const values = new Map(tiers.map(({ criticality }) => [criticality.trim().toLowerCase(), criticality]));
  for (const [word, alike] of groupBy([...values.values()], tierWord)) {
    problems.when(
      alike.length > 1,
      `criticality must differ in letters or digits, got ${listed(alike, "and")}: names of resources would have ${quoted(word)} for all of them`,
    );
  }
}

function checkObjectives(problems: Problems, tier: Tier): void {
  const { criticality, rpoMinutes, rtoMinutes, backup, window } = tier;
  if (window) checkStartWindow(problems, `${criticality}: window`, window, backup.schedule);
  problems.integer(
    `${criticality}: rpoMinutes`,
    rpoMinutes,
    [1, 525_600],
    "minutes",
    "it is the work that may be lost",
  );
  problems.integer(
    `${criticality}: rtoMinutes`,
    rtoMinutes,
    [1, 525_600],
    "minutes",
    "it is the time to recover",
  );
  checkReplication(problems, tier);
  const gap = longestGapMinutes(backup.schedule);
  problems.when(
    !tier.replicated && gap > rpoMinutes,
    `${criticality}: rpoMinutes ${rpoMinutes} is not met by backups that are ${gap} minutes apart: back up more often, replicate the tier, or promise ${gap}`,
  );
}

function checkReplication(problems: Problems, tier: Tier): void {
  const { criticality, rpoMinutes, replicated, replication, drill } = tier;
  if (replication) checkReplicationPolicy(problems, replication, `${criticality}: replication.`);
  for (const [name, given] of Object.entries({ replication, drill })) {
    problems.when(
      !replicated && given !== undefined,
      `${criticality}: ${name} must be absent: the tier is not replicated`,
    );
  }
  problems.when(
    replicated && rpoMinutes >= 1 && rpoMinutes < CRASH_CONSISTENT_MINUTES,
    `${criticality}: rpoMinutes must be ${CRASH_CONSISTENT_MINUTES} at least, got ${rpoMinutes}: Site Recovery takes a recovery point every ${CRASH_CONSISTENT_MINUTES} minutes`,
  );
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}
