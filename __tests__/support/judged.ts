import { App } from "cdktf";
import { type CheckContext, type CheckRule, SynthesizedApp } from "../../lib";
import { SUBSCRIPTION } from "./synthesise";

type Json = Record<string, unknown>;

/** Resources of one stack by Terraform's type and name: `{ azurerm_recovery_services_vault: { V: { … } } }`. */
export type Resources = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** What a rule says of resources, as Terraform reads them: "V: pass, found". */
export function judged(
  rule: CheckRule,
  resource: Resources,
  context: Partial<CheckContext> = {},
): readonly string[] {
  const app = SynthesizedApp.fromJson({
    test: { provider: { azurerm: [{ subscription_id: SUBSCRIPTION }] }, resource } as never,
  });
  const results = rule.check({
    app,
    vms: [],
    baseline: "geo",
    minimumRetentionDays: 30,
    objectives: () => new Map(),
    root: new App({ outdir: "unused" }),
    ...context,
  });
  return results.map(({ subject, status, found }) => `${subject.at.split(".").at(-1)}: ${status}, ${found}`);
}
