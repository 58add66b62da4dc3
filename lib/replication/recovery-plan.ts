import {
  SiteRecoveryReplicationRecoveryPlan,
  type SiteRecoveryReplicationRecoveryPlanBootRecoveryGroup,
} from "@cdktf/provider-azurerm/lib/site-recovery-replication-recovery-plan";
import { TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { checkId } from "../core/construct-id";
import { addressOf } from "../core/last";
import { cafName } from "../core/names";
import { Problems } from "../core/problems";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import { actionBlock } from "./recovery-action";
import { checkActions } from "./recovery-action-checks";
import { checkBootGroups, checkPlanName, incompleteGroups, takePlanName } from "./recovery-plan-checks";
import type { BootGroup, RecoveryActions, RecoveryPlanProps } from "./recovery-plan-props";
import { ReplicatedVm } from "./replicated-vm";

/** What others need of a recovery plan: what it is called, and what it fails over. */
export interface IRecoveryPlan extends IConstruct {
  readonly planName: string;
  /** ARM id. */
  readonly planId: string;
  readonly vault: IRecoveryServicesVault;
  readonly pair: DisasterRecoveryPair;
  /** Its VMs, in the order in which they start. */
  readonly vms: readonly ReplicatedVm[];
}

/**
 * The order in which VMs of one pair of regions are failed over together (`azurerm_site_recovery_replication_recovery_plan`):
 * shut down, failed over, and started group by group, with runbooks and pauses for people in between. The same plan
 * serves drills, and the way back once its VMs are reprotected: actions say on which way they are taken.
 *
 * To stop replicating a VM, take it out of its plans first and deploy that; where it is gone from the inventory at once,
 * deploy the plans alone first, by `terraform apply -target=ADDRESS`. Terraform removes what the program no longer has
 * before it changes what referred to it, and Site Recovery may refuse to stop replicating a VM that a plan has. For the
 * same reason a VM that is replicated anew, such as for an added disk, makes its plans anew after it.
 *
 * @see Microsoft Learn, "About recovery plans in Azure Site Recovery"
 */
export class RecoveryPlan extends Construct implements IRecoveryPlan {
  static isRecoveryPlan(x: unknown): x is RecoveryPlan {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly planName: string;
  readonly planId: string;
  readonly vault: IRecoveryServicesVault;
  readonly pair: DisasterRecoveryPair;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: SiteRecoveryReplicationRecoveryPlan;

  private groups: readonly BootGroup[] = [];

  constructor(scope: Construct, id: string, props: RecoveryPlanProps) {
    super(scope, checkId(scope, id));
    const { pair, boot = [], shutdown = {}, failover = {} } = props;
    const name = props.name ?? defaultName(this);
    const groups = boot.map(bootGroup);
    const problems = new Problems(this);
    checkPlanName(problems, this, name, pair.vault);
    checkBootGroups(problems, pair, groups);
    checkActions(problems, "shutdown", shutdown, pair.vault);
    checkActions(problems, "failover", failover, pair.vault);
    problems.throwIfAny();
    takePlanName(this, name, pair.vault);
    this.resource = new SiteRecoveryReplicationRecoveryPlan(this, "Default", {
      name,
      recoveryVaultId: pair.vault.vaultId,
      sourceRecoveryFabricId: pair.sourceFabricId,
      targetRecoveryFabricId: pair.targetFabricId,
      azureToAzureSettings: pair.zones && {
        primaryZone: pair.zones.source,
        recoveryZone: pair.zones.target,
      },
      shutdownRecoveryGroup: actionBlocks(shutdown),
      failoverRecoveryGroup: actionBlocks(failover),
      bootRecoveryGroup: [],
    });
    this.planName = this.resource.name;
    this.planId = this.resource.id;
    this.vault = pair.vault;
    this.pair = pair;
    this.boot(groups);
    this.node.addValidation({ validate: () => this.lateProblems() });
    Object.defineProperty(this, MARK, { value: true });
  }

  get vms(): readonly ReplicatedVm[] {
    return this.groups.flatMap(({ vms }) => inOrder(vms));
  }

  /** Starts more VMs, after all that the plan has so far. */
  addBootGroup(group: BootGroup | readonly ReplicatedVm[]): void {
    const groups = [...this.groups, bootGroup(group)];
    const problems = new Problems(this);
    checkBootGroups(problems, this.pair, groups);
    problems.throwIfAny();
    this.boot(groups);
  }

  private boot(groups: readonly BootGroup[]): void {
    this.groups = groups;
    this.resource.putBootRecoveryGroup(groups.map(bootBlock));
    // a VM that is replicated anew leaves the plan first: azurerm would remove it while the plan still has it
    const replaceTriggeredBy = this.vms.map(({ resource }) => `${addressOf(resource)}.id`);
    this.resource.lifecycle = { replaceTriggeredBy };
  }

  private lateProblems(): string[] {
    if (this.vms.length > 0) return [...incompleteGroups(this.pair, this.vms)];
    return ["boot must have at least one VM, got none: add a boot group, or remove the plan"];
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/RecoveryPlan");

/** The replicated VMs in a scope that no recovery plan of the program starts: they are failed over one by one. */
export function vmsWithoutPlan(scope: IConstruct): readonly ReplicatedVm[] {
  const plans = scope.node.root.node.findAll().filter(RecoveryPlan.isRecoveryPlan);
  const planned = new Set(plans.flatMap(({ vms }) => vms));
  return scope.node
    .findAll()
    .filter(ReplicatedVm.isReplicatedVm)
    .filter((vm) => !planned.has(vm));
}

function bootGroup(group: BootGroup | readonly ReplicatedVm[]): BootGroup {
  return "vms" in group ? group : { vms: group };
}

/** `rp-erp-shop`: the ids from the stack on; the name of the stack would make another plan of a moved one. */
function defaultName(plan: IConstruct): string {
  const path = plan.node.path.slice(TerraformStack.of(plan).node.path.length);
  const words = path.toLowerCase().split(/[^a-z0-9]+/);
  return cafName("recoveryPlan", ...words);
}

/** VMs of a group start together: in one order, however the inventory and the program list them. */
function inOrder(vms: readonly ReplicatedVm[]): readonly ReplicatedVm[] {
  const key = ({ vm }: ReplicatedVm) => vm.id.toLowerCase();
  return [...vms].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function bootBlock(group: BootGroup): SiteRecoveryReplicationRecoveryPlanBootRecoveryGroup {
  const replicatedProtectedItems = inOrder(group.vms).map(({ resource }) => resource.id);
  return { replicatedProtectedItems, ...actionBlocks(group) };
}

function actionBlocks({ before = [], after = [] }: RecoveryActions) {
  return { preAction: before.map(actionBlock), postAction: after.map(actionBlock) };
}
