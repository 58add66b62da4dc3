import { quoted } from "../../../core/problems";
import { perApp } from "../../../synthesized/per-app";
import { isExpression } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { VAULT } from "../attribute";

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
      const state = states.get(vault.key);
      const holds = isExpression(state) ? undefined : state === "Disabled" || state === "PermanentlyDisabled";
      return onResource(vault, holds, `crossSubscriptionRestoreState is ${quoted(state)}`);
    });
  },
});

/** What azapi sets on resources, by their `key`. */
const restoreStates = perApp((app): ReadonlyMap<string | undefined, unknown> => {
  const updates = app.ofType("azapi_update_resource", "azapi_resource").map((one) => {
    const state = at(one.config.body, ["properties", "restoreSettings", ...SETTING]);
    return [one.keyOf(one.config.resource_id), state] as const;
  });
  return new Map(updates.filter(([, state]) => state !== undefined));
});

const SETTING = ["crossSubscriptionRestoreSettings", "crossSubscriptionRestoreState"];

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], value);
}
