import type { IResourceGroup } from "../core/refs";
import type { ResourceTags } from "../core/tags";
import type { IActionGroup } from "./action-group";
import type { AlertFrequency, AlertMute, AlertTimeRange, AlertWindow } from "./durations";
import type { LogQuery } from "./log-query";
import type { ILogWorkspace } from "./log-workspace";
import type { Severity } from "./severity";

export type LogAlertOperator =
  | "Equal"
  | "GreaterThan"
  | "GreaterThanOrEqual"
  | "LessThan"
  | "LessThanOrEqual";

/** A column that splits one alert from the other, by its name or with the values that count. */
export type AlertDimension =
  | string
  | {
      readonly name: string;
      /** @default "Include" */
      readonly operator?: "Include" | "Exclude";
      /** @default ["*"]: every value, known today or not */
      readonly values?: readonly string[];
    };

export interface LogAlertOptions {
  readonly severity: Severity;
  /** Who is told: 1 to 5 action groups. @default - nobody, where `silent` says so */
  readonly actionGroups?: readonly IActionGroup[];
  /** Says that nobody is told on purpose, since an alert processing rule tells them. @default false */
  readonly silent?: boolean;
  /** How often the query runs. @default - the query's own */
  readonly frequency?: AlertFrequency;
  /** What is evaluated each time. @default - the query's own */
  readonly window?: AlertWindow;
  /** What the query looks at, where that is more than what is evaluated; two days at most. @default - what is evaluated */
  readonly queryTimeRange?: AlertTimeRange;
  /** Windows that are looked at together, 1 to 6. @default 1 */
  readonly evaluationPeriods?: number;
  /** How many of them must meet the condition. @default - all of them */
  readonly failingPeriods?: number;

  /**
   * Resolve the alert when the condition is met no more? Azure cannot when the query runs once a day, or actions are muted.
   * @default true where Azure can
   */
  readonly autoResolve?: boolean;

  /** After it has fired, do not act again for so long. @default - act each time */
  readonly muteFor?: AlertMute;
  /** @default - the query's own; none for a query given as text */
  readonly dimensions?: readonly AlertDimension[];
  /** The column with the resource that the alert is fired on. @default - the query's own, or the workspace */
  readonly resourceIdColumn?: string;
  /** @default true */
  readonly enabled?: boolean;
  /** Up to 4096 characters. @default - the query's own */
  readonly description?: string;
  /** What the action groups are sent besides. @default - none */
  readonly customProperties?: Readonly<Record<string, string>>;
  /** @default - no tags */
  readonly tags?: ResourceTags;
}

export interface LogAlertProps extends LogAlertOptions {
  /** What is asked: one of `BackupQueries`, or KQL. */
  readonly query: LogQuery | string;
  readonly workspace: ILogWorkspace;
  readonly resourceGroup: IResourceGroup;
  /** 1 to 260 characters, unique in the resource group. @default - `alert-` and the construct's id */
  readonly name?: string;
  /** @default - the workspace's region, or else the resource group's */
  readonly region?: string;

  /**
   * A number to take from the rows, instead of counting them.
   * @default - the rows are counted
   */
  readonly measure?: {
    readonly column: string;
    readonly aggregation: "Average" | "Minimum" | "Maximum" | "Total";
  };

  /** @default "GreaterThan" */
  readonly operator?: LogAlertOperator;
  /** @default 0: any row is something to be told of */
  readonly threshold?: number;
}
