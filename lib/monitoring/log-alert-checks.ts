import type { Construct } from "constructs";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import { checkSpelling } from "../core/regions";
import { checkTags } from "../core/tags";
import { checkActionGroups } from "./action-group";
import { FREQUENCIES, MUTES, minutesOf, TIME_RANGES, WINDOWS } from "./durations";
import type { AlertDimension, LogAlertProps } from "./log-alert-props";
import type { LogQuery } from "./log-query";
import { queryProblems } from "./query-checks";
import { SEVERITIES } from "./severity";

/** Repeats what Azure, and azurerm as late as at the apply, refuse of a log alert. */
export function checkLogAlert(
  scope: Construct,
  props: LogAlertProps & { readonly region: string | undefined; readonly name: string },
  query: Partial<LogQuery> & { readonly text: string },
): void {
  const problems = new Problems(scope);
  const { name, region, severity, description, threshold } = props;
  problems.matches("name", name, NAME_RULES.logAlert.pattern, NAME_RULES.logAlert.allowed);
  if (region === undefined)
    problems.add("region must be given: neither workspace nor resourceGroup say theirs");
  else checkSpelling(problems, region);
  problems.oneOf("severity", severity, SEVERITIES, "0 is critical, 4 verbose");
  problems.when(
    threshold !== undefined && !Number.isFinite(threshold),
    `threshold must be a number, got ${quoted(threshold)}`,
  );
  problems.when(
    (description?.length ?? 0) > 4096,
    `description must be 4096 characters at most, got ${description?.length}`,
  );
  checkTags(problems, props.tags);
  checkReceivers(problems, scope, props);
  checkCondition(problems, props);
  checkTiming(problems, props);
  checkDimensions(problems, props.dimensions ?? query.dimensions ?? []);
  for (const problem of queryProblems(query.text, props)) problems.add(problem);
  problems.throwIfAny();
}

function checkReceivers(
  problems: Problems,
  scope: Construct,
  { actionGroups = [], silent = false }: LogAlertProps,
): void {
  const count = actionGroups.length;
  problems.when(
    count === 0 && !silent,
    "actionGroups must name one at least, got none: nobody would be told; or say silent: true where an alert processing rule tells them",
  );
  if (count > 0) checkActionGroups(problems, scope, "actionGroups", actionGroups);
  problems.when(count > 0 && silent, "silent must be left out: actionGroups tell somebody");
  problems.when(
    count > 5,
    `actionGroups must be 5 at most, got ${count}: put receivers together in one group`,
  );
}

function checkCondition(
  problems: Problems,
  { measure, operator, evaluationPeriods, failingPeriods }: LogAlertProps,
) {
  const operators = ["Equal", "GreaterThan", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual"];
  problems.oneOf("operator", operator, operators, "these are azurerm's");
  const aggregations = ["Average", "Minimum", "Maximum", "Total"];
  problems.oneOf(
    "measure.aggregation",
    measure?.aggregation,
    aggregations,
    "to count rows, leave measure out",
  );
  problems.when(measure?.column === "", "measure.column must be a column of the query's result, got nothing");
  problems.integer(
    "evaluationPeriods",
    evaluationPeriods,
    [1, 6],
    "",
    "Azure looks at so many windows together",
  );
  problems.integer("failingPeriods", failingPeriods, [1, 6], "", "Azure looks at so many windows together");
  problems.when(
    (failingPeriods ?? 1) > (evaluationPeriods ?? 1),
    `failingPeriods must be evaluationPeriods (${evaluationPeriods ?? 1}) at most, got ${failingPeriods}`,
  );
}

function checkTiming(problems: Problems, props: LogAlertProps): void {
  const { frequency, window, queryTimeRange, muteFor, evaluationPeriods: periods = 1 } = props;
  if (frequency === undefined) problems.add("frequency must be given with a query given as text");
  if (window === undefined) problems.add("window must be given with a query given as text");
  problems.oneOf("frequency", frequency, FREQUENCIES, "Azure Monitor knows these");
  problems.oneOf("window", window, WINDOWS, "Azure Monitor knows these");
  problems.oneOf("queryTimeRange", queryTimeRange, TIME_RANGES, "Azure Monitor knows these");
  problems.oneOf("muteFor", muteFor, MUTES, "Azure Monitor knows these");
  const every = minutesOf(frequency ?? "PT1M");
  const lookBack = minutesOf(window ?? "P2D") * periods;
  const seen = periods === 1 ? "window" : `window × evaluationPeriods (${window} × ${periods})`;
  problems.when(lookBack > 2880, `${seen} must be 48 hours at most: a log alert sees no more`);
  problems.when(
    every > lookBack,
    `frequency must be no more than ${seen}, got ${quoted(frequency)}: rows in between would not be seen`,
  );
  problems.when(
    frequency === "PT1M" && (window === "P1D" || window === "P2D"),
    `window must be PT6H at most with frequency "PT1M", got ${quoted(window)}: Azure does not look at a day every minute`,
  );
  problems.when(
    queryTimeRange !== undefined && minutesOf(queryTimeRange) < lookBack,
    `queryTimeRange must be no less than ${seen}, got ${quoted(queryTimeRange)}: the query would not see what is evaluated`,
  );
  problems.when(
    muteFor !== undefined && minutesOf(muteFor) < every,
    `muteFor must be no less than frequency, got ${quoted(muteFor)}: leave it out to act each time`,
  );
  checkDaily(problems, props);
}

function checkDaily(problems: Problems, props: LogAlertProps): void {
  const { frequency, muteFor, autoResolve, evaluationPeriods: periods = 1 } = props;
  problems.when(
    frequency === "P1D" && periods > 1,
    `evaluationPeriods must be 1 with frequency "P1D", got ${periods}: Azure evaluates one period a day`,
  );
  problems.when(
    autoResolve === true && frequency === "P1D",
    'autoResolve must be false with frequency "P1D": Azure resolves what is looked at every 12 hours at least; choose "PT6H"',
  );
  problems.when(
    autoResolve === true && muteFor !== undefined,
    "autoResolve must be false with muteFor: Azure does the one or the other",
  );
}

function checkDimensions(problems: Problems, dimensions: readonly AlertDimension[]): void {
  const given = dimensions.map((dimension) =>
    typeof dimension === "string" ? { name: dimension } : dimension,
  );
  const names = given.map(({ name }) => name);
  problems.when(
    names.length > 6,
    `dimensions must be 6 at most, got ${names.length}: Azure splits by no more`,
  );
  problems.when(names.includes(""), "dimensions must be columns of the query's result, got an empty name");
  for (const twice of new Set(names.filter((name, i) => names.indexOf(name) !== i)))
    problems.add(`dimensions must differ, got ${quoted(twice)} twice`);
  for (const { name, values, operator } of given) {
    const empty = values?.length === 0 || values?.includes("") === true;
    problems.when(
      empty,
      `the dimension ${quoted(name)} must have values, got an empty one: leave values out for all`,
    );
    problems.oneOf(`the dimension ${quoted(name)}`, operator, ["Include", "Exclude"], "these are azurerm's");
  }
}
