import { escaped } from "../core/markdown";
import { count } from "../core/words";
import type { ProtectedEstate } from "./protected-estate";
import type { PairFacts, PlanFacts, Replica, SideFacts } from "./replication-facts";
import type { Block, Need, Runbook, Step } from "./runbook";
import { assignments, command, need, toFillIn, word } from "./shell";

/** The version of Site Recovery's REST interface that the drills speak as well. */
const API = "api-version=2025-08-01";

/** Why an estate has no use for runbooks on replication. */
export function withoutReplication({ pairs }: ProtectedEstate): string | undefined {
  return pairs.length > 0 ? undefined : "the program replicates no VM";
}

const FAILOVER_ROLES: readonly Need[] = [
  { role: "Site Recovery Operator", at: "the vault of the replication" },
  { role: "Reader", at: "the VMs and the resource group that they are recovered to" },
];

const SITE_RECOVERY_PAGES = [
  "Use Role-Based Access Control to manage Azure Site Recovery deployments",
  "Replication Recovery Plans (REST API of Site Recovery)",
] as const;

/** A call of Site Recovery's REST interface. `"$NAME"` in a body is a variable of the shell. */
export function rest(method: "get" | "post", path: string, ...options: readonly string[]): string {
  return command(`az rest --method ${method} --url "${path}?${API}"`, ...options);
}

export function body(properties: object): string {
  const json = JSON.stringify({ properties }).replaceAll('":', '": ').replaceAll(',"', ', "');
  return `--body '${json.replace(/"(\$\w+)"/g, `"'"$1"'"`)}'`;
}

/** What is a failover's own; all else is as in every failover. */
interface Failover extends Pick<Runbook, "when" | "time" | "worked" | "undo" | "record" | "sources"> {
  readonly pairs: readonly PairFacts[];
  /** Who else takes part. */
  readonly who?: readonly Need[];
  /** Before the pair is chosen. */
  readonly before?: readonly Step[];
  /** From the choice of the plan on. */
  readonly steps: readonly Step[];
}

/** A failover of plans or single VMs, in earnest or not, there or back: it begins with the pair and the plan. */
export function failoverRunbook({ pairs, who = [], before = [], steps, sources, ...own }: Failover): Runbook {
  return {
    ...own,
    who: [...FAILOVER_ROLES, ...who],
    steps: [...before, choosePair(pairs), choosePlan(pairs), ...steps],
    sources: [...sources, ...SITE_RECOVERY_PAGES],
  };
}

/** The step that names the pair and, where there are plans, the plan. */
export function choosePair(pairs: readonly PairFacts[], title = "Choose the pair"): Step {
  return {
    title,
    text: ["Run one block, of the place that fails or is tried out."],
    blocks: pairs.map((pair) => ({
      for: `${pair.title}, ${count(pair.vms.length, "VM")}`,
      lines: pairLines(pair),
    })),
  };
}

function pairLines({ subscriptionId, vaultName, vaultGroup, source, target }: PairFacts): readonly string[] {
  return [
    ...assignments(["SUBSCRIPTION", subscriptionId], ["DR_VAULT", vaultName], ["DR_GROUP", vaultGroup]),
    'az account set --subscription "$SUBSCRIPTION"',
    'VAULT_ID="/subscriptions/$SUBSCRIPTION/resourceGroups/$DR_GROUP/providers/Microsoft.RecoveryServices/vaults/$DR_VAULT"',
    `HERE="${container(source)}"`,
    `THERE="${container(target)}"`,
  ];
}

function container({ fabric, container: name }: SideFacts): string {
  return `$VAULT_ID/replicationFabrics/${fabric}/replicationProtectionContainers/${name}`;
}

/** The step that names the plan, and what is in no plan. */
function choosePlan(pairs: readonly PairFacts[]): Step {
  const alone = pairs.flatMap((pair) => pair.alone);
  return {
    title: "Choose the recovery plan",
    text: [
      ...(alone.length > 0
        ? [
            `In no plan, and failed over one by one: ${alone.map(({ name }) => escaped(name)).join(", ")}. For these run the block of the single VM, and use the lines that say so.`,
          ]
        : []),
    ],
    blocks: [
      ...pairs.flatMap(({ title, plans }) => plans.map((plan) => planBlock(title, plan))),
      ...(alone.length > 0 ? [aloneBlock(alone)] : []),
    ],
  };
}

function planBlock(title: string, { title: name, name: inAzure, vms }: PlanFacts): Block {
  return {
    for: `${name} (${title}): ${vms.join(", ")}`,
    lines: [...assignments(["PLAN_NAME", inAzure]), 'PLAN="$VAULT_ID/replicationRecoveryPlans/$PLAN_NAME"'],
  };
}

/** A single VM's replicated item takes the place of the plan: the same verbs, with other details. */
function aloneBlock(alone: readonly Replica[]): Block {
  return {
    for: "A single VM",
    lines: [
      ...alone.map(({ name, item }) => `# ${name}: ITEM=${word(item)}`),
      toFillIn("ITEM", "the replicated item, from the list above"),
      need("ITEM"),
      'PLAN="$HERE/replicationProtectedItems/$ITEM"',
    ],
  };
}

/** A failover of a plan, and of a single VM where there are some: a plan has a list of details, a single VM has one. */
export function failoverBlocks(
  pairs: readonly PairFacts[],
  action: "testFailover" | "unplannedFailover",
  recoveryPointType: string,
  properties: Readonly<Record<string, string>>,
): readonly Block[] {
  const call = (providerSpecificDetails: object, given = properties) => [
    rest("post", `$PLAN/${action}`, body({ ...given, providerSpecificDetails })),
  ];
  const plans = pairs.some((pair) => pair.plans.length > 0);
  const alone = pairs.some((pair) => pair.alone.length > 0);
  // a single VM's item moves to the other container, and fails over from there
  const single = { ...properties, failoverDirection: "PrimaryToRecovery" };
  return [
    ...(plans ? [{ for: "A plan", lines: call([{ instanceType: "A2A", recoveryPointType }]) }] : []),
    ...(alone
      ? [{ for: "A single VM, with its latest point", lines: call({ instanceType: "A2A" }, single) }]
      : []),
  ];
}

/** How every replicated item of a side is. */
export function look(side: "HERE" | "THERE"): string {
  return rest(
    "get",
    `$${side}/replicationProtectedItems`,
    '--query "value[].properties.{vm: friendlyName, state: protectionState, health: replicationHealth, rpo: providerSpecificDetails.rpoInSeconds, test: testFailoverState, error: healthErrors[0].errorMessage}"',
    "--output table",
  );
}

/** What the last job of the plan, or of the single VM, does. */
export function watchJob(): readonly string[] {
  return [
    `JOB=$(${rest("get", "$PLAN", "--query properties.currentScenario.jobId --output tsv)")}`,
    rest(
      "get",
      `$VAULT_ID/replicationJobs/\${JOB##*/}`,
      '--query "properties.{what: scenarioName, state: state, detail: stateDescription, steps: tasks[].[friendlyName, state], errors: errors[].serviceErrorDetails.message}"',
    ),
  ];
}
