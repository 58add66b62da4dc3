import { type Change, listAt, type Values, valueAt } from "../change";
import type { Destruction } from "./destruction";
import type { GuardRuleId } from "./rule-list";

type Found = readonly [rule: GuardRuleId, reason: string];

/** Where replicas are cached: accounts of managed disks, and of VMware's logs. */
const CACHES = ["staging_storage_account_id", "log_storage_account_id"];

const OF_REPLICAS = /^azurerm_(storage_account|virtual_network|subnet|public_ip)$/;

/** Resources of types that serve anything, where this plan shows that they serve recovery: caches, drills, updates of agents. */
export class Helpers {
  /** What serves replicas, by its ARM id. */
  private readonly ofReplicas = new Map<string, string>();
  private readonly drills = new Set<string>();
  private readonly schedules = new Set<string>();
  private readonly drillAccounts = new Set<string>();
  private readonly updaters = new Set<string>();

  constructor(resources: readonly Change[]) {
    // what goes with what it serves is told by that
    const staying = resources.filter(({ kind }) => kind !== "delete");
    for (const { type, before } of staying) {
      if (/^azurerm_site_recovery_(vmware_)?replicated_vm$/.test(type)) this.addReplica(before);
      if (type === "azurerm_automation_runbook" && isDrill(before)) this.addDrill(before);
      if (type === "azurerm_site_recovery_protection_container_mapping")
        this.updaters.add(lower(valueAt(before, "automatic_update.automation_account_id") ?? ""));
    }
    // a link is known by its runbook, whichever comes first
    for (const { type, before } of resources)
      if (type === "azurerm_automation_job_schedule" && this.drills.has(keyOf(before, "runbook_name")))
        this.schedules.add(keyOf(before, "schedule_name"));
  }

  /** What goes with it; undefined for what serves something else. */
  destructionOf({ type, before }: Change): Destruction | undefined {
    const drill = (what: string): Destruction => ({ rule: "drill-removed", what, replaced: false });
    const recovery = (what: string): Destruction => ({ rule: "recovery-weakened", what, replaced: true });
    const id = lower(valueAt(before, "id"));
    const served = OF_REPLICAS.test(type) ? this.ofReplicas.get(id) : undefined;
    if (served !== undefined) return recovery(served);
    if (type === "azurerm_automation_runbook" && isDrill(before)) return drill("the runbook of the drill");
    if (type === "azurerm_automation_job_schedule" && this.drills.has(keyOf(before, "runbook_name")))
      return drill("the drill's schedule");
    if (type === "azurerm_automation_schedule" && this.schedules.has(keyOf(before, "name")))
      return drill("the drill's schedule");
    if (type !== "azurerm_automation_account") return undefined;
    if (this.updaters.has(id)) return recovery("the account that updates the agents");
    return this.drillAccounts.has(accountOf(before, "name"))
      ? drill("the account that runs the drill")
      : undefined;
  }

  /** A drill that is held less often. */
  weakened({ type, before, after }: Change): readonly Found[] {
    if (type !== "azurerm_automation_schedule" || !this.schedules.has(keyOf(before, "name"))) return [];
    const [was, is] = [before, after].map(daysBetween);
    if (was === undefined || is === undefined || is <= was) return [];
    return [["drill-removed", `the drill is held ${often(after)}, and was ${shortly(before, after)}`]];
  }

  private addReplica(replica: Values): void {
    const network = valueAt(replica, "target_network_id");
    const nics = listAt(replica, "network_interface");
    const subnets = [...nics.flatMap((nic) => [nic, ...listAt(nic, "ip_configuration")])];
    const serves = (what: string, ids: readonly unknown[]) => {
      for (const id of ids)
        if (typeof id === "string" && id !== "") this.ofReplicas.set(id.toLowerCase(), what);
    };
    serves("the cache of replicas", [
      ...listAt(replica, "managed_disk").flatMap((disk) => CACHES.map((one) => valueAt(disk, one))),
      valueAt(replica, "default_log_storage_account_id"),
    ]);
    serves("the network of test failovers", [valueAt(replica, "test_network_id")]);
    serves("the network of recovered machines", [network]);
    serves(
      "the subnet of recovered machines",
      subnets.map((one) => `${network}/subnets/${valueAt(one, "target_subnet_name")}`),
    );
    serves(
      "the address of a recovered machine",
      subnets.map((one) => valueAt(one, "recovery_public_ip_address_id")),
    );
  }

  private addDrill(runbook: Values): void {
    this.drills.add(keyOf(runbook, "name"));
    this.drillAccounts.add(accountOf(runbook, "automation_account_name"));
  }
}

const lower = (value: unknown) => String(value).toLowerCase();

export const isDrill = (runbook: Values) =>
  /\/replicationRecoveryPlans\//i.test(String(valueAt(runbook, "content")));

const accountOf = (values: Values, name: string) =>
  lower(`${valueAt(values, "resource_group_name")}/${valueAt(values, name)}`);

const keyOf = (values: Values, name: string) =>
  `${accountOf(values, "automation_account_name")}/${lower(valueAt(values, name))}`;

const DAYS: Readonly<Record<string, number>> = { Hour: 1 / 24, Day: 1, Week: 7, Month: 30 };

const countOf = (schedule: Values) => Number(valueAt(schedule, "interval") ?? 1);

function daysBetween(schedule: Values): number | undefined {
  const frequency = valueAt(schedule, "frequency");
  if (frequency === "OneTime") return Number.POSITIVE_INFINITY;
  const days = DAYS[String(frequency)];
  return days === undefined ? undefined : days * countOf(schedule);
}

function often(schedule: Values): string {
  if (valueAt(schedule, "frequency") === "OneTime") return "once";
  const count = countOf(schedule);
  const unit = lower(valueAt(schedule, "frequency"));
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`;
}

/** "every 3", where the unit is said already. */
function shortly(before: Values, after: Values): string {
  const same = valueAt(before, "frequency") === valueAt(after, "frequency") && countOf(before) > 1;
  return same ? `every ${countOf(before)}` : often(before);
}
