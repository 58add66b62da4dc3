import { code, escaped } from "../core/markdown";
import type { ProtectedEstate } from "./protected-estate";
import { duration, promises } from "./recovery-times";
import type { Runbook, RunbookKind, Step } from "./runbook";
import { need, toFillIn } from "./shell";
import {
  body,
  failoverBlocks,
  failoverRunbook,
  look,
  rest,
  watchJob,
  withoutReplication,
} from "./site-recovery";

/** Failing over to the other region or zone, in earnest. */
export const FAIL_OVER: RunbookKind = {
  file: "fail-over.md",
  title: "Fail over",
  about: "a region or zone is down, or its replicated VMs are",
  missing: withoutReplication,
  write: failOver,
};

function failOver(estate: ProtectedEstate): Runbook {
  const { pairs } = estate;
  return failoverRunbook({
    pairs,
    when: when(estate),
    time: [...promises(estate), ...drilled(estate), ...points(estate)],
    steps: steps(estate),
    worked: WORKED,
    undo: UNDO,
    record: RECORD,
    sources: SOURCES,
  });
}

function when(estate: ProtectedEstate): readonly string[] {
  return [
    "The place where the VMs run is down and the business has decided to leave it. One damaged VM is [restored](restore-vm.md) instead. Trying it out has [its own page](test-failover.md).",
    "From here on apply no stack that replicates or backs up these VMs, until they are [back](fail-back.md): Terraform would replicate anew what runs elsewhere. Stop the pipelines of " +
      `${pipelines(estate)}.`,
  ];
}

function steps(estate: ProtectedEstate): readonly Step[] {
  return [
    { title: "Look before", blocks: [{ lines: [look("HERE")] }] },
    ...failover(estate),
    {
      title: "Follow the job",
      text: [
        "Again and again, until its state says that it ended. Manual actions of a plan wait for somebody who confirms them in the portal, under Site Recovery jobs.",
      ],
      blocks: [{ lines: watchJob() }],
    },
    anotherPoint(),
    {
      title: "Commit",
      text: ["When the application works. It drops all other recovery points."],
      blocks: [{ lines: [rest("post", "$PLAN/failoverCommit")] }],
    },
  ];
}

const WORKED: readonly Step[] = [
  {
    title:
      "Every VM runs in the other place, its users reach it, and names and addresses point there. Recovered VMs are neither replicated nor backed up: plan the [way back](fail-back.md) now, and protect them if they stay.",
  },
];

const UNDO: readonly Step[] = [
  {
    title:
      "Before the commit another recovery point can be taken (above). There is no way back but [failing back](fail-back.md): the VMs in the source place stay as they were, shut down where Azure reached them. Delete none of them.",
  },
];

const RECORD: readonly string[] = [
  "when the place failed, when the failover was decided, begun and over: the true recovery time",
  "the time of the recovery point: what was lost",
  "what had to be done by hand",
];

const SOURCES: readonly string[] = [
  "Perform a failover in Site Recovery",
  "About recovery plans in Azure Site Recovery",
];

function pipelines({ stacks }: ProtectedEstate): string {
  return stacks
    .filter(({ pausedByFailover }) => pausedByFailover)
    .map(({ id }) => `\`${id}\``)
    .join(", ");
}

function drilled({ pairs }: ProtectedEstate): readonly string[] {
  const drills = pairs.flatMap(({ plans }) => plans.flatMap((plan) => plan.drills));
  return drills.map(
    ({ name, plan, rtoMinutes, when }) =>
      `The drill ${code(name)} (${when}) measures ${code(plan)} against ${duration(rtoMinutes)}: its last outcome is the best guess.`,
  );
}

function points({ pairs }: ProtectedEstate): readonly string[] {
  return pairs.map(
    ({ title, retentionMinutes }) =>
      `${escaped(title)}: recovery points of the last ${duration(retentionMinutes)}. On a healthy day the newest is 5 minutes old; Azure promises nothing of it.`,
  );
}

function failover({ pairs }: ProtectedEstate): readonly Step[] {
  const blocks = (recoveryPoint: string, sourceSiteOperations: string) =>
    failoverBlocks(pairs, "unplannedFailover", recoveryPoint, {
      failoverDirection: "PrimaryToRecovery",
      sourceSiteOperations,
    });
  return [
    {
      title: "Either: the place still answers",
      text: ["Azure shuts the VMs down first and sends the last changes: nothing is lost."],
      blocks: blocks("Latest", "Required"),
    },
    {
      title: "Or: the place is gone",
      text: ["The newest point that is processed already, at once."],
      blocks: blocks("LatestProcessed", "NotRequired"),
    },
  ];
}

function anotherPoint(): Step {
  return {
    title: "Where a VM's data is bad: take an earlier point of it",
    text: ["Before the commit, for that VM alone."],
    blocks: [{ lines: [...chooseItem(), ...applyPoint()] }],
  };
}

function chooseItem(): readonly string[] {
  const items = '--query "value[].{vm: properties.friendlyName, item: id}" --output table';
  return [
    rest("get", "$HERE/replicationProtectedItems", items),
    toFillIn("ITEM_ID", "the id of the item, from the list"),
    need("ITEM_ID"),
  ];
}

function applyPoint(): readonly string[] {
  const points =
    '--query "value[].{time: properties.recoveryPointTime, kind: properties.recoveryPointType, id: id}" --output table';
  const details = { recoveryPointId: "$POINT", providerSpecificDetails: { instanceType: "A2A" } };
  return [
    rest("get", "$ITEM_ID/recoveryPoints", points),
    toFillIn("POINT", "the id of the point"),
    need("POINT"),
    rest("post", "$ITEM_ID/applyRecoveryPoint", body(details)),
  ];
}
