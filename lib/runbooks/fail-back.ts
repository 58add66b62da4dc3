import type { ProtectedEstate } from "./protected-estate";
import { promises } from "./recovery-times";
import type { PairFacts, SideFacts } from "./replication-facts";
import type { Block, Runbook, RunbookKind, Step } from "./runbook";
import { assignments } from "./shell";
import { failoverBlocks, failoverRunbook, look, rest, watchJob, withoutReplication } from "./site-recovery";

/** Going back after a failover: reprotect, fail over the other way, reprotect again. */
export const FAIL_BACK: RunbookKind = {
  file: "fail-back.md",
  title: "Reprotect and fail back",
  about: "the place that failed is back, and the VMs shall return to it",
  missing: withoutReplication,
  write: failBack,
};

function failBack(estate: ProtectedEstate): Runbook {
  const { pairs } = estate;
  return failoverRunbook({
    pairs,
    when: [
      "The failover is committed and the place that failed works again: one can make resources in it. It cannot be done for VMs that were moved to another resource group, or whose source VM was deleted by hand.",
    ],
    time: time(estate),
    steps: steps(pairs),
    worked: WORKED,
    undo: UNDO,
    record: RECORD,
    sources: SOURCES,
  });
}

function time(estate: ProtectedEstate): readonly string[] {
  return [
    "Reprotecting compares the disks and sends what differs: hours. Failing back takes as long as the failover did, with the applications down; choose the hour.",
    ...promises(estate),
  ];
}

function steps(pairs: readonly PairFacts[]): readonly Step[] {
  return [
    reprotectBlocks(
      "Reprotect towards the place that was left",
      "HERE",
      pairs,
      ({ target }) => target,
      undefined,
    ),
    {
      title: "Wait until every VM is protected",
      text: ["The items have moved to the other container. Wait for `Protected` and normal health."],
      blocks: [{ lines: [look("THERE")] }],
    },
    back(pairs),
    reprotectBlocks("Reprotect in the first direction", "THERE", pairs, ({ source }) => source, "replica"),
    { title: "Look", blocks: [{ lines: [look("HERE")] }] },
  ];
}

const WORKED: readonly Step[] = [
  {
    title:
      "Every VM runs where it ran before, is `Protected`, and backed up again. Then export the inventory, synthesise, and read the plan of every stack before the pipelines start again: disks and network interfaces may have other ids. An item that Terraform would replace is replicated anew.",
  },
];

const UNDO: readonly Step[] = [
  {
    title:
      "Until the commit another recovery point can be taken, as in [fail over](fail-over.md). After it, failing over again is the way. Site Recovery leaves the VMs of the other place turned off; delete them when nothing is missing.",
  },
];

const RECORD: readonly string[] = [
  "when reprotection began and ended, when the VMs were back",
  "what differs from before: addresses, security groups, public addresses",
  "that the pipelines run again",
];

const SOURCES: readonly string[] = [
  "Reprotect failed over Azure virtual machines to the primary region",
  "Tutorial: Fail back Azure VM to the primary region",
  "Replication Protection Containers - Switch Protection (REST API of Site Recovery)",
];

function back(pairs: readonly PairFacts[]): Step {
  return {
    title: "Fail back, and commit",
    text: [
      "With the latest point and the VMs shut down nothing is lost.",
      ...(pairs.some(({ alone }) => alone.length > 0)
        ? [
            'The item of a single VM is in the other container now: `PLAN="$THERE/replicationProtectedItems/$ITEM"`.',
          ]
        : []),
    ],
    blocks: [
      ...failoverBlocks(pairs, "unplannedFailover", "Latest", {
        failoverDirection: "RecoveryToPrimary",
        sourceSiteOperations: "Required",
      }),
      { lines: watchJob() },
      {
        for: "When the job is over and the application works",
        lines: [rest("post", "$PLAN/failoverCommit")],
      },
    ],
  };
}

function reprotectBlocks(
  title: string,
  container: "HERE" | "THERE",
  pairs: readonly PairFacts[],
  runsIn: (pair: PairFacts) => SideFacts,
  replica: "replica" | undefined,
): Step {
  return {
    title,
    text: [
      "Each VM by itself, through a cache account of the place where it runs now. Site Recovery deletes the VM of the other place and its network interfaces; delete nothing by hand. Disks with keys of yours take `recoveryDiskEncryptionSetId` as well.",
    ],
    blocks: [
      ...pairs.map((pair) => cacheBlock(pair, runsIn(pair), replica)),
      { lines: reprotectLines(container) },
    ],
  };
}

function cacheBlock(pair: PairFacts, side: SideFacts, replica: "replica" | undefined): Block {
  const disks =
    replica && pair.replicaDisks !== "as source" ? `'${pair.replicaDisks}_LRS'` : "storageAccountType";
  return {
    for: `${pair.title}: the VMs run in ${side.place}`,
    lines: [
      ...assignments([
        "CACHE",
        side.cache,
        `the id of a cache storage account in ${side.place}: the program has none`,
      ]),
      ...(side.premiumCache === undefined
        ? ['PREMIUM_CACHE="$CACHE"']
        : assignments(["PREMIUM_CACHE", side.premiumCache])),
      `DISKS="${disks}"`,
    ],
  };
}

/** The body is put together by Azure itself, of the VM as it is now: its disks have ids that nobody knows before. */
function reprotectLines(container: "HERE" | "THERE"): readonly string[] {
  const of = "properties.providerSpecificDetails";
  const columns = `[name, properties.policyId, ${of}.fabricObjectId, ${of}.recoveryAzureResourceGroupId, ${of}.recoveryAzureVMName, not_null(${of}.primaryAvailabilityZone, 'none'), not_null(${of}.churnOptionSelected, 'Normal')]`;
  const disk =
    "{diskId: id, recoveryResourceGroupId: '$to', primaryStagingAzureStorageAccountId: '$cache', recoveryTargetDiskAccountType: storageAccountType, recoveryReplicaDiskAccountType: ends_with(storageAccountType, '_ZRS') && storageAccountType || (storageAccountType == 'UltraSSD_LRS' || storageAccountType == 'PremiumV2_LRS') && 'Premium_LRS' || $DISKS}";
  const properties = `{properties: {replicationProtectedItemName: '$item', providerSpecificDetails: {instanceType: 'A2A', policyId: '$policy', recoveryContainerId: '$${container}', recoveryResourceGroupId: '$to', recoveryAvailabilityZone: '$zone' != 'none' && '$zone' || null, vmManagedDisks: [storageProfile.osDisk.managedDisk, storageProfile.dataDisks[].managedDisk][].${disk}}}}`;
  return [
    `ITEMS=$(${rest("get", `$${container}/replicationProtectedItems`, `--query "value[].${columns}" --output tsv)`)}`,
    "while IFS=$'\\t' read -r item policy was group vm zone churn; do",
    `  to=\${was%%/providers/*} cache=$CACHE; if [ "$churn" = High ]; then cache=$PREMIUM_CACHE; fi`,
    `  body=$(az vm show --ids "$group/providers/Microsoft.Compute/virtualMachines/$vm" --output json --query "${properties}" </dev/null) &&`,
    `    ${rest("post", `$${container}/switchprotection`, '--body "$body" </dev/null')}`,
    'done <<<"$ITEMS"',
  ];
}
