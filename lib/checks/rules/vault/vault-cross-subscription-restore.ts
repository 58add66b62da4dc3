import { quoted } from "../../../core/problems";
import { meaningOf, meaningOfValue } from "../../../synthesized/meaning";
import { Meanings } from "../../../synthesized/meanings";
import { perApp } from "../../../synthesized/per-app";
import { isExpression, type SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { isGiven, VAULT } from "../attribute";

/** azurerm has no argument for it: azapi's body says it (`crossSubscriptionRestore` of a vault). */
export const vaultCrossSubscriptionRestore = defineRule({
  id: "vault-cross-subscription-restore",
  title: "Recovery Services vaults restore into no other subscription",
  severity: "warning",
  frameworks: { CIS: ["5.2.7"] },
  strict: true,
  why: "whoever may restore could take the data out into a subscription of their own",
  fix: 'set crossSubscriptionRestore to "Disabled"; where a built-in policy does it, switch the rule off and say so',
  check: ({ app }) => {
    const states = restoreStates(app);
    return app.ofType(VAULT).map((vault) => {
      const { certain, possible } = states.of(meaningOf(vault));
      if (!certain && possible)
        return onResource(vault, undefined, `only Terraform knows whether ${possible.path} is for it`);
      const state = certain && stateIn(certain);
      const holds = isExpression(state) ? undefined : state === "Disabled" || state === "PermanentlyDisabled";
      return onResource(vault, holds, `crossSubscriptionRestoreState is ${quoted(state)}`);
    });
  },
});

/** What azapi sets on resources. */
const restoreStates = perApp((app) => {
  const updates = app.ofType("azapi_update_resource", "azapi_resource");
  const saying = updates.filter((one) => isGiven(one.config.resource_id) && stateIn(one) !== undefined);
  return new Meanings(saying.map((by) => ({ meaning: meaningOfValue(by, by.config.resource_id), by })));
});

function stateIn({ config }: SynthesizedResource): unknown {
  if (isExpression(config.body)) return config.body;
  return at(config.body, ["properties", "restoreSettings", ...SETTING]);
}

const SETTING = ["crossSubscriptionRestoreSettings", "crossSubscriptionRestoreState"];

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], value);
}
