import { groupBy } from "../../../core/group-by";
import { keyOfMeaning, meaningOf, meaningOfValue } from "../../../synthesized/meaning";
import { Meanings, type Meant } from "../../../synthesized/meanings";
import { perApp } from "../../../synthesized/per-app";
import type { SynthesizedApp } from "../../../synthesized/synthesized-app";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { type CheckResult, onResource } from "../../result";
import { defineRule } from "../../rule";
import { describeKept, isKept, keptDays, RETENTION_TYPES } from "../kept-days";

/**
 * The longest points count, whichever they are: what is asked for is a point from before something went wrong. Prowler asks for
 * 30 days of the daily points of a policy, and for 7 of those of a VM, which Azure asks for itself; PSRule and CIS ask for no
 * number. azurerm has no resource for the items of
 * a workload policy, so that each of these counts as used.
 */
export const policyRetention = defineRule({
  id: "policy-retention",
  title: "Backup policies in use keep points for long enough",
  severity: "warning",
  frameworks: {
    Prowler: [
      "recovery_vault_backup_policy_retention_adequate",
      "vm_sufficient_daily_backup_retention_period",
    ],
  },
  why: "what was deleted or encrypted unnoticed cannot be brought back",
  fix: "keep a point for the fewest days at least, daily, weekly, monthly or yearly",
  check: ({ app, minimumRetentionDays: fewest }) => {
    const uses = policyUses(app);
    const policies = app.ofType(...RETENTION_TYPES);
    const results = policies.flatMap((policy) => {
      const isUsed = policy.type === WORKLOAD || uses.has(meaningOf(policy));
      if (isUsed === false) return [];
      const kept = keptDays(policy);
      const holds = isKept(kept, fewest);
      const found = `${describeKept(kept)}, ${fewest} at least are asked for`;
      return isUsed || holds
        ? [onResource(policy, holds, found)]
        : [onResource(policy, undefined, `${found}, and only Terraform knows whether a backup uses it`)];
    });
    return [...results, ...ofOthers(app, policies)];
  },
});

const WORKLOAD = "azurerm_backup_policy_vm_workload";
const ITEMS = ["azurerm_backup_protected_vm", "azurerm_backup_protected_file_share"];

/** What backups name as their policy; one that is stopped names none. */
const policiesOfItems = perApp((app): readonly Meant[] =>
  app
    .ofType(...ITEMS)
    .filter(({ config }) => config.backup_policy_id != null)
    .map((by) => ({ meaning: meaningOfValue(by, by.config.backup_policy_id), by })),
);

const policyUses = perApp((app) => new Meanings(policiesOfItems(app)));

/** One result for each policy that backups name and the app does not define. */
function ofOthers(app: SynthesizedApp, policies: readonly SynthesizedResource[]): readonly CheckResult[] {
  const own = Meanings.ofThemselves(policies);
  const names = groupBy(policiesOfItems(app), ({ meaning }) => keyOfMeaning(meaning));
  return [...names.values()].flatMap(([first]) =>
    first && own.has(first.meaning) === false ? [onResource(first.by, undefined, ELSEWHERE)] : [],
  );
}

const ELSEWHERE = "only Terraform knows how long its policy keeps points: the app does not define it";
