import { meaningOf, meaningsOfList } from "../../../synthesized/meaning";
import { Meanings } from "../../../synthesized/meanings";
import { onResource } from "../../result";
import { defineRule } from "../../rule";

/** A plan says what starts first, and is what drills try out. */
export const recoveryPlan = defineRule({
  id: "recovery-plan",
  title: "Every replicated VM is in a recovery plan",
  severity: "warning",
  frameworks: {},
  why: "it is failed over by hand, in an order that somebody has to remember",
  fix: "put it into a boot group of a recovery plan",
  check: ({ app }) => {
    const plans = app.ofType("azurerm_site_recovery_replication_recovery_plan").flatMap((by) => {
      const groups = by.blocks("boot_recovery_group");
      const items = groups.flatMap((group) => meaningsOfList(by, group.replicated_protected_items));
      return items.map((meaning) => ({ meaning, by }));
    });
    const planned = new Meanings(plans);
    return app.ofType("azurerm_site_recovery_replicated_vm").map((replica) => {
      const holds = planned.has(meaningOf(replica));
      return onResource(replica, holds, FOUND[`${holds}`]);
    });
  },
});

const FOUND = {
  true: "a recovery plan starts it",
  false: "no recovery plan starts it",
  undefined: "only Terraform knows whether a recovery plan of the app starts it",
} as const;
