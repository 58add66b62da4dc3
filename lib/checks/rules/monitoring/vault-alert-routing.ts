import { allOf, anyOf } from "../../../synthesized/answers";
import { isDynamic } from "../../../synthesized/blocks";
import { meaningsOfList } from "../../../synthesized/meaning";
import { Meanings } from "../../../synthesized/meanings";
import { perApp } from "../../../synthesized/per-app";
import type { SynthesizedApp } from "../../../synthesized/synthesized-app";
import { isExpression, type SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { BACKUP_VAULT, isGiven, VAULT } from "../attribute";
import { booleanOf } from "../boolean";
import { placesOf } from "../places";
import { letsThrough } from "./alert-condition";

/** Built-in alerts are told to nobody by themselves (Microsoft Learn, "Azure Monitor alerts for Azure Backup"). */
export const vaultAlertRouting = defineRule({
  id: "vault-alert-routing",
  title: "The built-in alerts of vaults reach an action group",
  severity: "warning",
  frameworks: { AMBA: ["alert processing rule"] },
  why: "deleted backups and failed jobs would be seen by those alone who look at the portal",
  fix: "add an alert processing rule with an action group at the vault, its group or its subscription",
  check: ({ app }) =>
    app.ofType(VAULT, BACKUP_VAULT).map((vault) => {
      const rules = routing(app, vault);
      const answers = BUILT_IN.map((severity) =>
        rules.map((one) => ({ ...one, routes: one.lets(severity) })),
      );
      const holds = allOf(answers.map((each) => anyOf(each.map(({ routes }) => routes))));
      const open = answers.flat().find(({ routes }) => routes === undefined);
      return onResource(vault, holds, FOUND[`${holds}`](open?.rule.path));
    }),
});

/** Severities of built-in alerts: of security, and of jobs and replication. */
const BUILT_IN = ["Sev0", "Sev1"] as const;

const FOUND = {
  true: () => "an alert processing rule delivers its alerts",
  false: () => "no alert processing rule of the app delivers its alerts",
  undefined: (rule = "") => `only Terraform and Azure know whether ${rule} delivers its alerts`,
} as const;

interface Routing {
  readonly rule: SynthesizedResource;
  /** Does it deliver a vault's alerts of a severity? undefined where only Terraform or Azure knows. */
  readonly lets: (severity: string) => boolean | undefined;
}

/** The rules whose scopes a vault is in, or may be. */
function routing(app: SynthesizedApp, vault: SynthesizedResource): readonly Routing[] {
  const inScope = new Map<SynthesizedResource, boolean>();
  for (const place of placesOf(vault))
    for (const { meant, isCertain } of routedScopes(app).allOf(place))
      inScope.set(meant.by, isCertain || inScope.get(meant.by) === true);
  return [...inScope].map(([rule, isCertain]) => ({
    rule,
    lets: (severity) =>
      allOf([isCertain || undefined, acts(rule), isAlways(rule), letsThrough(rule, vault, severity)]),
  }));
}

/** Is a rule on, and has it an action group? */
function acts({ config }: SynthesizedResource): boolean | undefined {
  const { add_action_group_ids: groups } = config;
  const hasGroups = Array.isArray(groups) ? groups.length > 0 : isExpression(groups) && undefined;
  return allOf([booleanOf(config.enabled, true), hasGroups]);
}

/** A schedule that ends or recurs leaves hours out, which another rule may cover. */
function isAlways(rule: SynthesizedResource): true | undefined {
  const { effective_until: end, recurrence } = rule.block("schedule") ?? {};
  const isVague = isDynamic(rule.config, "schedule") || isDynamic(rule.config, "condition");
  return isVague || isGiven(end) || [recurrence ?? []].flat().length > 0 ? undefined : true;
}

const routedScopes = perApp(
  (app) =>
    new Meanings(
      app
        .ofType("azurerm_monitor_alert_processing_rule_action_group")
        .flatMap((by) => meaningsOfList(by, by.config.scopes).map((meaning) => ({ meaning, by }))),
    ),
);
