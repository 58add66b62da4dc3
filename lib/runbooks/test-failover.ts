import { code } from "../core/markdown";
import type { DrillFacts } from "./drill-facts";
import type { ProtectedEstate } from "./protected-estate";
import { duration } from "./recovery-times";
import type { PairFacts } from "./replication-facts";
import type { Block, Need, Runbook, RunbookKind, Step } from "./runbook";
import { assignments, command } from "./shell";
import {
  body,
  failoverBlocks,
  failoverRunbook,
  look,
  rest,
  watchJob,
  withoutReplication,
} from "./site-recovery";

/** The version of Azure Automation's REST interface (Microsoft Learn, "Job - Create"). */
const AUTOMATION_API = "api-version=2023-11-01";

/** Trying a failover out, and cleaning up. */
export const TEST_FAILOVER: RunbookKind = {
  file: "test-failover.md",
  title: "Test a failover, and clean up",
  about: "a drill is due, the first one or one after a change; production goes on meanwhile",
  missing: withoutReplication,
  write: testFailover,
};

function testFailover({ pairs }: ProtectedEstate): Runbook {
  const drills = pairs.flatMap(({ plans }) => plans.flatMap((plan) => plan.drills));
  return failoverRunbook({
    pairs,
    when: [
      "A drill is due: see the [plan of drills](../plan/drills.md). Production and its replication go on. There is no next test before this one is cleaned up.",
    ],
    who: who(drills),
    time: time(drills),
    before: drills.length > 0 ? [automatic(drills)] : [],
    steps: steps(pairs),
    worked: WORKED,
    undo: [{ title: "Cleaning up is the undoing. What it could not delete, it names; delete that by hand." }],
    record: RECORD,
    sources: SOURCES,
  });
}

function who(drills: readonly DrillFacts[]): readonly Need[] {
  if (drills.length === 0) return [];
  return [{ role: "Contributor", at: "the automation account, to start a drill by hand" }];
}

function time(drills: readonly DrillFacts[]): readonly string[] {
  return [
    ...drills.map(({ plan, rtoMinutes }) => `${code(plan)} has to be up within ${duration(rtoMinutes)}.`),
    "Test VMs and their disks cost what others cost, as long as they stand, and take the quota of the target region a second time.",
  ];
}

function steps(pairs: readonly PairFacts[]): readonly Step[] {
  return [
    {
      title: "Look before",
      text: ["Every VM is `Protected`, none in critical health."],
      blocks: [{ lines: [look("HERE")] }],
    },
    start(pairs),
    { title: "Follow the job", blocks: [{ lines: watchJob() }] },
    {
      title: "Try the application",
      text: ["Sign in, read something, write something. That VMs boot does not show that applications work."],
    },
    cleanUp(),
  ];
}

function cleanUp(): Step {
  const comments = "what was tried, and what came of it";
  return {
    title: "Clean up",
    text: ["Whatever the test showed."],
    blocks: [{ lines: [rest("post", "$PLAN/testFailoverCleanup", body({ comments }))] }],
  };
}

const WORKED: readonly Step[] = [
  {
    title:
      "Every VM came up within its objective, the application answered, and nothing of the test is left:",
    blocks: [{ lines: [look("HERE")] }],
  },
];

const RECORD: readonly string[] = [
  "when the test began, when the last VM ran, and the objective",
  "what did not work, who mends it, and until when",
  "that it was cleaned up",
];

const SOURCES: readonly string[] = [
  "Run a disaster recovery drill for Azure VMs",
  "Job - Create (REST API of Azure Automation)",
];

/** A drill does it all by itself: looks, fails over, measures, cleans up. */
function automatic(drills: readonly DrillFacts[]): Step {
  return {
    title: "Either: start the drill, which does all of it",
    text: [
      "It measures, cleans up whatever happens, and says in its last line what came of it. The other steps are for doing it by hand.",
    ],
    blocks: [...drills.map(drillBlock), { lines: outcome() }],
  };
}

function drillBlock({ name, plan, account, resourceGroup, subscriptionId }: DrillFacts): Block {
  return {
    for: `${name} (${plan})`,
    lines: [
      ...assignments(
        ["SUBSCRIPTION", subscriptionId],
        ["ACCOUNT_GROUP", resourceGroup],
        ["ACCOUNT", account],
      ),
      'ACCOUNT_ID="/subscriptions/$SUBSCRIPTION/resourceGroups/$ACCOUNT_GROUP/providers/Microsoft.Automation/automationAccounts/$ACCOUNT"',
      "DRILL=$(uuidgen)",
      command(
        `az rest --method put --url "$ACCOUNT_ID/jobs/$DRILL?${AUTOMATION_API}"`,
        body({ runbook: { name } }),
      ),
    ],
  };
}

function outcome(): readonly string[] {
  return [
    command(
      `az rest --method get --url "$ACCOUNT_ID/jobs/$DRILL?${AUTOMATION_API}"`,
      '--query "properties.{status: status, began: startTime, ended: endTime, exception: exception}"',
    ),
    `az rest --method get --url "$ACCOUNT_ID/jobs/$DRILL/output?${AUTOMATION_API}"`,
  ];
}

function start(pairs: readonly PairFacts[]): Step {
  return {
    title: "Start the test failover",
    text: ["Into a network that reaches neither production nor the Internet."],
    blocks: [
      ...pairs.map(({ title, testNetworkId }) => ({
        for: title,
        lines: assignments([
          "NETWORK",
          testNetworkId,
          "the id of an isolated network in the target region: the pair has none",
        ]),
      })),
      ...failoverBlocks(pairs, "testFailover", "LatestProcessed", {
        failoverDirection: "PrimaryToRecovery",
        networkType: "VmNetworkAsInput",
        networkId: "$NETWORK",
      }),
    ],
  };
}
