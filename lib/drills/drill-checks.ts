import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { checkRoleWait } from "../access/role-propagation";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import { Registry } from "../core/registry";
import { keyInApp, resolvedText } from "../core/resolved";
import { canonicalId, NETWORK_TYPE } from "../core/resource-id";
import { checkTags } from "../core/tags";
import type { IDrillPlan, RecoveryDrillProps } from "./drill-props";
import { checkSchedule, inWords } from "./drill-schedule";

/** Minutes of a job: three hours, less what starting and the last answers take. */
export const JOB_MINUTES = 170;

/** How long the parts of a drill may take, in minutes. */
export interface DrillTimes {
  readonly timeoutMinutes: number;
  readonly dwellMinutes: number;
  readonly cleanupMinutes: number;
}

export function timesOf(props: RecoveryDrillProps): DrillTimes {
  const { dwellMinutes = 10, cleanupMinutes = 30 } = props;
  const timeoutMinutes = props.timeoutMinutes ?? JOB_MINUTES - dwellMinutes - cleanupMinutes;
  return { timeoutMinutes, dwellMinutes, cleanupMinutes };
}

/** Refuses drills that Azure would refuse, or that could not end before Azure ends them. */
export function checkDrill(scope: IConstruct, name: string, props: RecoveryDrillProps): void {
  const problems = new Problems(scope);
  problems.matches("name", name, NAME_RULES.automationRunbook.pattern, NAME_RULES.automationRunbook.allowed);
  checkNetworkId(problems, props.testNetwork.networkId);
  checkTimes(problems, props);
  problems.oneOf("recoveryPoint", props.recoveryPoint, RECOVERY_POINTS, "see the recovery points of a VM");
  if (props.schedule) checkSchedule(problems, props.schedule);
  checkIdentity(problems, props);
  checkContainer(problems, props.evidence?.id);
  checkRoleWait(problems, "roleWaitSeconds", props.roleWaitSeconds);
  problems.when(props.tier === "", "tier must be a name, got nothing: remove it");
  problems.when(
    props.runtimeEnvironment === "",
    'runtimeEnvironment must be a name, got nothing: remove it, or say "none"',
  );
  problems.when(
    props.account.region === undefined,
    "account must say its region, which its runbooks have too: pass it with the imported account",
  );
  checkTags(problems, props.tags);
  problems.throwIfAny();
}

const RECOVERY_POINTS = ["Latest", "LatestProcessed", "LatestCrashConsistent", "LatestApplicationConsistent"];

function checkNetworkId(problems: Problems, id: string): void {
  if (Token.isUnresolved(id) || canonicalId(id, NETWORK_TYPE)) return;
  problems.add(`testNetwork.networkId must be the ARM id of a virtual network, got ${quoted(id)}`);
}

function checkTimes(problems: Problems, props: RecoveryDrillProps): void {
  const before = problems.any;
  problems.integer(
    "rtoMinutes",
    props.rtoMinutes,
    [1, 43200],
    "minutes",
    "it is what a drill is measured against",
  );
  problems.integer("dwellMinutes", props.dwellMinutes, [0, 120], "minutes", "test VMs cost what others cost");
  problems.integer(
    "cleanupMinutes",
    props.cleanupMinutes,
    [5, 60],
    "minutes",
    "removing test VMs takes some",
  );
  problems.integer(
    "timeoutMinutes",
    props.timeoutMinutes,
    [5, 160],
    "minutes",
    "Azure Automation ends jobs after three hours",
  );
  if (problems.any && !before) return;
  const { timeoutMinutes, dwellMinutes, cleanupMinutes } = timesOf(props);
  const all = timeoutMinutes + dwellMinutes + cleanupMinutes;
  problems.when(
    all > JOB_MINUTES,
    `timeoutMinutes, dwellMinutes and cleanupMinutes must be ${JOB_MINUTES} together at most, got ${all}: Azure Automation ends jobs after three hours, and test VMs would be left behind`,
  );
}

function checkIdentity(problems: Problems, { account, grant = true }: RecoveryDrillProps): void {
  problems.when(
    grant && account.identity === undefined,
    "account must say its identity, which the drill's roles are given to: pass principalId with the imported account, or grant: false when it has the roles",
  );
}

const CONTAINER =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Storage\/storageAccounts\/[^/]+\/blobServices\/default\/containers\/[^/]+$/i;

function checkContainer(problems: Problems, id: string | undefined): void {
  if (id === undefined || Token.isUnresolved(id) || CONTAINER.test(id)) return;
  problems.add(
    `evidence must be a blob container by its ARM id, got ${quoted(id)}: define it with storageAccountId`,
  );
}

/** The runbooks of each account, and the drills of each plan by their schedules. */
const runbooks = new Registry<IConstruct>();
const drills = new Registry<IDrillPlan>();

/** Refuses a second runbook of a name in an account, and a second drill of a plan at the same time. */
export function takePlace(
  scope: IConstruct,
  name: string,
  { account, plan, schedule }: RecoveryDrillProps,
): void {
  const problems = new Problems(scope);
  const runbook = `${keyInApp(account, account.accountId)} ${resolvedText(scope, name)}`;
  const namesake = runbooks.holder(scope.node.root, runbook);
  problems.when(
    namesake !== undefined,
    `name ${quoted(name)} is the name of ${namesake} in the same automation account: choose another name`,
  );
  const when = schedule && inWords(schedule);
  const twin = when === undefined ? undefined : drills.holder(plan, when);
  problems.when(
    twin !== undefined,
    `plan has the drill ${twin} on the same schedule already, and Site Recovery runs one test failover of a plan at a time: remove the repeat, or change the schedule`,
  );
  problems.throwIfAny();
  runbooks.take(scope.node.root, runbook, scope.node.path);
  if (when !== undefined) drills.take(plan, when, scope.node.path);
}
