import { AutomationJobSchedule } from "@cdktf/provider-azurerm/lib/automation-job-schedule";
import { AutomationRunbook } from "@cdktf/provider-azurerm/lib/automation-runbook";
import { AutomationSchedule } from "@cdktf/provider-azurerm/lib/automation-schedule";
import { Fn, type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { addressOf } from "../core/last";
import { cafName } from "../core/names";
import { tagMap } from "../core/tags";
import { grantDrillRoles } from "./drill-access";
import { checkDrill, JOB_MINUTES, takePlace, timesOf } from "./drill-checks";
import { checkIsolation } from "./drill-isolation";
import type { IDrillPlan, RecoveryDrillProps } from "./drill-props";
import { DEFAULT_TIMEZONE, type DrillSchedule, inWords, recurrence } from "./drill-schedule";
import { type RunbookSettings, runbookContent } from "./runbook-content";
import { startTime } from "./schedule-start";

/**
 * A disaster recovery drill: an Azure Automation runbook (`azurerm_automation_runbook`, Python 3) that fails a recovery
 * plan over into an isolated network, measures the time against the objective, and cleans up whatever happened; with a
 * schedule of its own (`azurerm_automation_schedule`, `azurerm_automation_job_schedule`). A job that ends "Failed" is a
 * drill that did not pass; the last line of its output says why, as JSON.
 *
 * The account's identity gets "Site Recovery Operator" on the vault, "Reader" on the test network and, for evidence,
 * "Storage Blob Data Contributor" on the container. Site Recovery makes the test VMs itself.
 *
 * @see Microsoft Learn, "Run a disaster recovery drill for Azure VMs"
 *
 * @example
 * new RecoveryDrill(stack, "Quarterly", {
 *   plan, account, rtoMinutes: 120, testNetwork: { networkId: isolated.id },
 *   schedule: DrillSchedule.quarterly({ on: "first Saturday", at: "02:00", timezone: "Australia/Sydney" }),
 * });
 */
export class RecoveryDrill extends Construct {
  static isRecoveryDrill(x: unknown): x is RecoveryDrill {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly plan: IDrillPlan;
  /** When it runs, in words: "quarterly first Saturday 0200 Australia-Sydney". */
  readonly when: string;
  /** When it runs; undefined for a drill that is started by hand. */
  readonly timetable?: DrillSchedule;
  /** What it is measured against, in minutes. */
  readonly rtoMinutes: number;
  readonly runbookName: string;
  /** The provider's own constructs, for what this one does not cover. */
  readonly runbook: AutomationRunbook;
  readonly schedule?: AutomationSchedule;
  readonly link?: AutomationJobSchedule;

  private readonly inAccount: { readonly resourceGroupName: string; readonly automationAccountName: string };

  constructor(scope: Construct, id: string, props: RecoveryDrillProps) {
    super(scope, checkId(scope, id));
    const name = props.name ?? cafName("automationRunbook", "drill", id);
    checkDrill(this, name, props);
    takePlace(this, name, props);
    const { account, plan } = props;
    this.inAccount = {
      resourceGroupName: account.resourceGroupName,
      automationAccountName: account.accountName,
    };
    const roles = grantDrillRoles(this, props);
    this.plan = plan;
    this.when = props.schedule ? inWords(props.schedule) : "by hand";
    this.timetable = props.schedule;
    this.rtoMinutes = props.rtoMinutes;
    this.runbook = this.defineRunbook(name, props);
    this.runbookName = this.runbook.name;
    if (props.schedule) {
      this.schedule = this.defineSchedule(`${name} ${inWords(props.schedule)}`, props.schedule);
      this.link = this.linkSchedule(this.schedule, roles);
    }
    checkIsolation(this, props);
    Object.defineProperty(this, MARK, { value: true });
  }

  private defineRunbook(name: string, props: RecoveryDrillProps): AutomationRunbook {
    const { account, runtimeEnvironment = "Python-3.10" } = props;
    const runbook = new AutomationRunbook(this, "Default", {
      ...this.inAccount,
      name,
      location: account.region ?? "",
      runbookType: runtimeEnvironment === "none" ? "Python3" : "Python",
      description: "Test failover of a recovery plan into an isolated network, measured and cleaned up",
      logProgress: false,
      logVerbose: false,
      content: runbookContent(settingsOf(name, props)),
      tags: tagMap(props.tags),
    });
    // the provider's bindings do not know it yet
    if (runtimeEnvironment !== "none") runbook.addOverride("runtime_environment_name", runtimeEnvironment);
    return runbook;
  }

  /** Its name says when, so that another time is another schedule: azurerm would keep the start of this one. */
  private defineSchedule(name: string, schedule: DrillSchedule): AutomationSchedule {
    const { frequency, interval, weekDays, monthlyOccurrence } = recurrence(schedule);
    return new AutomationSchedule(this, "Schedule", {
      ...this.inAccount,
      name,
      frequency,
      interval,
      weekDays,
      monthlyOccurrence,
      timezone: schedule.timezone ?? DEFAULT_TIMEZONE,
      startTime: startTime(schedule),
      lifecycle: { ignoreChanges: ["start_time"] },
    });
  }

  /** Azure keeps the link when the runbook's content changes, and loses it with the runbook. */
  private linkSchedule(schedule: AutomationSchedule, roles: ITerraformDependable[]): AutomationJobSchedule {
    return new AutomationJobSchedule(this, "Link", {
      ...this.inAccount,
      runbookName: this.runbookName,
      scheduleName: schedule.name,
      dependsOn: roles,
      lifecycle: { replaceTriggeredBy: [`${addressOf(this.runbook)}.id`] },
    });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/RecoveryDrill");

function settingsOf(name: string, props: RecoveryDrillProps): RunbookSettings {
  const { plan, testNetwork, rtoMinutes, recoveryPoint = "LatestProcessed", tier, evidence } = props;
  return {
    drill: name,
    tier,
    vaultId: plan.vault.vaultId,
    plan: plan.planName,
    networkId: testNetwork.networkId,
    recoveryPoint,
    rtoMinutes,
    ...timesOf(props),
    limitMinutes: JOB_MINUTES,
    evidence: evidence && containerUrl(evidence.id),
    arm: "https://management.azure.com",
    pollSeconds: 30,
    retrySeconds: 5,
  };
}

/** `https://ACCOUNT.blob.core.windows.net/CONTAINER`, out of the container's ARM id. */
function containerUrl(id: string): string {
  const parts = Token.isUnresolved(id) ? undefined : id.split("/");
  const part = (index: number) => parts?.[index] ?? Fn.element(Fn.split("/", id), index);
  return `https://${part(8)}.blob.core.windows.net/${part(12)}`;
}
