import { guidOf } from "../../core/guid";
import { type Parameter, type ParametersItem, querySource } from "./items";

/** What the workbook opens with; whoever looks at it may change it. */
export interface WorkbookDefaults {
  /** ARM id of the workspace that it reads. */
  readonly workspaceId?: string;
  /** Days that it looks back. */
  readonly days: number;
  readonly successPercent: number;
  readonly rpoMinutes: number;
  readonly drillDays: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days that the time range offers. */
export const DAYS = [1, 7, 14, 30, 60, 90] as const;

const ALL = { additionalResourceOptions: ["value::all"], includeAll: false, showDefault: false };
const LIST = { isRequired: true, multiSelect: true, quote: "'", delimiter: "," };

export function parametersItem(defaults: WorkbookDefaults): ParametersItem {
  const { successPercent, rpoMinutes, drillDays } = defaults;
  const parameters = [
    parameter("Subscriptions", "Subscriptions", 6, { ...LIST, typeSettings: ALL, value: ["value::all"] }),
    workspaces(defaults.workspaceId),
    vaults(),
    timeRange(defaults.days),
    number("SuccessPercent", "Target of success (%)", successPercent),
    number("RpoMinutes", "RPO of replication (minutes)", rpoMinutes),
    number("DrillDays", "Days between drills", drillDays),
  ];
  return {
    type: 9,
    content: {
      version: "KqlParameterItem/1.0",
      parameters,
      style: "above",
      queryType: 1,
      resourceType: "microsoft.resourcegraph/resources",
    },
    name: "parameters",
  };
}

/** In all vaults the list is '*', since that of a large estate would be too long for a query. */
function vaults(): Parameter {
  const typeSettings = { ...ALL, selectAllValue: "*" };
  return parameter("Vaults", "Vaults", 5, {
    ...LIST,
    ...querySource("vaults", "resources"),
    typeSettings,
    value: ["value::all"],
  });
}

function workspaces(id: string | undefined): Parameter {
  return parameter("Workspaces", "Workspaces", 5, {
    ...LIST,
    ...querySource("workspaces", "resources"),
    typeSettings: { additionalResourceOptions: [], showDefault: false },
    value: id === undefined ? [] : [id],
  });
}

function timeRange(days: number): Parameter {
  const selectableValues = DAYS.map((offered) => ({ durationMs: offered * DAY_MS }));
  return parameter("TimeRange", "Time range", 4, {
    isRequired: true,
    typeSettings: { selectableValues, allowCustom: true },
    value: { durationMs: days * DAY_MS },
  });
}

/** Typed by hand, and put into queries: nothing but a number may go in. */
function number(name: string, label: string, value: number): Parameter {
  const rule = { regExp: "^[0-9]+([.][0-9]+)?$", match: true, message: "Enter a number" };
  return parameter(name, label, 1, {
    isRequired: true,
    typeSettings: { paramValidationRules: [rule] },
    value: String(value),
  });
}

function parameter(name: string, label: string, type: Parameter["type"], settings: object): Parameter {
  return { id: guidOf(`parameter ${name}`), version: "KqlParameterItem/1.0", name, label, type, ...settings };
}
