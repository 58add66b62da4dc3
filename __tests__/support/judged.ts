import { App } from "cdktf";
import { type CheckContext, type CheckRule, type CheckSeverity, SynthesizedApp } from "../../lib";
import { RULES } from "../../lib/checks/rules";
import { SUBSCRIPTION } from "./synthesise";

type Json = Record<string, unknown>;

/** Resources of one stack by Terraform's type and name: `{ azurerm_recovery_services_vault: { V: { … } } }`. */
export type Resources = Readonly<Record<string, Readonly<Record<string, Json>>>>;

const CONTEXT = {
  vms: [],
  baseline: "geo",
  minimumRetentionDays: 30,
  retentionPresets: [],
  objectives: () => new Map(),
  root: new App({ outdir: "unused" }),
} as const;

/** What fails the rules of a baseline that every app asks, as "RULE: PLACE". */
export function failing(
  app: SynthesizedApp,
  context: Partial<CheckContext> = {},
  severities: readonly CheckSeverity[] = ["error", "warning"],
): readonly string[] {
  const given = { ...CONTEXT, ...context, app };
  const asked = RULES.filter(
    ({ baseline = given.baseline, strict, severity }) =>
      baseline === given.baseline && !strict && severities.includes(severity),
  );
  return asked.flatMap((rule) =>
    rule
      .check(given)
      .filter(({ status }) => status === "fail")
      .map(({ subject }) => `${rule.id}: ${subject.at}`),
  );
}

/** What a rule says of resources, as Terraform reads them: "V: pass, found". */
export function judged(
  rule: CheckRule,
  resource: Resources,
  context: Partial<CheckContext> = {},
): readonly string[] {
  const app = SynthesizedApp.fromJson({
    test: { provider: { azurerm: [{ subscription_id: SUBSCRIPTION }] }, resource } as never,
  });
  return judgedApp(rule, app, context);
}

/** The same for an app that is read already, of several stacks for instance. */
export function judgedApp(
  rule: CheckRule,
  app: SynthesizedApp,
  context: Partial<CheckContext> = {},
): readonly string[] {
  const results = rule.check({ ...CONTEXT, app, ...context });
  return results.map(({ subject, status, found }) => `${subject.at.split(".").at(-1)}: ${status}, ${found}`);
}
