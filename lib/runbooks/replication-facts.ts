import type { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { groupBy } from "../core/group-by";
import { hasMark } from "../core/marks";
import type { ICacheStorageAccount } from "../core/refs";
import type { RecoveryDrill } from "../drills/recovery-drill";
import type { DisasterRecoveryPair } from "../replication/disaster-recovery-pair";
import type { RecoveryPlan } from "../replication/recovery-plan";
import type { ReplicatedVm } from "../replication/replicated-vm";
import { type DrillFacts, drillFacts } from "./drill-facts";
import type { KnownTexts } from "./known-texts";

/** A VM that Site Recovery replicates. */
export interface Replica {
  readonly name: string;
  /** The name of its replicated item in the vault. */
  readonly item: string;
}

/** A recovery plan: what is failed over together. */
export interface PlanFacts {
  readonly name?: string;
  readonly title: string;
  readonly vms: readonly string[];
  readonly drills: readonly DrillFacts[];
}

/** One side of a pair, as Site Recovery sees it. */
export interface SideFacts {
  /** Region, with its zone where VMs are replicated between zones: "australiaeast, zone 1". */
  readonly place: string;
  readonly fabric?: string;
  readonly container?: string;
  /** ARM ids of the cache storage accounts of VMs that run here. */
  readonly cache?: string;
  readonly premiumCache?: string;
}

/** Two places between which VMs are replicated. Texts are undefined where only Terraform will know them. */
export interface PairFacts {
  readonly title: string;
  readonly vaultName?: string;
  readonly vaultGroup?: string;
  readonly subscriptionId?: string;
  readonly source: SideFacts;
  readonly target: SideFacts;
  readonly policy?: string;
  readonly recoveredGroup?: string;
  readonly testNetworkId?: string;
  /** "as source", or the type of the replica disks. */
  readonly replicaDisks: string;
  readonly retentionMinutes: number;
  readonly plans: readonly PlanFacts[];
  readonly vms: readonly Replica[];
  /** Those that no plan fails over. */
  readonly alone: readonly Replica[];
}

/** The pairs that replicate a VM, in the order of their titles. */
export function pairsOf(all: readonly IConstruct[], texts: KnownTexts): readonly PairFacts[] {
  const vms = all.filter((c): c is ReplicatedVm => hasMark(c, "ReplicatedVm"));
  const plans = groupBy(
    all.filter((c): c is RecoveryPlan => hasMark(c, "RecoveryPlan")),
    ({ pair }) => pair,
  );
  const drills = groupBy(
    all.filter((c): c is RecoveryDrill => hasMark(c, "RecoveryDrill")),
    ({ plan }) => plan.node.path,
  );
  const caches = all.filter(
    (c): c is IConstruct & ICacheStorageAccount => "storageAccountId" in c && "performance" in c,
  );
  return [...groupBy(vms, ({ pair }) => pair)]
    .map(([pair, own]) => {
      const ownPlans = plans.get(pair) ?? [];
      const planned = new Set(ownPlans.flatMap((plan) => plan.vms));
      return {
        ...pairFacts(pair, texts, caches),
        plans: ownPlans.map((plan) => planFacts(plan, texts, drills.get(plan.node.path) ?? [])),
        vms: own.map(replica),
        alone: own.filter((vm) => !planned.has(vm)).map(replica),
      };
    })
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

function pairFacts(
  pair: DisasterRecoveryPair,
  texts: KnownTexts,
  caches: readonly (IConstruct & ICacheStorageAccount)[],
): Omit<PairFacts, "plans" | "vms" | "alone"> {
  const { vault, zones, sourceRegion, targetRegion, testNetwork } = pair;
  const place = (region: string, zone: string | undefined) => (zone ? `${region}, zone ${zone}` : region);
  const from = place(sourceRegion, zones?.source);
  const to = place(targetRegion, zones?.target);
  const beyond = zones ? pair.caches.accounts : caches.filter((one) => one.region === targetRegion);
  return {
    title: `${from} to ${to}`,
    vaultName: texts.of(vault, vault.vaultName),
    vaultGroup: texts.of(vault, vault.resourceGroupName),
    subscriptionId: vault.subscriptionId,
    source: { place: from, ...side(pair, "Source", texts), ...cachesOf(pair.caches.accounts, pair, texts) },
    target: { place: to, ...side(pair, "Target", texts), ...cachesOf(beyond, pair, texts) },
    policy: texts.input(pair.policy.resource, "name"),
    recoveredGroup: pair.targetResourceGroupName,
    testNetworkId: testNetwork && texts.of(pair, testNetwork.networkId),
    replicaDisks: pair.replicaDisks,
    retentionMinutes: pair.policy.recoveryPointRetentionMinutes,
  };
}

function side(pair: DisasterRecoveryPair, id: "Source" | "Target", texts: KnownTexts) {
  const container = pair.node.tryFindChild(`${id}Container`) as TerraformResource | undefined;
  return {
    container: container && texts.input(container, "name"),
    fabric: container && texts.input(container, "recovery_fabric_name"),
  };
}

function cachesOf(accounts: readonly ICacheStorageAccount[], pair: DisasterRecoveryPair, texts: KnownTexts) {
  const idOf = (premium: boolean) => {
    const found = accounts.find(({ performance }) => (performance === "Premium") === premium);
    return found && texts.of(scopeOf(found, pair), found.storageAccountId);
  };
  return { cache: idOf(false) ?? idOf(true), premiumCache: idOf(true) };
}

/** A reference is read in the stack of what it belongs to. */
function scopeOf(account: ICacheStorageAccount, pair: IConstruct): IConstruct {
  return "node" in account ? (account as unknown as IConstruct) : pair;
}

function planFacts(plan: RecoveryPlan, texts: KnownTexts, drills: readonly RecoveryDrill[]): PlanFacts {
  const name = texts.input(plan.resource, "name");
  return {
    name,
    title: name ?? plan.node.path,
    vms: plan.vms.map(({ vm }) => vm.name),
    drills: drills.map((drill) => drillFacts(drill, name ?? plan.node.path, texts)),
  };
}

function replica({ vm, resource }: ReplicatedVm): Replica {
  return { name: vm.name, item: resource.nameInput ?? vm.key };
}
