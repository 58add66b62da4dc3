import type { IConstruct } from "constructs";
import type { IAutomationAccount } from "../automation/automation-account";
import type { ResourceTags } from "../core/tags";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import type { DrillSchedule } from "./drill-schedule";

/** What a drill needs of the recovery plan that it runs. */
export interface IDrillPlan extends IConstruct {
  readonly planName: string;
  readonly vault: Pick<IRecoveryServicesVault, "vaultId" | "vaultName" | "access">;
  /** The networks that the plan's VMs run in and are recovered to, as many as are known at the end of the program. */
  readonly pair: { readonly networkIds: readonly string[] };
}

/** A network for test failovers: peered with no production network, without gateway and hub. */
export interface IDrillNetwork {
  /** ARM id of a virtual network in the region that the VMs are recovered to. */
  readonly networkId: string;
  /** Not the drill's to choose: each VM says its own subnet for test failovers, or Azure takes the one of the same name. */
  readonly subnetName?: string;
}

/** A blob container: the provider's `StorageContainer` of a `storageAccountId`, or `{ id }` with its ARM id. */
export interface IBlobContainer {
  readonly id: string;
}

/** Which recovery point VMs are tested with. "LatestProcessed" is quickest; "Latest" loses least, and takes longer. */
export type DrillRecoveryPoint =
  | "Latest"
  | "LatestProcessed"
  | "LatestCrashConsistent"
  | "LatestApplicationConsistent";

export interface RecoveryDrillProps {
  /** The recovery plan that is failed over. */
  readonly plan: IDrillPlan;

  /** The account that the runbook runs in, as its system-assigned identity. */
  readonly account: IAutomationAccount;

  readonly testNetwork: IDrillNetwork;

  /** Recovery time objective in minutes, 1 to 43200 (30 days): what the drill is measured against. */
  readonly rtoMinutes: number;

  /** @default - none: the runbook is started by hand */
  readonly schedule?: DrillSchedule;

  /** The tier that the objective comes from; told in the outcome. @default - none */
  readonly tier?: string;

  /** 1 to 63 letters, digits, "_" and "-"; also the beginning of the schedule's name. @default - "rb-drill-" and the construct's id */
  readonly name?: string;

  /** @default "LatestProcessed" */
  readonly recoveryPoint?: DrillRecoveryPoint;

  /**
   * Minutes that the test failover may take, 5 to 160. With `dwellMinutes` and `cleanupMinutes` 170 at most, since Azure
   * Automation ends jobs in the cloud after three hours (Microsoft Learn, "Runbook execution in Azure Automation").
   * @default - what the other two leave of 170: 130
   */
  readonly timeoutMinutes?: number;

  /** Minutes that the recovered VMs stay before they are removed, for tests of one's own: 0 to 120. @default 10 */
  readonly dwellMinutes?: number;

  /** Minutes that cleaning up may take: 5 to 60. @default 30 */
  readonly cleanupMinutes?: number;

  /** Where the outcome of each drill is kept as a blob, `drills/PLAN/TIME.json`. @default - only in the job's output */
  readonly evidence?: IBlobContainer;

  /**
   * The account's runtime environment of Python 3.8 or later; "none" for regions without runtime environments (Brazil
   * Southeast, Azure Government), where runbooks run in Python 3.8.
   * @default "Python-3.10" - which every account has
   */
  readonly runtimeEnvironment?: string;

  /**
   * Are the account's identity given the roles that the drill needs?
   * @default true
   */
  readonly grant?: boolean;

  /** Seconds until the schedule is linked after roles were given, 0 to 1800; the first drill of an account decides. @default 180 */
  readonly roleWaitSeconds?: number;

  /** @default - no tags */
  readonly tags?: ResourceTags;
}
