import { groupBy } from "../../core/group-by";
import { anyOf } from "../../synthesized/answers";
import { meaningOf, meaningOfValue } from "../../synthesized/meaning";
import { Meanings } from "../../synthesized/meanings";
import { perApp } from "../../synthesized/per-app";
import type { SynthesizedApp } from "../../synthesized/synthesized-app";
import { isExpression, type SynthesizedResource } from "../../synthesized/synthesized-resource";
import { type CheckResult, onResource } from "../result";
import type { CheckContext } from "../rule";
import { onBeside } from "./beside";

/** What a vault has to log, by the destination that gives rows. */
export interface NeededLogs {
  /** Does the vault need them? undefined where only Terraform knows. */
  readonly is: boolean | undefined;
  /** Categories that fill tables of their own. */
  readonly own: readonly string[];
  /** Categories that fill AzureDiagnostics alone. */
  readonly shared: readonly string[];
}

/** Who is protected, and how the jobs went: what reports and log alerts read first. */
export const BACKUP_LOGS = ["CoreAzureBackup", "AddonAzureBackupJobs"];

/** Asks whether vaults of a type send what is needed to a workspace. */
export function onLoggedVaults(
  type: string,
  needed: (vault: SynthesizedResource, context: CheckContext) => readonly NeededLogs[],
) {
  return (context: CheckContext): readonly CheckResult[] =>
    context.app.ofType(type).map((vault) => {
      const wanted = needed(vault, context);
      const sure = lacking(context.app, vault, true, wanted);
      const maybe = lacking(context.app, vault, undefined, wanted);
      const open = [...maybe.missing, ...maybe.unknown];
      if (sure.missing.length === 0 && sure.unknown.length === 0 && open.length > 0)
        return onResource(
          vault,
          undefined,
          `only Terraform knows whether it needs ${open.join(", ")} in a workspace`,
        );
      const [holds] = [...sure.missing.map(() => false), ...sure.unknown.map(() => undefined), true];
      return onBeside(vault, [meaningOf(vault)], holds, {
        true: "its logs go to a workspace",
        false: `no workspace gets ${sure.missing.join(", ")} in the table that is read`,
        undefined: `only Terraform knows whether a workspace gets ${sure.unknown.join(", ")}`,
      });
    });
}

/** Every category; and one that only Terraform knows. */
const [ALL, ANY] = ["allLogs", `\${category}`];

const NONE = new Meanings([]);

/** The categories that no workspace gets, and those of which only Terraform knows whether one does. */
function lacking(
  app: SynthesizedApp,
  vault: SynthesizedResource,
  isNeeded: boolean | undefined,
  needed: readonly NeededLogs[],
) {
  const wanted = needed.filter(({ is }) => is === isNeeded);
  const { own, shared } = sentLogs(app);
  const thing = meaningOf(vault);
  const isSent = (sent: ReadonlyMap<unknown, Meanings>, category: string) =>
    anyOf([ALL, category, ANY].map((name) => (sent.get(name) ?? NONE).has(thing)));
  const answers = wanted.flatMap((logs) => [
    ...logs.own.map((category) => ({ category, sent: isSent(own, category) })),
    ...logs.shared.map((category) => ({ category, sent: isSent(shared, category) })),
  ]);
  const named = (answer: boolean | undefined) =>
    answers.filter(({ sent }) => sent === answer).map(({ category }) => category);
  return { missing: named(false), unknown: named(undefined) };
}

/** The vaults whose logs of a category go to a workspace, by the category. */
const sentLogs = perApp((app) => {
  const logs = app.ofType("azurerm_monitor_diagnostic_setting").flatMap((by) => {
    const { log_analytics_workspace_id: workspace, log_analytics_destination_type: destination } = by.config;
    if (workspace == null) return [];
    const meaning = meaningOfValue(by, by.config.target_resource_id);
    return by.blocks("enabled_log").map(({ category_group: group, category: one }) => {
      const category = group ?? one;
      const isVague = isExpression(category) || isExpression(destination);
      return { meaning, by, isVague, category: isExpression(category) ? ANY : category, destination };
    });
  });
  const byCategory = (some: typeof logs) =>
    new Map([...groupBy(some, ({ category }) => category)].map(([name, all]) => [name, new Meanings(all)]));
  const isOwn = ({ destination }: (typeof logs)[number]) => destination === "Dedicated";
  const isEither = ({ destination }: (typeof logs)[number]) => isExpression(destination);
  return {
    own: byCategory(logs.filter((one) => isOwn(one) || isEither(one))),
    shared: byCategory(logs.filter((one) => !isOwn(one))),
  };
});
